"""Leskracht Privacybeheer: the offline workplace of a Dutch primary school's privacy contact."""

__version__ = "0.1.0"
