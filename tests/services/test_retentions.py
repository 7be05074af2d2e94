"""How long the school keeps its own data: said once, and read everywhere."""

from __future__ import annotations

import json

import pytest

from leskracht_desktop.domain.inventory import Compartment
from leskracht_desktop.domain.overview import OverviewProblem
from leskracht_desktop.errors import InvalidInput, NationalNumberFound, NotFound
from tests.services.test_dossiers import attached

CATEGORIES = ("school_identity", "school_enrolment", "school_relations", "school_contact")
TERM = "Tot drie jaar nadat de leerling van school is gegaan."


def test_nothing_is_said_until_the_school_says_it(services):
    terms = services.retentions.terms()
    assert [term.category for term in terms] == list(CATEGORIES)
    assert {term.text for term in terms} == {""}
    assert all(term.suggestion.endswith(".") for term in terms)
    assert OverviewProblem.NO_RETENTION in services.overview.cards().problems
    shipped = services.inventory.inventory()
    assert services.retentions.inventory() == shipped
    assert all("nog geen vaste termijn" in one.retention.text for one in shipped.within(Compartment.SCHOOL))


def test_what_the_school_says_is_kept_logged_and_can_be_taken_back(services):
    services.retentions.set_terms({"school_contact": " Twee jaar,\ndaarna niet meer. "})
    assert services.retentions.terms()[3].text == "Twee jaar, daarna niet meer."
    assert dict(services.audit.list(1)[0].details) == {"key": "retention.school_contact"}
    before = services.audit.count()
    services.retentions.set_terms({"school_contact": "Twee jaar, daarna niet meer."})
    assert services.audit.count() == before
    assert OverviewProblem.NO_RETENTION in services.overview.cards().problems  # three are left
    services.retentions.set_terms(dict.fromkeys(CATEGORIES, TERM))
    assert OverviewProblem.NO_RETENTION not in services.overview.cards().problems
    services.retentions.set_terms({"school_contact": ""})
    assert services.retentions.terms()[3].text == ""


@pytest.mark.parametrize(
    ("text", "code"), [("x" * 501, "too_long"), ("\x00", "control_character"), ("a\u202eb", "direction_character")]
)
def test_what_cannot_stand_in_a_dossier_is_refused(services, text, code):
    with pytest.raises(InvalidInput) as refused:
        services.retentions.set_terms({"school_identity": TERM, "school_contact": text})
    assert refused.value.problems == (("school_contact", code),)
    assert {term.text for term in services.retentions.terms()} == {""}


def test_numbers_of_people_and_unknown_categories_are_refused(services):
    with pytest.raises(NationalNumberFound):
        services.retentions.set_terms({"school_contact": "111222333"})
    for code in ("messages", "vault"):  # on messages Leskracht tells how long
        with pytest.raises(NotFound):
            services.retentions.set_terms({code: TERM})


def test_dossier_and_json_tell_the_term_of_the_school(services, add):
    pupil = add("Noah", "", "Berg")
    services.retentions.set_terms({"school_identity": TERM})
    facts = {section.facts.code: section.facts for section in services.dossiers.snapshot(pupil).sections}
    assert facts["school_identity"].retention.text == TERM
    assert "nog geen vaste termijn" in facts["school_contact"].retention.text
    files = attached(services.dossiers.preview(pupil).data)
    told = json.loads(next(data for name, data in files.items() if name.endswith(".json") and "schema" not in name))
    kept = {section["code"]: section["facts"]["retention"] for section in told["sections"] if section["facts"]}
    assert kept["school_identity"] == TERM
    assert kept["messages"] == services.inventory.facts("messages", "processor").retention.text
    assert services.retentions.inventory().category("school_identity").retention.text == TERM
