"""Do what one does in a morning in the program's window (vault folder, passphrase), and print the peak memory in MB."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from leskracht_desktop import app
from leskracht_desktop.clock import system_clock
from leskracht_desktop.services.program import build_services
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.people.page import PeoplePage
from tests.benchmarks.peak import peak_megabytes


def main(folder: Path, passphrase: str) -> None:
    """Unlock, see every page, sort, scroll, search and look at people."""
    app.make_application(["benchmarks"])
    window = app.make_window(system_clock)
    window.use(build_services(system_clock))
    window.opening.try_passphrase(folder, passphrase)
    window.show()
    settle(window)
    for name in PageName:
        window.open_page(name)
        settle(window)
    page = window.open_page(PageName.PEOPLE)
    assert isinstance(page, PeoplePage)
    browse(window, page)
    print(peak_megabytes())
    window.close()


def browse(window: MainWindow, page: PeoplePage) -> None:
    """Use the list of people."""
    bar = page.table.verticalScrollBar()
    for column in (1, 2, 4, 0):
        page.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
        settle(window)
        for part in range(11):
            bar.setValue(bar.maximum() * part // 10)
            page.table.viewport().repaint()
    for text in ("n", "no", "noah", "van den b"):
        page.filters.search.show_text(text)
        page.filters.changed.emit()
        settle(window)
    page.filters.clear()
    settle(window)
    for position in range(20):
        page.table.selectRow(position)
        settle(window)


def settle(window: MainWindow) -> None:
    """Let the worker finish, and what is done with go, as both do in the program's own event loop."""
    QApplication.processEvents()
    while window.jobs.busy:
        QApplication.processEvents()
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


main(Path(sys.argv[1]), sys.argv[2])
