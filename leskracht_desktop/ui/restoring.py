"""Putting a back-up back, from the first screen and from the settings: which file, with what secret, and what came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leskracht_desktop.domain.recovery import read_code
from leskracht_desktop.domain.vaults import WayKind
from leskracht_desktop.errors import LeskrachtError
from leskracht_desktop.ui.jobs import JobRunner
from leskracht_desktop.ui.messages import Messages
from leskracht_desktop.ui.widgets.fields import PassphraseField
from leskracht_desktop.ui.widgets.form import FormDialog

if TYPE_CHECKING:
    from leskracht_desktop.services.program import Services
    from leskracht_desktop.services.vault_backups import Restored

BACKUP_ENDING = ".kluisbackup"
_EARLIER_ENDING = ".kluisback-up"


@dataclass(frozen=True, slots=True)
class Restoring:
    """What putting back works with, and which folder a back-up (by its file) goes to."""

    window: QWidget
    services: Services
    jobs: JobRunner
    messages: Messages
    folder_for: Callable[[Path], Path]


class RestoreDialog(FormDialog):
    """Asks what opens a back-up that is not one of the open vault."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            self.tr("Back-up terugzetten"),
            save=self.tr("Terugzetten"),
            intro=self.tr(
                "Het programma opent de back-up en kijkt hem na. Daarvoor is de wachtwoordzin of de herstelcode nodig "
                "van toen de back-up werd gemaakt."
            ),
        )
        self._secret = PassphraseField(self.tr("Wachtwoordzin of herstelcode"), "secret")
        self.form.add_field("secret", self.tr("Wachtwoordzin of herstelcode"), self._secret)

    @override
    def problems(self) -> tuple[tuple[str, str], ...]:
        return () if self._secret.text() else (("secret", "required"),)

    @override
    def result_value(self) -> tuple[WayKind, str]:
        text = self._secret.text()
        return (WayKind.RECOVERY_CODE if read_code(text) is not None else WayKind.PASSPHRASE), text


def restore_backup(by: Restoring, done: Callable[[Restored], object]) -> None:
    """Ask for a back-up, put it back as a vault in a new folder and prove that it opens; `done` is told."""
    source = by.messages.ask_open_path(
        _tr("Back-up kiezen"),
        [_tr("Back-up (*{0} *{1})").format(BACKUP_ENDING, _EARLIER_ENDING), _tr("Alle bestanden (*)")],
    )
    if source is None:
        return
    secret: tuple[WayKind, str] | None = None
    try:
        asks = by.services.vaults.restoring_asks_secret(source)
    except LeskrachtError as error:
        by.messages.show_failure(error)
        return
    if asks:
        secret = RestoreDialog(by.window).run()
        if secret is None:
            return
    elif not by.messages.ask(
        _tr("Back-up terugzetten?"),
        _tr(
            "De back-up komt in een nieuwe kluis naast deze. Aan de kluis die nu open is, verandert niets. "
            "Daarna opent u de nieuwe kluis met uw wachtwoordzin."
        ),
        _tr("Terugzetten"),
    ):
        return
    target = by.folder_for(source)
    by.jobs.start(
        _tr("Back-up terugzetten en nakijken"),
        lambda report: by.services.vaults.restore(source, target, report, secret),
        done=done,
    )


def outcome_text(restored: Restored) -> str:
    """Return what was found when the vault was opened."""
    from leskracht_desktop.messages_nl import changed_files_text
    from leskracht_desktop.messages_nl.codes import DAMAGES

    log = restored.log
    if (log is None or log.ok) and restored.changed_files:
        return changed_files_text(restored.changed_files)
    if log is None or log.ok:
        return _tr("De kluis en het logboek zijn nagekeken en kloppen.")
    how = DAMAGES.get(str(log.damage), _tr("klopt niet"))
    line = log.first_bad_sequence or log.count
    if restored.changed_files:
        told = _tr("Het logboek klopt niet: regel {0} {1}.").format(line, how)
        return f"{told} {changed_files_text(restored.changed_files)}"
    return _tr("De gegevens kloppen, maar het logboek niet: regel {0} {1}.").format(line, how)


def _tr(dutch: str) -> str:
    return QCoreApplication.translate("Restoring", dutch)
