"""Frozen snapshots turned into accessible PDF, JSON and CSV; no database, no Qt."""
