"""The small widgets: what they say, how they are typed in, and what a screen reader hears."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QCheckBox, QDialog, QPlainTextEdit, QPushButton, QWidget

from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import button, spoken
from leskracht_desktop.ui.widgets.date_field import DateField
from leskracht_desktop.ui.widgets.fields import Choice, PassphraseField, SearchField
from leskracht_desktop.ui.widgets.form import FormDialog
from leskracht_desktop.ui.widgets.panels import Banner, DetailPane, EmptyState, KeyValueView
from leskracht_desktop.ui.widgets.progress import ProgressDialog
from tests.ui.accessibility import names, stumbles, tab_order

TODAY = date(2026, 11, 22)


class BirdDialog(FormDialog):
    """A form with one field of each kind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Vogel vastleggen", intro="Wat u zag.")
        self.surname = self.form.add_field("surname", "&Naam", SearchField("Naam", "surname")).widget
        self.on = DateField("Gezien op", "seen_on", TODAY)
        self.form.add_field("received_on", "Gezien op", self.on, note="Dag-maand-jaar")
        self.kind = Choice("Soort", "kind", [("duck", "Eend"), ("goose", "Gans")])
        self.form.add_field("kind", "Soort", self.kind)
        self.note = QPlainTextEdit()
        self.form.add_field("note", "Notitie", self.note)
        self.sure = QCheckBox("Zeker weten")
        self.form.add_field("sure", "Zeker weten", self.sure)
        self.secret = PassphraseField("Wachtwoordzin", "secret")
        self.form.add_field("secret", "Wachtwoordzin", self.secret)
        self.watch()

    def problems(self) -> tuple[tuple[str, str], ...]:
        return () if self.form.draft()["surname"] else (("surname", "required"),)


def dialog(qtbot) -> BirdDialog:
    made = BirdDialog()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_form_tells_what_is_wrong_under_the_field(qtbot, look):
    form = dialog(qtbot)
    error = form.form.fields["surname"].error
    assert not error.isVisible()
    form.save_button.click()
    assert error.isVisible()
    assert error.text() == "Vul een achternaam in. Heeft iemand maar één naam? Zet die hier."
    assert form.surname.accessibleDescription() == error.text()
    assert form.result() == QDialog.DialogCode.Rejected
    qtbot.keyClicks(form.surname, "Wilde eend")
    assert not error.isVisible()
    form.save_button.click()
    assert form.result() == QDialog.DialogCode.Accepted


def test_a_date_that_is_none_is_told_while_typing(qtbot, look):
    form = dialog(qtbot)
    error = form.form.fields["received_on"].error
    assert error.text() == "Dag-maand-jaar"
    form.on.setFocus()
    qtbot.keyClicks(form.on, "31-2-2026")
    qtbot.keyClick(form.on, Qt.Key.Key_Return)
    assert error.text().startswith("Dit is geen datum.")
    form.on.setText("3 maart 2026")
    assert error.text() == "Dag-maand-jaar"
    assert form.on.value == date(2026, 3, 3)


def test_a_draft_brings_back_everything_but_passphrases(qtbot, look):
    form = dialog(qtbot)
    form.form.restore(
        {"surname": "Gans", "received_on": "1-11-2026", "kind": "Gans", "note": "Twee\nregels", "sure": "1"}
    )
    form.secret.setText("zeer geheim")
    draft = form.draft()
    assert "geheim" not in repr(draft)
    again = dialog(qtbot)
    again.restore(draft)
    assert again.kind.value == "goose"
    assert again.on.value == date(2026, 11, 1)
    assert again.note.toPlainText() == "Twee\nregels"
    assert again.sure.isChecked()


def test_a_form_can_be_used_with_a_screen_reader_and_keyboard(qtbot, look, heard):
    form = dialog(qtbot)
    assert stumbles(form) == []
    fields = names(form, QAccessible.Role.EditableText)
    assert fields == ["Naam", "Gezien op", "Notitie", "Wachtwoordzin"]
    order = tab_order(form)
    assert order.index("surname") < order.index("seen_on") < order.index("kind") < order.index("cancel")
    assert order[-2:] == ["cancel", "save"]
    assert form.focusWidget() is form.surname


