"""The about tab: version, licence, what the program is made with, and where its files are."""

from __future__ import annotations

from importlib import metadata
from typing import Any, Final

from typing_extensions import override

from leskracht_desktop import __version__, paths
from leskracht_desktop.ui.pages.settings.tab import SettingsTab
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.panels import KeyValueView
from leskracht_desktop.ui.widgets.text import paragraph

_PARTS: Final = (
    ("PySide6-Essentials", "Qt for Python", "LGPL-3.0"),
    ("SQLAlchemy", "SQLAlchemy", "MIT"),
    ("sqlcipher3", "SQLCipher", "BSD-3-Clause"),
    ("cryptography", "cryptography", "Apache-2.0 / BSD-3-Clause"),
    ("argon2-cffi", "Argon2", "MIT"),
    ("reportlab", "ReportLab", "BSD-3-Clause"),
    ("pikepdf", "pikepdf", "MPL-2.0"),
    ("lxml", "lxml", "BSD-3-Clause"),
    ("openpyxl", "openpyxl", "MIT"),
    ("holidays", "holidays", "MIT"),
    ("keyring", "keyring", "MIT"),
)
"""The libraries that matter most, with their licences; the full list is in the files of the program."""


class AboutTab(SettingsTab):
    """What this program is, in a few lines."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__("about", *arguments)

    @override
    def build(self) -> None:
        card = self.card(
            "about",
            self.tr("Leskracht Privacybeheer"),
            self.tr(
                "Voor de contactpersoon privacy van een basisschool. Het programma werkt zonder internet en stuurt "
                "niets weg. Het geeft geen juridisch advies; overleg bij twijfel met uw FG."
            ),
        )
        self._facts = KeyValueView("about_facts")
        card.body.addWidget(self._facts)
        made_with = self.card("made_with", self.tr("Gemaakt met"))
        self._parts = KeyValueView("about_parts")
        made_with.body.addWidget(self._parts)
        made_with.body.addWidget(
            paragraph(
                self.tr("De letters in de dossiers zijn Noto, onder de SIL Open Font License."),
                Tone.MUTED,
                "about_fonts",
            )
        )

    @override
    def refresh(self) -> None:
        self._facts.show_pairs(
            (
                (self.tr("Versie"), __version__),
                (self.tr("Licentie"), "European Union Public Licence 1.2 (EUPL-1.2)"),
                (self.tr("Kluis"), str(self.services.vaults.current_folder)),
                (self.tr("Technisch logboek"), str(paths.log_folder())),
            )
        )
        self._parts.show_pairs((title, f"{_version(name)} ({licence})") for name, title, licence in _PARTS)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "–"
