"""The shipped guides and a reader on the screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from leskracht_desktop import paths
from leskracht_desktop.agreements.guide_library import load_library
from leskracht_desktop.agreements.statement import statement_document
from leskracht_desktop.domain.guide import FunctionCode
from leskracht_desktop.services.inventory import processing_inventory
from leskracht_desktop.ui.reader.reader import Reader
from leskracht_desktop.ui.reader.texts import Texts
from leskracht_desktop.ui.theme import Theme
from tests.support.clipping import Stretched

REACHABLE = frozenset({FunctionCode.REQUESTS, FunctionCode.KEY_CARD})


@pytest.fixture(scope="session")
def texts() -> Texts:
    """Everything that ships with the program."""
    library = load_library(paths.resource("agreements"))
    return Texts(library, statement_document(processing_inventory()), lambda code: code in REACHABLE)


@pytest.fixture(params=["plain", "large", "long"])
def manner(request: pytest.FixtureRequest, look: Theme, qapp: QApplication) -> Iterator[None]:
    """Texts as they are, in letters of twice the size, and with words half as long again."""
    before, stretched = QFont(qapp.font()), Stretched()
    if request.param == "large":
        doubled = QFont(before)
        doubled.setPointSizeF(before.pointSizeF() * 2)
        qapp.setFont(doubled)
    if request.param == "long":
        qapp.installTranslator(stretched)
    yield
    qapp.removeTranslator(stretched)
    qapp.setFont(before)


@pytest.fixture
def reader(qtbot, look: Theme, texts: Texts) -> Reader:
    """A reader that shows where reading begins."""
    made = Reader()
    qtbot.addWidget(made)
    made.resize(720, 600)
    made.show_texts(texts)
    with qtbot.waitExposed(made):
        made.show()
    return made