def test_searching_waits_for_a_pause_and_escape_empties(qtbot, look):
    field = SearchField("Zoeken in vogels", "search")
    qtbot.addWidget(field)
    heard: list[str] = []
    field.searched.connect(heard.append)
    qtbot.keyClicks(field, "eend")
    qtbot.waitUntil(lambda: heard == ["eend"])
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert heard == ["eend", ""]


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_a_date_can_be_chosen_from_a_calendar(qtbot, look):
    field = DateField("Gezien op", "seen", TODAY)
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert field._popup is not None
    calendar = field._popup.findChild(QWidget, "calendar")
    assert calendar is not None
    calendar.activated.emit(calendar.selectedDate())  # type: ignore[attr-defined]  # findChild answers a QWidget
    assert field.value == TODAY
    assert field.text() == "22-11-2026"


def test_a_passphrase_is_hidden_until_asked(qtbot, look):
    field = PassphraseField("Wachtwoordzin", "passphrase")
    qtbot.addWidget(field)
    field.setText("vier losse woorden samen")
    assert field.displayText() != field.text()
    field.actions()[0].trigger()
    assert field.displayText() == field.text()
    field.hide_text()
    assert field.text() == ""
    assert field.echoMode() is field.EchoMode.Password


def test_a_banner_says_and_acts(qtbot, look):
    banner = Banner("banner")
    qtbot.addWidget(banner)
    done: list[str] = []
    banner.say("Dossier opgeslagen.", Tone.SUCCESS, action="Map openen", clicked=lambda: done.append("open"))
    assert banner.text == "Dossier opgeslagen."
    act = banner.findChild(QPushButton, "banner_action")
    assert act is not None
    act.click()
    assert done == ["open"]
    assert stumbles(banner) == []


def test_an_empty_state_offers_the_first_step(qtbot, look):
    empty = EmptyState("empty", "requests", "Nog geen verzoeken", "Een verzoek is een vraag van een ouder.")
    qtbot.addWidget(empty)
    empty.add_action(button("&Nieuw verzoek…", "new"))
    empty.show()
    assert names(empty, QAccessible.Role.PushButton) == ["Nieuw verzoek…"]
    assert stumbles(empty) == []


def test_pairs_without_value_are_left_out_and_others_replaced(qtbot, look):
    view = KeyValueView("pairs")
    qtbot.addWidget(view)
    view.show_pairs([("Naam", "Noah"), ("Telefoon", "")])
    view.show_pairs([("Naam", "Noor"), ("Groep", "4")])
    view.show()
    assert names(view, QAccessible.Role.StaticText) == ["Naam", "Naam: Noor", "Groep", "Groep: 4"]


def test_the_detail_pane_can_be_closed(qtbot, look):
    pane = DetailPane("detail")
    qtbot.addWidget(pane)
    with qtbot.waitSignal(pane.closed):
        pane.close_button.click()
    assert stumbles(pane) == []


def test_progress_tells_how_far_it_is(qtbot, look):
    progress = ProgressDialog(None)
    qtbot.addWidget(progress)
    progress.begin("Leerlingen inlezen")
    progress.show_progress(5_000_000_000, 10_000_000_000)
    assert "50% klaar" in progress._left.text()
    assert stumbles(progress) == []
    with qtbot.waitSignal(progress.stop_asked):
        qtbot.keyClick(progress, Qt.Key.Key_Escape)
    assert progress._left.text() == "Bezig met stoppen…"


def test_labels_are_spoken_without_their_marks():
    assert spoken("&Opslaan") == "Opslaan"
    assert spoken("Naam:") == "Naam"
    assert spoken("Vragen && antwoorden") == "Vragen & antwoorden"
