"""The words of the key card that screen and paper share: the term of the law, and what a deviation is from."""

from __future__ import annotations

from leskracht_desktop.domain.agreement_content import Deviation
from leskracht_desktop.domain.agreement_documents import DocumentRole
from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.domain.inventory import Certainty
from leskracht_desktop.domain.key_facts import HOURS_TO_AUTHORITY, FactSource, KeyFact
from leskracht_desktop.labels_nl.agreements import AGREEMENT_LABELS

_LAW_TEXTS = {
    TermCode.BREACH_TO_AUTHORITY: (
        f"Zonder onnodig te wachten, en als het kan binnen {HOURS_TO_AUTHORITY} uur nadat de school het lek kent. "
        "Later mag alleen met uitleg waarom."
    ),
}
"""What the law says of the terms it fixes (AVG art. 33(1)), for when no guide tells it."""

HOURS_LABEL = f"{HOURS_TO_AUTHORITY} uur"

NO_DELAY = "Zonder onnodig te wachten."

RUNS_ON = "De uren lopen door in het weekend en op feestdagen."
RUNS_ON_CERTAINTY = Certainty.TO_BE_CHECKED
"""Regulation 1182/71 art. 3(3) and (4); its text was not read itself."""


def law_text(fact: KeyFact) -> str:
    """Return what the law says of a term; empty when it does not fix it."""
    if fact.source is not FactSource.LAW:
        return ""
    return _LAW_TEXTS.get(fact.code, "") if fact.term is None else fact.term.text


def law_in_short(fact: KeyFact) -> str:
    """Return what may never be cut short of a term the law itself fixes; empty for any other."""
    if fact.code is not TermCode.BREACH_TO_AUTHORITY:
        return ""
    return f"Binnen {HOURS_LABEL}, zonder onnodig te wachten. Weekend en feestdagen tellen mee (nog na te kijken)."


def deviation_place(one: Deviation) -> str:
    """Return from what an agreement deviates: an article, an annex, or something else."""
    if one.article is not None:
        return f"artikel {one.article}"
    roles = AGREEMENT_LABELS[DocumentRole]
    return roles.get(one.annex, one.annex) or "iets anders"
