"""Taking in a file: what is it, what do its columns mean, what would change, and then do it."""

from leskracht_desktop.ui.imports.open import open_import

__all__ = ["open_import"]
