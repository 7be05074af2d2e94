"""The processing agreements."""
