"""Walks the main job in the real window without a person: clicks, types, and leaves pictures and the dossier."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QElapsedTimer, QObject, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QPushButton, QWidget
from typing_extensions import override

from leskracht_desktop import paths
from leskracht_desktop.clock import local_date
from leskracht_desktop.domain.requests import Channel
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.messages import Messages, log_bug
from leskracht_desktop.ui.page import Page, PageName
from leskracht_desktop.ui.theme import Appearance, theme
from leskracht_desktop.ui.widgets.date_field import DateField
from leskracht_desktop.ui.widgets.person_picker import PersonPicker

PATIENCE_MS: Final = 120_000
BEAT_MS: Final = 40
CLASS_LIST: Final = "demo/klassenlijst.xml"
PARENT_LIST: Final = "demo/ouderlijst.csv"
ANSWER: Final = "demo/gegevenspakket-sem.json"
SCHOOL: Final = "De Klimtoren"
PUPIL: Final = "Sem Vermeulen"
FATHER: Final = "Bart Vermeulen"
RECEIVED_AGO: Final = timedelta(days=6)

Condition = Callable[[], bool]
Widget = TypeVar("Widget", bound=QWidget)

_log = logging.getLogger(__name__)


class WalkMessages(Messages):
    """Answers the questions about files as the walk needs them; a failure ends the walk."""

    def __init__(self, folder: Path) -> None:
        super().__init__(None)
        self.folder = folder
        self.file = CLASS_LIST
        """The shipped file that is chosen next."""
        self.failure: BaseException | None = None

    @override
    def ask_open_path(self, title: str, filters: Sequence[str] = ()) -> Path | None:
        return paths.resource(self.file)

    @override
    def ask_save_path(self, title: str, suggested: str, filters: Sequence[str] = ()) -> Path | None:
        target = self.folder / suggested
        target.unlink(missing_ok=True)
        return target

    @override
    def show_failure(self, error: BaseException) -> None:
        log_bug(error)
        self.failure = error


class Walk(QObject):
    """Takes one step at a time, each when the one before it has shown on the screen."""

    def __init__(self, window: MainWindow, messages: WalkMessages) -> None:
        super().__init__(window)
        self._window = window
        self._messages = messages
        self._pictures = 0
        self._steps = self._main_job()
        self._ready: Condition = lambda: True
        self._waited = QElapsedTimer()
        self._waited.start()
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT_MS)
        self._beat.timeout.connect(self._on_beat)
        self._beat.start()

    def _on_beat(self) -> None:
        if self._messages.failure is not None:
            self._stop(1)
        elif self._ready():
            self._waited.restart()
            try:
                self._ready = next(self._steps)
            except StopIteration:
                self._stop(0)
        elif self._waited.elapsed() > PATIENCE_MS:
            _log.error("the walk waits in vain after picture %d", self._pictures)
            self._stop(1)

    def _stop(self, status: int) -> None:
        self._beat.stop()
        for dialog in _dialogs():
            dialog.reject()
        QTimer.singleShot(0, self._window, lambda: self._leave(status))

    def _leave(self, status: int) -> None:
        self._window.close()
        QApplication.exit(status)

    def _main_job(self) -> Iterator[Condition]:
        yield lambda: self._window.workspace is not None
        for appearance in (Appearance.LIGHT, Appearance.DARK):
            theme().set_appearance(appearance)
            for name in PageName:
                self._window.open_page(name)
                yield self._idle
                self._picture(f"{name.value}-{appearance.value}")
        theme().set_appearance(Appearance.LIGHT)
        yield from self._import_pupils()
        yield from self._import_parents()
        yield from self._request()
        yield from self._import_answer()
        yield from self._dossier()
        self._window.open_page(PageName.AUDIT)
        yield self._idle
        self._picture("logboek-na-afloop")

    def _open_import(self, file: str, button: str) -> Iterator[Condition]:
        """Choose a file to import and wait until its dialog offers the next step."""
        page = self._window.open_page(PageName.PEOPLE)
        page.banner.hide()
        self._messages.file = file
        _click_later(page, "import")
        yield lambda: _button(button) is not None

    def _import(self, name: str) -> Iterator[Condition]:
        """Look at the preview and take the file in."""
        page = self._window.open_page(PageName.PEOPLE)
        self._picture(f"{name}-importeren", dialog=True)
        _click_later(_top(), "import_now")
        yield lambda: self._told(page)
        self._picture(f"{name}-ingelezen")

    def _import_pupils(self) -> Iterator[Condition]:
        yield from self._open_import(CLASS_LIST, "import_now")
        yield from self._import("klassenlijst")

    def _import_parents(self) -> Iterator[Condition]:
        """Take in who their parents are and whether they have gezag: without it nobody knows who may ask."""
        yield from self._open_import(PARENT_LIST, "import_next")
        _find(_top(), QComboBox, "import_school").setCurrentText(SCHOOL)
        yield self._idle
        self._picture("ouderlijst-kolommen", dialog=True)
        _click_later(_top(), "import_next")
        yield lambda: _button("import_now") is not None
        yield from self._import("ouderlijst")

    def _import_answer(self) -> Iterator[Condition]:
        """Take in what Leskracht answered when the school asked what it holds."""
        yield from self._open_import(ANSWER, "import_now")
        yield from self._import("antwoord-van-leskracht")
        (pupil,) = self._window.services.people.search(PUPIL, 1)
        self._window.open_page(PageName.PEOPLE, {"person_id": pupil.id})
        yield self._idle
        self._picture("wat-er-is-vastgelegd")

    def _request(self) -> Iterator[Condition]:
        page = self._window.open_page(PageName.REQUESTS)
        _click_later(page, "new_request")
        yield lambda: _button("save") is not None
        dialog, today = _top(), local_date(self._window.services.clock())
        _find(dialog, PersonPicker, "person_id").setText(PUPIL)
        _find(dialog, PersonPicker, "person_id").settle()
        _find(dialog, PersonPicker, "requester_name").setText(FATHER)
        _find(dialog, PersonPicker, "requester_name").settle()
        _find(dialog, DateField, "received_on").set_value(today - RECEIVED_AGO)
        _find(dialog, QComboBox, "channel").setCurrentText(label(Channel.EMAIL))
        yield self._idle
        self._picture("nieuw-verzoek", dialog=True)
        _click_later(dialog, "save")
        yield lambda: self._told(page)
        self._picture("verzoek-vastgelegd")
        _click_later(page, "request_identity")
        yield lambda: _button("save") is not None
        dialog = _top()
        from leskracht_desktop.ui.pages.requests.dialogs import IdentityDialog

        if isinstance(dialog, IdentityDialog):
            dialog.method.setCurrentText(IdentityDialog.METHODS[0])
        self._picture("identiteit", dialog=True)
        _click_later(dialog, "save")
        yield lambda: not _dialogs() and self._idle() and _find(page, QPushButton, "request_dossier").isEnabled()

    def _dossier(self) -> Iterator[Condition]:
        page = self._window.open_page(PageName.REQUESTS)
        page.banner.hide()
        _click_later(page, "request_dossier")
        yield lambda: _button("preview") is not None
        self._picture("dossier-kiezen", dialog=True)
        _click_later(_top(), "preview")
        yield lambda: _button("save_preview") is not None and self._idle()
        yield _after(BEAT_MS * 20)
        self._picture("dossier-voorbeeld", dialog=True)
        _click_later(_top(), "save_preview")
        yield lambda: self._told(page)
        self._picture("dossier-opgeslagen")

    def _idle(self) -> bool:
        return not self._window.jobs.busy

    def _told(self, page: Page) -> bool:
        """Tell whether a page says that something was done."""
        return not _dialogs() and self._idle() and page.banner.isVisible()

    def _picture(self, name: str, *, dialog: bool = False) -> None:
        self._pictures += 1
        shown = _top() if dialog else self._window
        QApplication.processEvents()
        shown.grab().save(str(self._messages.folder / f"{self._pictures:02d}-{name}.png"))


def start_walk(window: MainWindow) -> Walk:
    """Begin the walk in this window, which was made with `WalkMessages`.

    Raises: TypeError for a window that speaks to a person.
    """
    if not isinstance(window.messages, WalkMessages):
        raise TypeError(type(window.messages))
    return Walk(window, window.messages)


def _dialogs() -> list[QDialog]:
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog) and widget.isVisible()]


def _top() -> QWidget:
    found = QApplication.activeModalWidget()
    if found is None:
        raise LookupError("no dialog is open")
    return found


def _button(name: str) -> QPushButton | None:
    top = QApplication.activeModalWidget()
    found = None if top is None else top.findChild(QPushButton, name)
    return found if found is not None and found.isVisible() and found.isEnabled() else None


def _find(parent: QWidget, kind: type[Widget], name: str) -> Widget:
    found = parent.findChild(kind, name)
    if found is None:
        raise LookupError(name)
    return found


def _click_later(parent: QWidget, name: str) -> None:
    """Click when this step is over: the click may open a dialog that runs its own event loop."""
    QTimer.singleShot(0, _find(parent, QPushButton, name).click)


def _after(milliseconds: int) -> Condition:
    clock = QElapsedTimer()
    clock.start()
    return lambda: clock.elapsed() > milliseconds
