"""Making an access dossier: what goes in, what is masked, a look at it, and saving it."""

from leskracht_desktop.ui.dossier.open import open_dossier, resume_dossier

__all__ = ["open_dossier", "resume_dossier"]
