"""Keeping the recovery code on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from leskracht_desktop.ui.jobs import JobRunner, quietly
from leskracht_desktop.ui.messages import Messages

if TYPE_CHECKING:
    from leskracht_desktop.services.program import Services

PDF_FILTER = "PDF (*.pdf)"


def save_recovery_sheet(owner: QObject, services: Services, jobs: JobRunner, messages: Messages, code: str) -> None:
    """Ask where, and write the recovery code as a PDF to print."""
    target = messages.ask_save_path(owner.tr("Herstelcode bewaren"), "herstelcode.pdf", [PDF_FILTER])
    if target is None:
        return
    text = code.replace("\n", "-")
    jobs.start(
        owner.tr("Herstelcode bewaren"),
        quietly(lambda: services.vaults.save_recovery_sheet(text, target)),
        done=lambda _nothing: messages.tell(
            owner.tr("Herstelcode bewaard"),
            owner.tr("Druk het bestand af en haal het daarna van deze computer."),
        ),
    )
