"""Verzoeken: the register of requests."""
