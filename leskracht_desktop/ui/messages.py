"""Everything the program asks or tells in a box, and every choice of a file: the only home of such dialogs."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton, QWidget

from leskracht_desktop.errors import LeskrachtError

_log = logging.getLogger(__name__)


class Messages(QObject):
    """Speaks to the user on behalf of the windows; tests put one in its place that answers by itself."""

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__(window)
        self.window = window

    def tell(self, title: str, text: str) -> None:
        """Say something that needs no choice."""
        box = self._box(QMessageBox.Icon.Information, title, text)
        self._button(box, self.tr("Sluiten"), "close", QMessageBox.ButtonRole.RejectRole)
        box.exec()

    def ask(self, title: str, text: str, yes: str, *, no: str = "", dangerous: bool = False) -> bool:
        """Ask before something that can't be undone; `yes` names the deed, and a dangerous deed is not the default."""
        box = self._box(QMessageBox.Icon.Warning if dangerous else QMessageBox.Icon.Question, title, text)
        agree = self._button(box, yes, "yes", QMessageBox.ButtonRole.AcceptRole)
        refuse = self._button(box, no or self.tr("Annuleren"), "no", QMessageBox.ButtonRole.RejectRole)
        agree.setProperty("look", "danger" if dangerous else "primary")
        box.setDefaultButton(refuse if dangerous else agree)
        box.setEscapeButton(refuse)
        box.exec()
        return box.clickedButton() is agree

    def show_failure(self, error: BaseException) -> None:
        """Say what went wrong and what to do next; a bug also goes to the log, as places in our code only."""
        from leskracht_desktop.messages_nl import sentence

        if not isinstance(error, LeskrachtError):
            log_bug(error)
        message = sentence(error)
        box = self._box(QMessageBox.Icon.Warning, message.title, message.text)
        box.setInformativeText(message.next_step)
        self._button(box, self.tr("Sluiten"), "close", QMessageBox.ButtonRole.RejectRole)
        box.exec()

    def ask_save_path(self, title: str, suggested: str, filters: Sequence[str] = ()) -> Path | None:
        """Ask where to write a file; `suggested` is a name without personal data. None when the user gives up."""
        chosen, _ = QFileDialog.getSaveFileName(self._parent(), title, suggested, ";;".join(filters))
        return _with_suffix(Path(chosen), suggested) if chosen else None

    def ask_open_path(self, title: str, filters: Sequence[str] = ()) -> Path | None:
        """Ask which file to read. None when the user gives up."""
        chosen, _ = QFileDialog.getOpenFileName(self._parent(), title, "", ";;".join(filters))
        return Path(chosen) if chosen else None

    def ask_folder(self, title: str, start: Path | None = None) -> Path | None:
        """Ask for a folder. None when the user gives up."""
        chosen = QFileDialog.getExistingDirectory(self._parent(), title, str(start or ""))
        return Path(chosen) if chosen else None

    def _box(self, symbol: QMessageBox.Icon, title: str, text: str) -> QMessageBox:
        box = QMessageBox(symbol, title, "", parent=self._parent())
        box.setText(f"<p><b>{_escaped(title)}</b></p><p>{_escaped(text)}</p>")
        box.setObjectName("message")
        return box

    def _button(self, box: QMessageBox, text: str, name: str, role: QMessageBox.ButtonRole) -> QPushButton:
        made = box.addButton(text, role)
        made.setObjectName(name)
        return made

    def _parent(self) -> QWidget | None:
        return QApplication.activeModalWidget() or self.window


def log_bug(error: BaseException) -> None:
    """Write where in the program an unforeseen error came from; its text may name people, so that stays out."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    _log.error("%s at %s", type(error).__name__, places)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")


def _with_suffix(chosen: Path, suggested: str) -> Path:
    wanted = Path(suggested).suffix
    return chosen if chosen.suffix or not wanted else chosen.with_name(chosen.name + wanted)
