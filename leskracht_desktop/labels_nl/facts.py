"""The facts of AVG art. 15(1)(a)-(h) and 15(2) about a category of data, as questions with their answers."""

from __future__ import annotations

from collections.abc import Iterator

from leskracht_desktop.domain.inventory import Answer, Category, LawfulBasis
from leskracht_desktop.labels_nl.codes import label
from leskracht_desktop.labels_nl.numbers import joined

PURPOSE = "Waarvoor"


def fact_rows(facts: Category) -> Iterator[tuple[str, str]]:
    """Yield (what, answer) for each fact of AVG art. 15(1)(a), (c), (d), (g), (h) and 15(2), and the lawful basis."""
    yield PURPOSE, "\n".join(purpose.text for purpose in facts.purposes)
    yield "Grondslag", _basis(facts)
    yield "Wie ze krijgt", _sentence(joined([_lower_first(recipient.label) for recipient in facts.recipients]))
    yield "Waar ze staan", _sentence(joined([country.label for country in facts.storage_countries]))
    yield "Hoe lang", facts.retention.text
    yield "Waar ze vandaan komen", facts.source
    yield "Buiten Europa", _transfers(facts)
    yield "Besluiten door een computer", facts.automated_decisions.text


def _basis(facts: Category) -> str:
    if facts.basis.kind is LawfulBasis.NOT_STATED:
        return facts.basis.text
    return f"{label(facts.basis.kind).capitalize()}. {facts.basis.text}"


def _transfers(facts: Category) -> str:
    transfers = facts.transfers
    if transfers.outside_eea is Answer.NO:
        return f"Nee. {transfers.text}"
    start = "Ja." if transfers.outside_eea is Answer.YES else "Niet bekend."
    return f"{start} {transfers.text} {transfers.safeguards}"


def _lower_first(text: str) -> str:
    """Return a label for use inside a sentence; a name such as `Google Analytics` keeps its capital."""
    first, _, rest = text.partition(" ")
    return text if rest[:1].isupper() else f"{first[:1].lower()}{first[1:]}{' ' if rest else ''}{rest}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else "Niet genoemd."
