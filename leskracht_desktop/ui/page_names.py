"""The seven pages by name."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QCoreApplication


class PageName(StrEnum):
    """The seven pages; the value is the noun that names their folder, help page and icon."""

    OVERVIEW = "overview"
    AGREEMENTS = "agreements"
    PEOPLE = "people"
    CONSENTS = "consents"
    REQUESTS = "requests"
    AUDIT = "audit"
    SETTINGS = "settings"


def page_label(name: PageName) -> str:
    """Return the name of a page as the navigation shows it: a contract with everyone who drives the program."""
    translate = QCoreApplication.translate
    labels: Mapping[PageName, str] = {
        PageName.OVERVIEW: translate("pages", "Overzicht"),
        PageName.AGREEMENTS: translate("pages", "Overeenkomsten"),
        PageName.PEOPLE: translate("pages", "Betrokkenen"),
        PageName.CONSENTS: translate("pages", "Toestemmingen"),
        PageName.REQUESTS: translate("pages", "Verzoeken"),
        PageName.AUDIT: translate("pages", "Logboek"),
        PageName.SETTINGS: translate("pages", "Instellingen"),
    }
    return labels[name]
