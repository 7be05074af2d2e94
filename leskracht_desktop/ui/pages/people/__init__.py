"""Betrokkenen: pupils, parents and staff, and everything that is stored about them."""
