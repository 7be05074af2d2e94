"""Reading guides, searching in everything, comparing, and what readers note."""

from __future__ import annotations

from datetime import date

import pytest

from leskracht_desktop import paths
from leskracht_desktop.domain.agreement_content import AgreementContent, Deviation, Period, PeriodUnit
from leskracht_desktop.domain.agreements import AgreementId, NewAgreement, NewSupplier
from leskracht_desktop.domain.comparing_own import OwnKind
from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.domain.guide_notes import (
    GuidePlace,
    HitKind,
    NewNote,
    NoteId,
    NoteKind,
    PlaceKind,
    ReadingStatus,
)
from leskracht_desktop.domain.key_facts import KEY_TERMS, FactSource
from leskracht_desktop.domain.quotes import LONGEST_QUOTE
from leskracht_desktop.errors import FileRefused, InvalidInput, NationalNumberFound, NotAllowed, NotFound
from leskracht_desktop.services.program import build_services
from leskracht_desktop.storage.passages import index_passages
from tests.support.vaults import ACTOR, STARTED_AT

BREACHES = GuidePlace("4.0", PlaceKind.ARTICLE, "breaches")


@pytest.fixture
def agreement_id(services) -> AgreementId:
    supplier = services.agreements.add_supplier(NewSupplier("Leskracht"))
    content = AgreementContent(
        periods=(Period(TermCode.BREACH_TO_SCHOOL, 24, PeriodUnit.HOURS, source="bijlage 2"),),
        deviations=(Deviation(8, "In vakanties 48 uur", "De zeehondenopvang is dan dicht"),),
    )
    return services.agreements.register(
        NewAgreement(supplier, "4.0", "Oefenwereld", signed_on=date(2026, 1, 5), content=content)
    )


def hits(services, text: str) -> dict[str, list[str]]:
    return {group.title: [hit.title for hit in group.hits] for group in services.guides.search(text, most=100)}


def test_there_is_something_to_read_without_a_vault(clock):
    guides = build_services(clock, ACTOR).guides
    current = guides.library().current
    assert current is not None
    assert current.version.id == "4.0"
    assert guides.statement().sections
    assert any(group.kind is HitKind.ARTICLE for group in guides.search("datalek"))


@pytest.mark.parametrize(("one", "other"), [("datalek", "datalekken"), ("bijlage", "bijlagen"), ("school", "SCHOLEN")])
def test_number_and_capitals_do_not_matter(services, one: str, other: str):
    found, others = hits(services, one), hits(services, other)
    assert others
    # What was typed may also be the beginning of a longer word, which a plural form seldom is.
    assert all(set(titles) <= set(found[title]) for title, titles in others.items())


def test_a_hit_jumps_to_its_article(services):
    found = [hit for group in services.guides.search("datalek melden", most=50) for hit in group.hits]
    assert BREACHES in {hit.place for hit in found}
    for hit in found:
        assert hit.excerpt.marks


def test_every_word_must_be_there_and_the_last_may_be_half(services):
    assert services.guides.search("datalek xyzzy") == ()
    assert services.guides.search("  ") == ()
    assert hits(services, "subverw")


def test_what_was_agreed_and_noted_is_found_too(services, agreement_id):
    (group,) = services.guides.search("zeehond")
    assert (group.kind, group.title, group.hits[0].agreement_id) == (
        HitKind.AGREEMENT,
        "Leskracht: Oefenwereld",
        agreement_id,
    )
    assert group.hits[0].excerpt.text == "De zeehondenopvang is dan dicht"
    note = services.notes.add(NewNote(BREACHES, NoteKind.QUESTION, "Wie belt er met de zeehondenopvang?"))
    (_, group) = services.guides.search("zeehonden")
    assert (group.kind, group.hits[0].note_id, group.hits[0].place) == (HitKind.NOTE, note, BREACHES)
    services.notes.remove(note)
    assert len(services.guides.search("zeehonden")) == 1


@pytest.mark.parametrize(
    "place",
    [
        GuidePlace("", PlaceKind.STATEMENT, "terms"),
        GuidePlace("", PlaceKind.GLOSSARY),
        GuidePlace("", PlaceKind.AVG_CONTENTS),
        GuidePlace("4.0", PlaceKind.SECTION, "privacy_leaflet.C"),
    ],
)
def test_notes_at_every_kind_of_place_are_found_there(services, place: GuidePlace):
    services.notes.mark(place, ReadingStatus.DISCUSSED)
    note = services.notes.add(NewNote(place, NoteKind.NOTE, "Vraag het de zeehondenopvang", quote="een\ntwee", nth=2))
    (group,) = services.guides.search("zeehondenopvang")
    assert (group.kind, group.hits[0].note_id, group.hits[0].place) == (HitKind.NOTE, note, place)
    assert group.title == "een twee"
    assert services.notes.notes(place)[0].note.nth == 2
    assert services.notes.marks()[place].status is ReadingStatus.DISCUSSED


