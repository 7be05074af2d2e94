"""Two versions of which either has no articles, on paper: what is known of each, and how sure that is."""

from __future__ import annotations

import pytest

from leskracht_desktop.domain.agreement_reports import FactsSnapshot
from leskracht_desktop.domain.guide import Guide
from leskracht_desktop.reports.version_facts import version_facts_report
from tests.reports.agreement_samples import HEAD, library, words_of
from tests.support import verapdf


def guide(version: str) -> Guide:
    found = library().guide(version)
    assert found is not None
    return found


@pytest.mark.parametrize(("old", "new"), [("2015", "2016"), ("2016", "4.0"), ("4.0", "5.0")])
def test_it_can_be_archived_and_read_aloud(old: str, new: str):
    rendered = version_facts_report(FactsSnapshot(HEAD, library().notice, guide(old), guide(new)))
    assert not verapdf.failures(rendered.data)


def test_everything_that_is_known_stands_in_it_with_how_sure_it_is():
    rendered = version_facts_report(FactsSnapshot(HEAD, library().notice, guide("2016"), guide("4.0")))
    text = words_of(rendered.data)
    assert "Van model 2016 staan de artikelen niet in de leeswijzer." in text
    assert "Het is niet de overeenkomst zelf" in text
    for one in (guide("2016"), guide("4.0")):
        assert one.version.title in text
        for statement in (*one.version.facts, *one.changes):
            assert " ".join(statement.text.split()) in text
    assert "(nog na te kijken)" in text
    assert "(nagekeken, bron: " in text
