"""The real window in a program of its own, which shows planted names everywhere: `python -m ... VAULT PASSPHRASE`.

Prints as JSON what it saw on the way; the test that starts it looks at what is left on the disk.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox, QWidget  # noqa: TID251 - to close boxes

from leskracht_desktop import app
from leskracht_desktop.clock import system_clock
from leskracht_desktop.services.program import build_services
from leskracht_desktop.ui.dossier.dialog import DossierDialog
from leskracht_desktop.ui.jobs import Report
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.people.dialogs import PersonDialog
from leskracht_desktop.ui.pages.people.page import PeoplePage
from leskracht_desktop.ui.reader.pdf_preview import PdfPreview
from tests.support.planting import ACCENTED, CHINESE, PLANT
from tests.ui.hands import Hand

PATIENCE_SECONDS = 60.0


def until(condition: Callable[[], object]) -> None:
    """Let the program work until `condition` holds.

    Raises: TimeoutError.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        QTest.qWait(5)


def by_hand(kind: type[QDialog], deed: Callable[..., object]) -> Hand:
    """Do `deed` to the next dialog of this kind."""
    return Hand(kind, deed)


def press(root: QWidget, name: str) -> None:
    """Click the button of this objectName."""
    button = root.findChild(QWidget, name)
    assert button is not None, name
    button.click()  # type: ignore[attr-defined]  # a button, found by its name


def unlock(window: MainWindow, passphrase: str) -> None:
    """Type the passphrase and wait for the pages."""
    QTest.keyClicks(window.opening.unlock.field, passphrase)
    window.opening.unlock.unlock_button.click()
    until(lambda: window.workspace is not None)


def look_around(window: MainWindow) -> PeoplePage:
    """Show every page, search, choose somebody, and look at the dossier without saving it."""
    for name in PageName:
        window.open_page(name)
        until(lambda: not window.jobs.busy)
    assert window.workspace is not None
    search = window.workspace.search
    QTest.keyClicks(search, PLANT[:9])
    until(lambda: search.hits)
    page = window.open_page(PageName.PEOPLE)
    assert isinstance(page, PeoplePage)
    page.table.choose_id(page.model.ids[0])
    preview = by_hand(DossierDialog, lambda dialog: press(dialog, "preview"))
    page.deeds.make_dossier()
    shown = by_hand(PdfPreview, lambda dialog: dialog.grab())
    until(lambda: preview.told() and shown.told())
    again = by_hand(DossierDialog, lambda dialog: dialog.reject())
    until(lambda: again.told() and not window.jobs.busy)
    return page


def go_wrong(window: MainWindow) -> None:
    """Let a job fail on a bug, and an error escape, both with a name in their text."""
    box = by_hand(QMessageBox, lambda dialog: dialog.reject())

    def fail(_report: Report) -> None:
        raise ValueError(f"{PLANT} {ACCENTED}")

    window.jobs.start("mislukken", fail)
    until(box.told)
    box = by_hand(QMessageBox, lambda dialog: dialog.reject())
    error = LookupError(f"niemand heet {CHINESE} {PLANT}")
    app._Hook(window)(type(error), error, None)
    until(box.told)


def lock_while_typing(window: MainWindow, page: PeoplePage, passphrase: str) -> dict[str, str]:
    """Lock with a half-filled form and a copied name; return what is seen then, and what comes back."""
    window.activateWindow()
    until(QGuiApplication.focusWindow)
    QGuiApplication.clipboard().setText(f"{PLANT} geknipt")
    before = window.windowTitle()

    def type_and_lock(dialog: PersonDialog) -> None:
        dialog.texts["surname"].setText(f"{PLANT}half")
        dialog.note.setPlainText(f"Over {CHINESE} en {ACCENTED}.")
        window.lock()

    hand = by_hand(PersonDialog, type_and_lock)
    page.deeds.new_person()
    assert hand.told()
    locked = {"title": before, "locked_title": window.windowTitle(), "clipboard": QGuiApplication.clipboard().text()}
    left = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog) and widget.isVisible()]
    back: list[str] = []
    hand = by_hand(PersonDialog, lambda dialog: back.append(dialog.texts["surname"].text()))
    unlock(window, passphrase)
    until(hand.told)
    return {**locked, "dialogs": str(len(left)), "came_back": back[0]}


def main(folder: Path, passphrase: str) -> None:
    """Live through the whole story."""
    app._log_to_file()
    application = app.make_application(["leskracht-desktop"])
    window = app.make_window(system_clock)
    window.opening.show_unlock(folder)
    window.show()
    window.use(build_services(system_clock))
    unlock(window, passphrase)
    page = look_around(window)
    go_wrong(window)
    seen = lock_while_typing(window, page, passphrase)
    assert isinstance(window.opening.unlock.field, QLineEdit)
    window.close()
    application.processEvents()
    print(json.dumps(seen))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
