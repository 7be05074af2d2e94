"""Two versions beside each other: what differs is said in words and signs, not by colour alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from leskracht_desktop.domain.agreement_content import AgreementContent, Deviation
from leskracht_desktop.domain.agreements import AgreementId
from leskracht_desktop.domain.comparing_own import OwnComparison, compare_with_own
from leskracht_desktop.ui.reader.compare_dialog import CompareDialog, OwnChoice
from leskracht_desktop.ui.reader.texts import Texts
from tests.reports.agreement_samples import lifelike_content
from tests.ui.accessibility import stumbles


@pytest.fixture
def dialog(qtbot, look, texts: Texts) -> CompareDialog:
    made = CompareDialog(None, texts.library.guides)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def lines(dialog: CompareDialog) -> list[str]:
    return [dialog.entries.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(dialog.entries.count())]


def test_the_two_newest_versions_are_compared_and_only_differences_shown(dialog: CompareDialog):
    assert (dialog.old_choice.value, dialog.new_choice.value) == ("3.0", "4.0")
    assert "Bijlage 3. Wijzigingsbijlage: toegevoegd" in lines(dialog)
    assert not any(line.endswith(": gelijk") for line in lines(dialog))
    few = len(lines(dialog))
    dialog.only_differences.click()
    assert len(lines(dialog)) > few
    assert any(line.endswith(": gelijk") for line in lines(dialog))


def test_changed_words_are_told_by_signs_underline_and_strike(dialog: CompareDialog):
    text = dialog.sheet.toPlainText()
    assert "[+" in text
    assert "[−" in text
    added, removed = dialog.sheet.document().find("[+"), dialog.sheet.document().find("[−")
    added.setPosition(added.selectionEnd(), QTextCursor.MoveMode.MoveAnchor)
    assert added.charFormat().fontUnderline()
    removed.setPosition(removed.selectionEnd(), QTextCursor.MoveMode.MoveAnchor)
    assert removed.charFormat().fontStrikeOut()


def test_every_statement_says_how_sure_it_is(dialog: CompareDialog):
    text = dialog.sheet.toPlainText()
    assert "nog na te kijken" in text
    assert "nagekeken" in text


def test_a_version_beside_itself_has_no_differences(dialog: CompareDialog):
    dialog.old_choice.choose("4.0")
    assert lines(dialog) == []
    assert "Er zijn geen verschillen." in dialog.sheet.toPlainText()


def test_the_list_leads_to_the_article(dialog: CompareDialog):
    dialog.entries.setCurrentRow(dialog.entries.count() - 1)
    assert dialog.sheet.verticalScrollBar().value() > 0


def test_any_two_versions_can_be_chosen(dialog: CompareDialog):
    assert [dialog.new_choice.itemText(row) for row in range(dialog.new_choice.count())] == [
        "Model 2015 (vervallen)",
        "Model 2016 (vervallen)",
        "Model 3.0 (geldig)",
        "Model 4.0 (geldig)",
        "Model 5.0 (verwacht)",
    ]


def test_of_a_version_without_articles_only_the_facts_stand_beside_each_other(dialog: CompareDialog):
    dialog.old_choice.choose("2016")
    text = dialog.sheet.toPlainText()
    assert "Van model 2016 staan de artikelen hier niet." in text
    assert "Model Bewerkersovereenkomst 2.0 (2016)" in text
    assert "Model Verwerkersovereenkomst 4.0" in text
    assert "nog na te kijken" in text
    assert dialog.pdf_button.isVisible()
    assert not dialog.entries.isVisible()
    dialog.old_choice.choose("3.0")
    assert dialog.pdf_button.isVisible()
    assert lines(dialog)


def test_an_agreement_on_a_model_without_articles_is_not_offered(qtbot, look, texts: Texts):
    ours = [OwnChoice(AgreementId(1), "Leskracht", "4.0"), OwnChoice(AgreementId(2), "Boekenboot", "2016")]
    nothing = OwnComparison("4.0", ())
    made = CompareDialog(None, texts.library.guides, ours=ours, compare_own=lambda _id: nothing)
    qtbot.addWidget(made)
    offered = [made.new_choice.itemText(row) for row in range(made.new_choice.count())]
    assert "Onze overeenkomst: Leskracht" in offered
    assert "Onze overeenkomst: Boekenboot" not in offered


def beside_ours(qtbot, texts: Texts, content: AgreementContent) -> CompareDialog:
    guide = texts.library.guide("4.0")
    assert guide is not None
    ours = OwnChoice(AgreementId(1), "Leskracht", "4.0")
    compared = compare_with_own(guide, content)
    made = CompareDialog(None, texts.library.guides, ours=[ours], compare_own=lambda _id: compared)
    qtbot.addWidget(made)
    made.new_choice.choose(ours)
    return made


def test_our_values_stand_beside_the_model_and_are_no_deviations(qtbot, look, texts: Texts):
    made = beside_ours(qtbot, texts, lifelike_content())
    assert [line for line in lines(made) if line.endswith(": afwijking")] == [
        "Artikel 8. Datalekken: afwijking", "Bijlage 1. Privacybijsluiter: afwijking"
    ]  # fmt: skip
    assert "Artikel 11. Subverwerkers: ingevuld" in lines(made)
    text = made.sheet.toPlainText()
    assert "2 met een afwijking, 2 alleen ingevuld" in text
    assert "In het weekend 48 uur" in text
    assert "Waarom: Kleine organisatie" in text
    assert "Eigen indeling van de bijlage" in text
    assert "[−" not in text
    assert "Zonder onnodig te wachten, zegt de AVG." in text


def test_a_deviation_from_something_else_is_there_too(qtbot, look, texts: Texts):
    content = AgreementContent(deviations=(Deviation(None, "Ook op zaterdag", "Daarom"),))
    made = beside_ours(qtbot, texts, content)
    text = made.sheet.toPlainText()
    assert "Iets anders. Ook op zaterdag" in text
    assert "Bij geen artikel of bijlage is iets apart afgesproken." in text
    assert "afwijkingen bij iets anders: 1" in text


def test_every_comparison_says_that_it_is_of_the_guide(qtbot, look, texts: Texts, dialog: CompareDialog):
    said = [dialog.sheet.toPlainText(), beside_ours(qtbot, texts, lifelike_content()).sheet.toPlainText()]
    dialog.old_choice.choose("2016")
    for text in (*said, dialog.sheet.toPlainText()):
        assert "Samenvatting, niet de overeenkomst zelf." in text
        assert "niet de officiële tekst" in text


def test_a_screen_reader_finds_its_way(dialog: CompareDialog, heard):
    assert stumbles(dialog) == []