def test_hard_words_are_found_in_the_glossary(services):
    groups = [group for group in services.guides.search("subverwerker") if group.kind is HitKind.GLOSSARY]
    assert [group.title for group in groups] == ["Woordenlijst"]
    assert groups[0].hits[0].place == GuidePlace("", PlaceKind.GLOSSARY)


def test_searching_takes_the_same_queries_however_much_is_found(services, agreement_id, queries):
    services.notes.add(NewNote(BREACHES, NoteKind.NOTE, "zeehond"))
    services.guides.search("zeehond")
    with queries() as few:
        services.guides.search("zeehond")
    for number in range(20):
        services.notes.add(NewNote(BREACHES, NoteKind.NOTE, f"zeehond {number}"))
    with queries() as many:
        assert len(services.guides.search("zeehond")) == 22
    assert len(many) == len(few)


@pytest.mark.parametrize(("documents", "sentences"), [(1, 3), (20, 3), (25, 2), (70, 1)])
def test_the_more_documents_are_found_the_fewer_sentences_of_each(
    services, vault, agreement_id, documents: int, sentences: int
):
    supplier_id = services.agreements.list()[0].supplier_id
    ids = [services.agreements.register(NewAgreement(supplier_id, "4.0", f"{number}")) for number in range(documents)]
    with vault.session() as session:
        for one in ids:
            index_passages(session, HitKind.AGREEMENT, one, ["De robbenbaai is dicht."] * 5)
    groups = services.guides.search("robbenbaai")
    assert {(len(group.hits), group.count) for group in groups} == {(sentences, 5)}
    assert [group.hits[0].agreement_id for group in groups] == ids


def test_the_key_card_shows_ours_beside_the_article(services, agreement_id):
    card = services.guides.key_facts(agreement_id)
    assert tuple(fact.code for fact in card.facts) == KEY_TERMS
    breach = card.facts[0]
    assert (breach.source, breach.article) == (FactSource.OURS, 8)
    assert breach.period is not None
    assert (breach.period.value, breach.period.unit) == (24, PeriodUnit.HOURS)
    assert [one.what for one in breach.deviations] == ["In vakanties 48 uur"]
    assert {fact.source for fact in card.facts} >= {FactSource.LAW, FactSource.MODEL}


def test_the_model_stands_beside_our_own_values(services, agreement_id):
    found = services.guides.compare_with_own(agreement_id).only_differences()
    (entry,) = found.entries
    assert (entry.heading.number, entry.kind) == (8, OwnKind.DEVIATES)
    assert [(one.period.value, one.period.source) for one in entry.filled_in] == [(24, "bijlage 2")]
    (deviation,) = entry.deviations
    assert (deviation.what, deviation.why) == ("In vakanties 48 uur", "De zeehondenopvang is dan dicht")


def test_two_versions_are_compared(services):
    assert services.guides.compare("3.0", "4.0").entries
    with pytest.raises(NotFound):
        services.guides.compare("3.0", "9.9")
    for old, new in (("2016", "4.0"), ("4.0", "5.0")):
        with pytest.raises(NotAllowed):
            services.guides.compare(old, new)


def test_a_content_file_is_previewed_kept_and_given_up(services, tmp_path):
    shipped = paths.resource("agreements/model-4.0.toml").read_text("utf-8")
    path = tmp_path / "nieuw.toml"
    path.write_text(shipped.replace("Model Verwerkersovereenkomst 4.0", "Model Zeehond 4.0", 1), "utf-8")
    file = services.guides.read_file(path)
    assert file.change.new_title == "Model Zeehond 4.0"
    assert services.guides.guide("4.0").version.title == "Model Verwerkersovereenkomst 4.0"
    assert services.guides.take_in(file) == "4.0"
    assert services.guides.guide("4.0").version.title == "Model Zeehond 4.0"
    assert services.guides.library().added == ("4.0",)
    assert hits(services, "zeehond")
    services.guides.give_up("4.0")
    assert services.guides.guide("4.0").version.title == "Model Verwerkersovereenkomst 4.0"
    assert not hits(services, "zeehond")
    with pytest.raises(NotFound):
        services.guides.give_up("4.0")


def test_a_broken_content_file_is_refused_by_line(services, tmp_path):
    path = tmp_path / "stuk.toml"
    path.write_text("format = 1\n[version]\nid = 4\n", "utf-8")
    with pytest.raises(FileRefused) as caught:
        services.guides.read_file(path)
    assert "line" in caught.value.where


