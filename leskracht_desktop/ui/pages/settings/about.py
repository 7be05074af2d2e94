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
    ("pyside6-pdf", "Qt PDF", "LGPL-3.0"),
    ("SQLAlchemy", "SQLAlchemy", "MIT"),
    ("alembic", "Alembic", "MIT"),
    ("sqlcipher3", "SQLCipher", "zlib / BSD-3-Clause"),
    ("PyNaCl", "PyNaCl (libsodium)", "Apache-2.0 / ISC"),
    ("argon2-cffi", "Argon2", "MIT"),
    ("argon2-cffi-bindings", "Argon2 (C)", "MIT"),
    ("keyring", "keyring", "MIT"),
    ("SecretStorage", "SecretStorage", "BSD-3-Clause"),
    ("jeepney", "jeepney", "MIT"),
    ("reportlab", "ReportLab", "BSD-3-Clause"),
    ("pillow", "Pillow", "MIT-CMU"),
    ("pikepdf", "pikepdf", "MPL-2.0"),
    ("pypdfium2", "pypdfium2 (PDFium)", "Apache-2.0 / BSD-3-Clause"),
    ("arabic-reshaper", "Arabic Reshaper", "MIT"),
    ("lxml", "lxml", "BSD-3-Clause"),
    ("openpyxl", "openpyxl", "MIT"),
    ("fastjsonschema", "fastjsonschema", "BSD-3-Clause"),
    ("holidays", "holidays", "MIT"),
    ("platformdirs", "platformdirs", "MIT"),
    ("typing-extensions", "typing-extensions", "PSF-2.0"),
    ("tzdata", "tzdata", "Apache-2.0"),
)
"""The libraries the program is made with, as `pyproject.toml` names them, with their licences; those for another
system than this one are left out when they are shown."""


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
        self._parts.show_pairs(
            (title, f"{version} ({licence})") for name, title, licence in _PARTS if (version := _version(name))
        )


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
