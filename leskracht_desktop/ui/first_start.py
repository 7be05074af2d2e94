"""The first start: make a vault, open one, or look around in a fictitious school."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from leskracht_desktop.domain.vaults import MINIMUM_PASSPHRASE, NewVault
from leskracht_desktop.ui.start_view import StartView
from leskracht_desktop.ui.theme import SECTION_SCALE, Tone, scaled_font
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.fields import PassphraseField
from leskracht_desktop.ui.widgets.form import Draft, Form
from leskracht_desktop.ui.widgets.named import named
from leskracht_desktop.ui.widgets.text import paragraph

Problems = tuple[tuple[str, str], ...]


class WelcomeView(StartView):
    """The very first screen: three ways to begin."""

    new_vault_asked = Signal()
    open_vault_asked = Signal()
    demo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "welcome",
            "consents",
            self.tr("Leskracht Privacybeheer"),
            self.tr(
                "Uw werkplek als contactpersoon privacy: verzoeken van ouders op tijd beantwoorden, met een dossier "
                "dat klopt. Alles staat versleuteld op deze computer. Het programma gebruikt geen internet."
            ),
            parent,
        )
        self.body.setSpacing(8)
        for text, name, asked, look, icon_name, explanation in (
            (
                self.tr("Nieuwe kluis maken"),
                "new_vault",
                self.new_vault_asked,
                Look.PRIMARY,
                "add",
                self.tr("Begin hier als u het programma voor het eerst gebruikt op uw school."),
            ),
            (
                self.tr("Bestaande kluis openen…"),
                "open_vault",
                self.open_vault_asked,
                Look.NORMAL,
                "folder",
                self.tr("Kies de map van een kluis; de naam eindigt op ‘.kluis’."),
            ),
            (
                self.tr("Voorbeeldschool bekijken"),
                "demo",
                self.demo_asked,
                Look.NORMAL,
                "school",
                self.tr("Kijk rond in een verzonnen school. Er kan niets misgaan."),
            ),
        ):
            made = button(text, name, asked.emit, look=look, icon_name=icon_name)
            made.setAccessibleDescription(explanation)
            self.body.addWidget(made)
            self.body.addWidget(paragraph(explanation, Tone.MUTED, f"{name}_explanation"))
            self.body.addSpacing(8)

    def begin(self) -> None:
        """Put the focus on the first button."""
        first = self.findChild(QWidget, "new_vault")
        if first is not None:
            first.setFocus()


class NewVaultView(StartView):
    """The form for a new vault."""

    vault_filled_in = Signal(object)
    """Carries a `NewVault`."""
    back_asked = Signal()

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


class RecoveryCodeView(StartView):
    """Shows the recovery code, once."""

    finished = Signal()
    print_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "recovery_code",
            "success",
            self.tr("Uw kluis is klaar"),
            self.tr(
                "Dit is de herstelcode. Daarmee komt u in de kluis als u uw wachtwoordzin kwijt bent. "
                "U ziet hem alleen nu. Zonder wachtwoordzin en zonder herstelcode zijn de gegevens voorgoed weg."
            ),
            parent,
        )
        self.code = named(QLabel(""), "recovery_code_value")
        self.code.setAccessibleName(self.tr("Herstelcode"))
        self.code.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.code.setProperty("look", "code")
        font = scaled_font(self.code, SECTION_SCALE, bold=True)
        font.setFamily(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family())
        self.code.setFont(font)
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.code.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.notice = paragraph("", Tone.WARNING, "keychain_notice")
        self.notice.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(button(self.tr("Kopiëren"), "copy_code", self._on_copy, icon_name="copy"))
        row.addWidget(button(self.tr("Bewaren als PDF…"), "print_code", self.print_asked.emit, icon_name="pdf"))
        row.addStretch(1)
        self.done_box = named(QCheckBox(self.tr("Ik heb de herstelcode op een veilige plek bewaard")), "code_kept")
        self.done_box.setAccessibleName(self.done_box.text())
        self.go_button = button(self.tr("Doorgaan"), "go_on", self.finished.emit, look=Look.PRIMARY)
        self.go_button.setEnabled(False)
        self.done_box.toggled.connect(self.go_button.setEnabled)
        last = QVBoxLayout()
        last.setSpacing(8)
        last.addWidget(self.done_box)
        last.addWidget(self.go_button)
        self.body.addWidget(self.code)
        self.body.addLayout(row)
        where = self.tr(
            "Leg het papier in de kluis van de school, of geef het aan de directeur. Bewaar het niet op deze computer."
        )
        self.body.addWidget(paragraph(where, Tone.MUTED, "where_to_keep"))
        self.body.addWidget(self.notice)
        self.body.addLayout(last)

    def show_code(self, code: str, notice: str = "") -> None:
        """Show a code in its groups, four on the first line."""
        groups = code.split("-")
        self.code.setText("-".join(groups[:4]) + "\n" + "-".join(groups[4:]) if len(groups) > 4 else code)
        self.code.setAccessibleDescription(" ".join(groups))
        self.done_box.setChecked(False)
        self.notice.setText(notice)
        self.notice.setVisible(bool(notice))

    def forget(self) -> None:
        """Take the code off the screen for good."""
        self.code.clear()
        self.code.setAccessibleDescription("")

    def begin(self) -> None:
        """Put the focus on the code, so that a screen reader reads it."""
        self.code.setFocus()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.text().replace("\n", "-"))


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
