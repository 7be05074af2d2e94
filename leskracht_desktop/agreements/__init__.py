"""Shipped content (processing inventory, agreement guides) read into domain types."""
