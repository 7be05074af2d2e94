"""Where the functions of the program stand that a text in the reader links to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from leskracht_desktop.domain.guide import FunctionCode
from leskracht_desktop.ui.page import PageName

READING: Final = 0
REGISTER: Final = 1
KEY_CARD: Final = 2
TASKS: Final = 3
"""The tabs of the page, from the left."""

PAGES: Final[Mapping[FunctionCode, PageName]] = {
    FunctionCode.REQUESTS: PageName.REQUESTS,
    FunctionCode.PEOPLE: PageName.PEOPLE,
    FunctionCode.DOSSIER: PageName.PEOPLE,
    FunctionCode.AUDIT_LOG: PageName.AUDIT,
}
"""Functions of the program that are pages of their own."""

TABS: Final[Mapping[FunctionCode, int]] = {
    FunctionCode.REGISTER: REGISTER,
    FunctionCode.DEVIATIONS: REGISTER,
    FunctionCode.DOCUMENTS: REGISTER,
    FunctionCode.SUB_PROCESSORS: REGISTER,
    FunctionCode.LEAFLET_CHECK: REGISTER,
    FunctionCode.OPEN_QUESTIONS: REGISTER,
    FunctionCode.KEY_CARD: KEY_CARD,
    FunctionCode.BREACH_CONTACTS: KEY_CARD,
    FunctionCode.WATCH: TASKS,
}
"""Functions that are a tab of the page of agreements."""


def is_reachable(code: FunctionCode) -> bool:
    """Tell whether a function can be opened from the reader."""
    return code in PAGES or code in TABS or code is FunctionCode.COMPARE