def test_notes_say_who_and_when(services, clock):
    one = services.notes.add(NewNote(BREACHES, NoteKind.QUESTION, "Binnen hoeveel uur?"))
    services.notes.add(NewNote(BREACHES, NoteKind.HIGHLIGHT, quote="zonder vertraging"))
    clock.move(days=1)
    services.notes.change(one, "Binnen hoeveel uur na ontdekking?")
    row = services.notes.notes(BREACHES)[0]
    assert (row.note.text, row.actor, row.created_at) == ("Binnen hoeveel uur na ontdekking?", ACTOR, STARTED_AT)
    assert row.changed_at > row.created_at
    assert [row.id for row in services.notes.open_questions()] == [one]
    services.notes.answer(one, "24 uur")
    assert services.notes.open_questions() == ()
    assert services.notes.notes(BREACHES)[0].answered_at is not None
    assert [row.kind for row in services.audit.list(3)] == [
        "guide_note.changed",
        "guide_note.changed",
        "guide_note.added",
    ]


@pytest.mark.parametrize(
    ("note", "error"),
    [
        (NewNote(BREACHES, NoteKind.NOTE, " "), InvalidInput),
        (NewNote(BREACHES, NoteKind.HIGHLIGHT, "tekst"), InvalidInput),
        (NewNote(BREACHES, NoteKind.HIGHLIGHT, quote="a" * (LONGEST_QUOTE + 1)), InvalidInput),
        (NewNote(BREACHES, NoteKind.NOTE, "BSN 111222333"), NationalNumberFound),
        (NewNote(BREACHES, NoteKind.NOTE, "goed", agreement_id=99), NotFound),
    ],
)
def test_a_note_that_is_wrong_is_refused(services, note: NewNote, error: type[Exception]):
    with pytest.raises(error):
        services.notes.add(note)
    with pytest.raises(NotFound):
        services.notes.change(NoteId(99), "tekst")
    assert services.notes.notes() == ()


def test_a_reading_status_is_kept_once_for_each_place(services):
    services.notes.mark(BREACHES, ReadingStatus.READ)
    services.notes.mark(BREACHES, ReadingStatus.QUESTION)
    before = services.audit.count()
    services.notes.mark(BREACHES, ReadingStatus.QUESTION)
    assert services.audit.count() == before
    mark = services.notes.marks()[BREACHES]
    assert (mark.status, mark.actor, mark.at) == (ReadingStatus.QUESTION, ACTOR, STARTED_AT)
    services.notes.mark(BREACHES, ReadingStatus.UNREAD)
    assert services.notes.marks() == {}


def test_a_version_of_the_statement_is_kept_read_and_given_up(services, tmp_path):
    shipped = paths.resource("inventory/leskracht.toml").read_text("utf-8")
    path = tmp_path / "verklaring.toml"
    path.write_text(shipped.replace('edition = "1.0"', 'edition = "0.9"').replace("2026-11-22", "2020-01-01"), "utf-8")
    file = services.guides.read_any(path)
    assert (file.document.edition, file.is_shipped, file.before.edition) == ("0.9", False, "1.0")
    assert services.guides.take_in_statement(file) == "0.9"
    assert [(one.edition, one.is_added) for one in services.guides.statements()] == [("1.0", False), ("0.9", True)]
    assert services.guides.library().problems == ()
    assert services.guides.library().added == ()
    services.guides.give_up_statement("0.9")
    assert [one.edition for one in services.guides.statements()] == ["1.0"]
    with pytest.raises(NotFound):
        services.guides.give_up_statement("0.9")


@pytest.mark.parametrize(
    ("old", "new", "reason", "where"),
    [
        ('edition = "1.0"', 'edition = "../1"', "wrong_kind", "line 13: statement.edition"),
        ('supplier = "Leskracht"', 'supplier = "ab\\u202Ecd"', "control_characters", "statement.supplier"),
        ("opt_out_working_days = 10", "opt_out_working_days = -1", "wrong_kind", "statement.opt_out_working_days"),
    ],
)
def test_a_broken_statement_is_refused_by_part(services, tmp_path, old, new, reason, where):
    shipped = paths.resource("inventory/leskracht.toml").read_text("utf-8")
    assert old in shipped
    path = tmp_path / "verklaring.toml"
    path.write_text(shipped.replace(old, new, 1), "utf-8")
    with pytest.raises(FileRefused) as caught:
        services.guides.read_any(path)
    assert (caught.value.reason, caught.value.where.endswith(where)) == (reason, True)


def test_the_version_of_the_statement_that_ships_is_not_replaced(services):
    with pytest.raises(FileRefused) as caught:
        services.guides.take_in_statement(services.guides.read_any(paths.resource("inventory/leskracht.toml")))
    assert caught.value.reason == "duplicate_code"
