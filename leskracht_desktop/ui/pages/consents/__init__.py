"""The consents."""
