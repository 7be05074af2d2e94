"""The form for a new vault: the school, its contact, the passphrase, and where the vault goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from leskracht_desktop.domain.vaults import MINIMUM_PASSPHRASE, NewVault
from leskracht_desktop.ui.start_view import StartView
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.fields import PassphraseField
from leskracht_desktop.ui.widgets.form import Draft, Form
from leskracht_desktop.ui.widgets.named import named

Problems = tuple[tuple[str, str], ...]


class NewVaultView(StartView):
    """The form for a new vault."""

    vault_filled_in = Signal(object)
    """Carries a `NewVault`."""
    back_asked = Signal()
    school_named = Signal(str)
    folder_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "new_vault_form",
            "key",
            self.tr("Nieuwe kluis"),
            self.tr("In de kluis staat alles van één bestuur, met een of meer scholen."),
            parent,
        )
        self.form = Form()
        for name, label, note in (
            ("school_name", self.tr("Naam van de school"), ""),
            ("brin", self.tr("BRIN-nummer"), self.tr("Twee cijfers en twee letters, bijvoorbeeld 99ZZ.")),
            ("contact_name", self.tr("Contactpersoon privacy"), self.tr("Uw eigen naam.")),
            ("contact_email", self.tr("E-mailadres"), self.tr("Dit adres staat in brieven aan ouders.")),
        ):
            self.form.add_field(name, label, QLineEdit(), note=note)
        self.form.add_field(
            "passphrase",
            self.tr("Wachtwoordzin"),
            PassphraseField(self.tr("Wachtwoordzin"), "passphrase"),
            note=self.tr("Ten minste {0} tekens. Neem bijvoorbeeld vier woorden die niets met elkaar te maken hebben.")
            .format(MINIMUM_PASSPHRASE),
        )  # fmt: skip
        self.form.add_field(
            "passphrase_again",
            self.tr("Wachtwoordzin herhalen"),
            PassphraseField(self.tr("Wachtwoordzin herhalen"), "passphrase_again"),
        )
        self.folder_field = QLineEdit()
        self._proposed = ""
        other = button(self.tr("Andere map…"), "other_folder", self.folder_asked.emit, icon_name="folder")
        self.form.add_field(
            "folder",
            self.tr("Map van de kluis"),
            self.folder_field,
            note=self.tr("Neem een map op deze computer. Een back-up bewaart u juist ergens anders."),
        )
        self.form.add_widget(other, Qt.AlignmentFlag.AlignLeft)
        self.keychain = named(QCheckBox(self.tr("Op deze computer zonder wachtwoordzin openen")), "use_keychain")
        self.form.add_field(
            "use_keychain",
            self.tr("Op deze computer zonder wachtwoordzin openen"),
            self.keychain,
            note=self.tr("De sleutel staat dan in de sleutelhanger van deze computer. U kunt dit later veranderen."),
        )
        self.body.addWidget(self.form)
        self.create_button = button(self.tr("Kluis maken"), "create", self._on_create, look=Look.PRIMARY)
        self.back_button = button(self.tr("Terug"), "back", self.back_asked.emit)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.back_button)
        row.addStretch(1)
        row.addWidget(self.create_button)
        self.body.addSpacing(8)
        self.body.addLayout(row)
        self._tried = False
        for field in self.form.fields.values():
            if isinstance(field.widget, QLineEdit):
                field.widget.editingFinished.connect(lambda name=field.name: self._check(name))
                field.widget.textEdited.connect(lambda _text: self._check(*self.form.fields) if self._tried else None)
        school = self.form.fields["school_name"].widget
        if isinstance(school, QLineEdit):
            school.textChanged.connect(self.school_named)

    @property
    def school_name(self) -> str:
        """The name of the school as far as it was typed."""
        return self._text("school_name").strip()

    @property
    def folder(self) -> Path:
        """Where the vault goes."""
        return Path(self.folder_field.text().strip()).expanduser()

    def show_folder(self, folder: Path) -> None:
        """Propose a folder."""
        self._proposed = str(folder)
        self.folder_field.setText(self._proposed)
        self.show_folder_problem("")

    def show_folder_problem(self, text: str) -> None:
        """Say why no vault can come there; an empty text when one can."""
        self.form.fields["folder"].error.show_error(text)

    @property
    def folder_typed(self) -> bool:
        """Whether another folder was typed than was proposed."""
        return self.folder_field.text().strip() not in {"", self._proposed}

    def begin(self) -> None:
        """Put the focus in the first field."""
        self.form.fields["school_name"].widget.setFocus()

    def set_busy(self, *, busy: bool) -> None:
        """Show that the vault is being made."""
        self.form.setEnabled(not busy)
        self.create_button.setEnabled(not busy)
        self.create_button.setText(self.tr("Bezig met maken…") if busy else self.tr("Kluis maken"))
        self.back_button.setEnabled(not busy)

    def empty(self) -> None:
        """Forget what was typed: the vault is there."""
        self._tried = False
        for field in self.form.fields.values():
            if isinstance(field.widget, QLineEdit):
                field.widget.clear()
            field.error.show_error("")

    def show_problems(self, problems: Problems) -> None:
        """Show what the program found wrong after all."""
        self.form.show_problems(problems)
        self.form.focus_first(problems)

    def _check(self, *names: str) -> None:
        typed = [name for name in names if self._tried or self._text(name)]
        shown = [name for name, field in self.form.fields.items() if field.widget.property("invalid")]
        self.form.show_problems(new_vault_problems(self._texts()), {*typed, *shown})

    def _on_create(self) -> None:
        self._tried = True
        problems = new_vault_problems(self._texts())
        self.show_problems(problems)
        if problems:
            return
        texts = self._texts()
        self.vault_filled_in.emit(
            NewVault(
                school_name=texts["school_name"].strip(),
                brin=texts["brin"].strip(),
                contact_name=texts["contact_name"].strip(),
                contact_email=texts["contact_email"].strip(),
                passphrase=texts["passphrase"],
                use_keychain=self.keychain.isChecked(),
            )
        )

    def _texts(self) -> Draft:
        return {name: self._text(name) for name in self.form.fields}

    def _text(self, name: str) -> str:
        widget = self.form.fields[name].widget
        return widget.text() if isinstance(widget, QLineEdit) else ""


def new_vault_problems(texts: Draft) -> Problems:
    """Return what is wrong with the form for a new vault, by field and code."""
    from leskracht_desktop.domain.bad_value import problem_of
    from leskracht_desktop.domain.identifiers import parse_brin, parse_email
    from leskracht_desktop.domain.text_safety import parse_name

    parsers = {
        "school_name": parse_name,
        "brin": parse_brin,
        "contact_name": parse_name,
        "contact_email": parse_email,
    }
    found: list[tuple[str, str]] = []
    for name, parse in parsers.items():
        code = problem_of(parse, texts[name]) if texts[name].strip() else "required"
        if code:
            found.append((name, code))
    if len(texts["passphrase"]) < MINIMUM_PASSPHRASE:
        found.append(("passphrase", "too_short"))
    if texts["passphrase_again"] != texts["passphrase"]:
        found.append(("passphrase_again", "not_equal"))
    return tuple(found)
