"""Two versions side by side on paper: every change said in words, and always that the guide is not the agreement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from leskracht_desktop.domain.agreement_reports import ComparisonSnapshot
from leskracht_desktop.domain.comparing import compare_guides
from leskracht_desktop.domain.guide import Guide
from leskracht_desktop.reports.comparison import comparison_report
from tests.reports.agreement_samples import HEAD, library, words_of
from tests.support import verapdf

NOTICE = "Wij vergelijken onze leeswijzer, niet de officiële tekst"


def guide(version: str) -> Guide:
    found = library().guide(version)
    assert found is not None
    return found


def moved_guide() -> Guide:
    """Model 4.0 with its breaches behind all the rest, one changed word in them, and no definitions."""
    whole = guide("4.0")
    breaches = whole.by_slug("breaches")
    assert breaches is not None
    summary = replace(breaches.summary[0], text=f"{breaches.summary[0].text} Bel meteen.")
    moved = replace(breaches, number=99, summary=(summary, *breaches.summary[1:]))
    others = [one for one in whole.articles if one.slug not in ("breaches", "definitions")]
    return replace(whole, version=replace(whole.version, id="4.1"), articles=(*others, moved))


def compared(old: Guide, new: Guide, *, only: bool = False) -> ComparisonSnapshot:
    comparison = compare_guides(old, new)
    shown = comparison.only_differences() if only else comparison
    return ComparisonSnapshot(HEAD, library().notice, old.version, new.version, shown, only)


@pytest.mark.parametrize("only", [False, True])
def test_a_comparison_can_be_archived_and_read_aloud(only: bool):
    for snapshot in (compared(guide("3.0"), guide("4.0"), only=only), compared(guide("4.0"), moved_guide(), only=only)):
        assert not verapdf.failures(comparison_report(snapshot).data)


def test_every_comparison_says_that_it_is_about_the_guide():
    text = words_of(comparison_report(compared(guide("3.0"), guide("4.0"))).data)
    assert NOTICE in text
    assert "Het is niet de overeenkomst zelf" in text


def test_a_moved_article_says_where_it_stood_and_that_it_changed():
    text = words_of(comparison_report(compared(guide("4.0"), moved_guide())).data)
    breaches = guide("4.0").by_slug("breaches")
    assert breaches is not None
    assert f"Verplaatst, was artikel {breaches.number}, en gewijzigd" in text
    assert "[nieuw: Bel meteen.]" in text
    assert "Vervallen. Alles hieronder is vervallen." in text


def test_changed_words_are_marked_with_words():
    old = guide("4.0")
    first = old.articles[0]
    summary = replace(first.summary[0], text="De school bewaart alle brieven zorgvuldig.")
    changed = replace(first.summary[0], text="De school bewaart alle berichten zorgvuldig.")
    before = replace(old, articles=(replace(first, summary=(summary,)), *old.articles[1:]))
    after = replace(old, articles=(replace(first, summary=(changed,)), *old.articles[1:]))
    text = words_of(comparison_report(compared(before, after, only=True)).data)
    assert "De school bewaart alle [vervallen: brieven] [nieuw: berichten] zorgvuldig. (nog na te kijken)" in text


def test_only_the_differences_is_shorter():
    whole = comparison_report(compared(guide("3.0"), guide("4.0")))
    short = comparison_report(compared(guide("3.0"), guide("4.0"), only=True))
    assert short.page_count < whole.page_count
    assert "Alleen de verschillen" in words_of(short.data)
    assert "Rolverdeling" in words_of(whole.data)
    assert "Rolverdeling" not in words_of(short.data)


def test_equal_versions_say_that_nothing_differs():
    same = compared(guide("4.0"), guide("4.0"), only=True)
    assert "Er zijn geen verschillen." in words_of(comparison_report(same).data)


def test_equal_snapshots_give_equal_bytes():
    snapshot = compared(guide("3.0"), guide("4.0"))
    assert comparison_report(snapshot).data == comparison_report(snapshot).data
    later = replace(snapshot, head=replace(HEAD, prepared_on=date(2026, 3, 4)))
    assert comparison_report(later).data != comparison_report(snapshot).data
