"""The shipped guides and a reader on the screen."""

from __future__ import annotations

import pytest

from leskracht_desktop import paths
from leskracht_desktop.agreements.guide_library import load_library
from leskracht_desktop.agreements.statement import statement_document
from leskracht_desktop.domain.guide import FunctionCode
from leskracht_desktop.services.inventory import processing_inventory
from leskracht_desktop.ui.reader.reader import Reader
from leskracht_desktop.ui.reader.texts import Texts
from leskracht_desktop.ui.theme import Theme

REACHABLE = frozenset({FunctionCode.REQUESTS, FunctionCode.KEY_CARD})


@pytest.fixture(scope="session")
def texts() -> Texts:
    """Everything that ships with the program."""
    library = load_library(paths.resource("agreements"))
    return Texts(library, statement_document(processing_inventory()), lambda code: code in REACHABLE)


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
