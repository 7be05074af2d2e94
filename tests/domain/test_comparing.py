"""Guides compared: added, removed, moved and changed articles, and a model beside an own agreement."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leskracht_desktop.domain.agreement_content import AgreementContent, Deviation, Period, PeriodUnit
from leskracht_desktop.domain.comparing import ChangeKind, EntryComparison, EntryPart, compare_guides, compare_texts
from leskracht_desktop.domain.comparing_own import OwnComparison, OwnKind, compare_with_own
from leskracht_desktop.domain.guide import (
    Annex,
    AnnexField,
    AnnexSection,
    Article,
    Guide,
    ModelStatus,
    ModelVersion,
    Statement,
    Term,
    TermCode,
    TermKind,
)
from leskracht_desktop.domain.guide_changes import what_changes
from leskracht_desktop.domain.inventory import Certainty
from leskracht_desktop.domain.words import WordKind

UNSURE = Certainty.TO_BE_CHECKED


def said(*texts: str) -> tuple[Statement, ...]:
    return tuple(Statement(text, UNSURE) for text in texts)


def article(number: int, slug: str, title: str, *summary: str, **more) -> Article:
    return Article(
        **{
            "number": number, "slug": slug, "title": title, "heading_certainty": UNSURE, "summary": said(*summary),
            "school_duties": (), "supplier_duties": (), "terms": (), "avg_articles": (), "questions": (),
            "functions": (), **more,
        }
    )  # fmt: skip


def term(code: TermCode, text: str, kind: TermKind = TermKind.FILLED_IN_BY_PARTIES) -> Term:
    return Term(code, "Melden", kind, text, "bron", UNSURE)


def guide(*articles: Article, version: str = "4.0", annexes: tuple[Annex, ...] = ()) -> Guide:
    facts = ModelVersion(version, f"Model {version}", 1, ModelStatus.VALID, UNSURE, (), said("Een feit."))
    return Guide(facts, articles, annexes)


BREACHES = article(1, "breaches", "Datalekken", "De leverancier meldt een datalek snel aan de school.")
SECRECY = article(2, "secrecy", "Vertrouwelijkheid", "Medewerkers houden alle gegevens geheim, ook later.")
RETENTION = article(3, "retention", "Bewaartermijnen", "Aan het einde worden kopieën vernietigd of teruggegeven.")


def numbers(entry: EntryComparison) -> tuple[int | None, int | None]:
    return (entry.old.number if entry.old else None), (entry.new.number if entry.new else None)


def fates(entries: tuple[EntryComparison, ...]) -> list[tuple[str, str]]:
    return [(entry.heading.slug, entry.kind.value) for entry in entries]


def test_the_same_guide_has_no_differences():
    found = compare_guides(guide(BREACHES, SECRECY), guide(BREACHES, SECRECY))
    assert fates(found.entries) == [("breaches", "same"), ("secrecy", "same")]
    assert not found.only_differences().entries
    assert not any(entry.text_changed for entry in found.entries)


def test_added_and_removed_articles_stand_where_they_belong():
    found = compare_guides(guide(BREACHES, SECRECY, version="3.0"), guide(BREACHES, replace(RETENTION, number=2)))
    assert fates(found.entries) == [("breaches", "same"), ("secrecy", "removed"), ("retention", "added")]
    assert (found.old_version, found.new_version) == ("3.0", "4.0")
    assert [found.count(kind) for kind in ChangeKind] == [1, 1, 0, 0, 1]
    removed, added = found.entries[1], found.entries[2]
    assert (removed.new, added.old) == (None, None)
    assert {run.kind for text in removed.texts for run in text.words} == {WordKind.REMOVED}
    assert {run.kind for text in added.texts for run in text.words} == {WordKind.ADDED}


@pytest.mark.parametrize("slug", ["breaches", "data_leaks"])
def test_a_moved_article_is_recognised_by_its_text(slug):
    moved = replace(BREACHES, number=9, slug=slug)
    found = compare_guides(guide(BREACHES, SECRECY), guide(replace(SECRECY, number=1), moved))
    assert fates(found.entries) == [("secrecy", "moved"), (slug, "moved")]
    assert [entry.text_changed for entry in found.entries] == [False, False]
    assert [numbers(entry) for entry in found.entries] == [(2, 1), (1, 9)]


def test_a_moved_article_with_another_text_is_moved_and_changed():
    new = article(4, "leaks", "Datalekken", "De leverancier meldt een datalek binnen 24 uur aan de school.")
    found = compare_guides(guide(BREACHES), guide(new)).entries[0]
    assert found.kind is ChangeKind.MOVED
    assert found.text_changed
    changed = [text for text in found.texts if text.kind is ChangeKind.CHANGED]
    assert [(text.part, [(run.kind.value, run.text) for run in text.words]) for text in changed] == [
        (
            EntryPart.SUMMARY,
            [
                ("same", "De leverancier meldt een datalek"),
                ("removed", " snel"),
                ("added", " binnen 24 uur"),
                ("same", " aan de school."),
            ],
        )
    ]


def test_the_same_number_alone_does_not_make_the_same_article():
    found = compare_guides(guide(BREACHES), guide(replace(RETENTION, number=1)))
    assert fates(found.entries) == [("breaches", "removed"), ("retention", "added")]


def test_a_new_title_replaces_the_old_one():
    renamed = replace(BREACHES, title="Inbreuken")
    found = compare_guides(guide(BREACHES), guide(renamed)).entries[0]
    assert found.kind is ChangeKind.CHANGED
    title = found.texts[0]
    assert (title.part, title.kind) == (EntryPart.TITLE, ChangeKind.CHANGED)
    assert [run.text for run in title.words] == ["Datalekken", "Inbreuken"]


def test_only_the_differing_texts_are_left():
    more = replace(BREACHES, questions=("Wie belt?",), changes=said("Er is een vraag bij."))
    found = compare_guides(guide(BREACHES, SECRECY), guide(more, SECRECY)).only_differences()
    assert fates(found.entries) == [("breaches", "changed")]
    assert [(text.part, text.kind) for text in found.entries[0].texts] == [(EntryPart.QUESTIONS, ChangeKind.ADDED)]
    assert [note.text for note in found.entries[0].notes] == ["Er is een vraag bij."]


def test_duties_and_terms_are_compared_too():
    old = replace(
        BREACHES, school_duties=said("Houd een lijst bij."), supplier_duties=said("Meld alles."),
        terms=(term(TermCode.BREACH_TO_SCHOOL, "Binnen 48 uur."),),
    )  # fmt: skip
    new = replace(old, supplier_duties=(), terms=(term(TermCode.BREACH_TO_SCHOOL, "Binnen 24 uur."),))
    texts = compare_guides(guide(old), guide(new)).only_differences().entries[0].texts
    assert [(text.part, text.kind) for text in texts] == [
        (EntryPart.SUPPLIER_DUTIES, ChangeKind.REMOVED),
        (EntryPart.TERMS, ChangeKind.CHANGED),
    ]


def test_annexes_are_compared_apart_from_articles():
    field = AnnexField("product", "Product", "De naam.", UNSURE)
    section = AnnexSection("A", "Algemeen", (), (field,))
    annex = Annex("leaflet", 1, "Bijsluiter", UNSURE, said("Per product."), (section,), ("Klopt het?",), ())
    other = replace(annex, sections=(replace(section, fields=(replace(field, text="De volle naam."),)),))
    found = compare_guides(guide(BREACHES, annexes=(annex,)), guide(BREACHES, annexes=(other,)))
    assert fates(found.entries) == [("breaches", "same"), ("leaflet", "changed")]
    assert [entry.heading.is_annex for entry in found.entries] == [False, True]
    assert [text.part for text in found.only_differences().entries[0].texts] == [EntryPart.SECTIONS]


def test_guides_without_articles_compare_to_nothing():
    assert compare_guides(guide(version="2015"), guide(version="2016")).entries == ()
    assert fates(compare_guides(guide(version="2016"), guide(BREACHES)).entries) == [("breaches", "added")]


SENTENCES = [
    "Meld een datalek snel.",
    "Bewaar niets te lang.",
    "Houd gegevens geheim.",
    "Help bij een verzoek.",
    "De school beslist.",
]
lists = st.lists(st.sampled_from(SENTENCES), max_size=5, unique=True)


@given(lists, lists)
def test_every_text_is_accounted_for_once(old, new):
    changes = compare_texts([(EntryPart.SUMMARY, text) for text in old], [(EntryPart.SUMMARY, text) for text in new])
    before = ["".join(run.text for run in change.words if run.kind is not WordKind.ADDED) for change in changes]
    after = ["".join(run.text for run in change.words if run.kind is not WordKind.REMOVED) for change in changes]
    assert sorted(text for text in before if text) == sorted(old)
    assert [text for text in after if text] == new
    assert all(change.kind is ChangeKind.SAME for change in changes) is (sorted(old) == sorted(new))


articles = st.permutations([BREACHES, SECRECY, RETENTION])


@given(articles, st.integers(0, 3))
def test_shuffled_articles_are_all_found_back(order, kept):
    new = tuple(replace(one, number=number) for number, one in enumerate(order, 1))[:kept]
    found = compare_guides(guide(BREACHES, SECRECY, RETENTION), guide(*new))
    assert found.count(ChangeKind.ADDED) == 0
    assert found.count(ChangeKind.REMOVED) == 3 - kept
    there = [entry for entry in found.entries if entry.new is not None]
    assert [numbers(entry)[1] for entry in there] == [one.number for one in new]
    assert all((entry.kind is ChangeKind.SAME) is (numbers(entry)[0] == numbers(entry)[1]) for entry in there)


def test_every_statement_that_is_compared_carries_how_sure_it_is():
    sure = replace(BREACHES, summary=(Statement("Over lekken van gegevens.", Certainty.CHECKED, "AVG artikel 33"),))
    loose = replace(sure, summary=(Statement("Over lekken van gegevens.", Certainty.TO_BE_CHECKED),))
    for old, new, told in ((sure, loose, Certainty.TO_BE_CHECKED), (loose, sure, Certainty.CHECKED)):
        (entry,) = compare_guides(guide(old), guide(new)).entries
        found = {text.part: text.certainty for text in entry.texts}
        assert found[EntryPart.SUMMARY] is told
        assert found[EntryPart.TITLE] is BREACHES.heading_certainty
        assert found.get(EntryPart.QUESTIONS) is None
    (gone, _) = compare_guides(guide(sure, SECRECY), guide(SECRECY)).entries
    assert {text.certainty for text in gone.texts if text.part is EntryPart.SUMMARY} == {Certainty.CHECKED}


# --- a model beside an own agreement ----------------------------------------------------------------------------------

MODEL = guide(
    replace(
        BREACHES,
        terms=(
            term(TermCode.BREACH_TO_SCHOOL, "Een aantal uren spreken partijen af."),
            term(TermCode.BREACH_TO_AUTHORITY, "Binnen 72 uur.", TermKind.FIXED_BY_LAW),
        ),
    ),
    SECRECY,
)


HOURS = Period(TermCode.BREACH_TO_SCHOOL, 24, PeriodUnit.HOURS)


def own(*periods: Period, deviations: tuple[Deviation, ...] = ()) -> OwnComparison:
    return compare_with_own(MODEL, AgreementContent(periods=periods, deviations=deviations))


@pytest.mark.parametrize("periods", [(), (Period(TermCode.BREACH_TO_SCHOOL, source="artikel 8"),)])
def test_what_the_parties_left_open_is_listed(periods: tuple[Period, ...]):
    found = own(*periods)
    assert [(heading.slug, term.code) for heading, term in found.open_terms] == [
        ("breaches", TermCode.BREACH_TO_SCHOOL)
    ]
    assert [(entry.heading.slug, entry.kind) for entry in found.entries] == [
        ("breaches", OwnKind.SAME), ("secrecy", OwnKind.SAME)
    ]  # fmt: skip
    assert not found.only_differences().entries


def test_filling_in_is_not_deviating():
    deviation = Deviation(2, "Geheim tot vijf jaar na het einde", "Daarom")
    found = own(HOURS, deviations=(deviation,))
    assert not found.open_terms
    filled, deviating = found.entries
    assert (filled.kind, filled.deviations) == (OwnKind.FILLED_IN, ())
    assert [(one.period, one.term.code) for one in filled.filled_in] == [(HOURS, TermCode.BREACH_TO_SCHOOL)]
    assert (deviating.kind, deviating.deviations, deviating.filled_in) == (OwnKind.DEVIATES, (deviation,), ())
    assert [found.count(kind) for kind in OwnKind] == [1, 1, 0]


def test_an_article_with_both_deviates():
    deviation = Deviation(1, "In de zomer 48 uur", "Vakantie")
    entry = own(HOURS, deviations=(deviation,)).entries[0]
    assert (entry.kind, len(entry.filled_in), entry.deviations) == (OwnKind.DEVIATES, 1, (deviation,))


def test_nothing_that_was_agreed_is_lost():
    others = (
        Deviation(16, "Over een ander artikel", "Daarom"),
        Deviation(None, "Over iets anders", "Daarom"),
        Deviation(None, "Over een onbekende bijlage", "Daarom", annex="unknown"),
    )
    costs = Period(TermCode.AUDIT_COSTS, text="de school")
    found = own(costs, deviations=others)
    assert (found.other_deviations, found.other_periods) == (others, (costs,))
    assert found.only_differences().other_deviations == others


def test_a_deviation_from_an_annex_stands_with_that_annex():
    annex = Annex("security_annex", 2, "Beveiligingsbijlage", Certainty.TO_BE_CHECKED, (), (), (), ())
    deviation = Deviation(None, "Zonder tweede stap", "Oud systeem", annex="security_annex")
    found = compare_with_own(replace(MODEL, annexes=(annex,)), AgreementContent(deviations=(deviation,)))
    entry = found.only_differences().entries[0]
    assert (entry.heading.is_annex, entry.kind, entry.deviations) == (True, OwnKind.DEVIATES, (deviation,))
    assert found.other_deviations == ()


# --- what a content file would change ---------------------------------------------------------------------------------


def test_a_new_version_is_new():
    change = what_changes(None, guide(BREACHES, version="5.0"))
    assert (change.is_new, change.changes_nothing, change.comparison, change.articles) == (True, False, None, 1)
    assert [text.kind for text in change.version_texts] == [ChangeKind.ADDED]


def test_the_same_content_changes_nothing():
    change = what_changes(MODEL, MODEL)
    assert change.changes_nothing
    assert not change.is_new


def test_what_became_sure_is_counted():
    sure = replace(
        SECRECY, summary=(Statement(SECRECY.summary[0].text, Certainty.CHECKED, "bron"),),
        heading_certainty=Certainty.CHECKED,
    )  # fmt: skip
    there, back = what_changes(guide(SECRECY), guide(sure)), what_changes(guide(sure), guide(SECRECY))
    assert (there.newly_checked, there.no_longer_checked, there.changes_nothing) == (2, 0, False)
    assert (back.newly_checked, back.no_longer_checked) == (0, 2)


def test_another_status_is_a_change():
    old = guide(SECRECY)
    new = replace(old, version=replace(old.version, status=ModelStatus.EXPIRED))
    change = what_changes(old, new)
    assert not change.changes_nothing
    assert (change.old_status, change.new_status) == (ModelStatus.VALID, ModelStatus.EXPIRED)


def test_a_reference_alone_is_a_change_too():
    change = what_changes(guide(SECRECY), guide(replace(SECRECY, related=("breaches",))))
    assert not change.changes_nothing
    assert change.comparison is not None
    assert not change.comparison.only_differences().entries
