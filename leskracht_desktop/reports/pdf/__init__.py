"""The engine that writes accessible archival PDF: PDF/A-3a and PDF/UA-1 at once."""
