"""The key card (Sleutelkaart) on one page: whom to call, which terms hold, in which article, and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from leskracht_desktop.domain.agreement_content import Deviation
from leskracht_desktop.domain.agreement_reports import KeyCardSnapshot
from leskracht_desktop.domain.agreements import IN_FORCE
from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.domain.inventory import Certainty
from leskracht_desktop.domain.key_facts import FactSource, KeyFact, KeyFacts
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import counted, label, long_date, period_label
from leskracht_desktop.labels_nl.guide import SHORT_TERM_LABELS, reference_label
from leskracht_desktop.labels_nl.key_card import deviation_place, law_in_short, law_text
from leskracht_desktop.reports.agreement_paper import MISSING, sheet, together
from leskracht_desktop.reports.pdf.document import render
from leskracht_desktop.reports.pdf.model import (
    Block,
    BulletList,
    Document,
    Note,
    NoteKind,
    Paragraph,
    RenderedPdf,
    Table,
    TextStyle,
    Title,
)

_CUT: Final = "…"

_AT_A_BREACH: Final = 140
"""Characters that a deviation from the term for a breach gets in any case: that is what the card is for."""


@dataclass(frozen=True, slots=True)
class _Room:
    """How many characters a text may take: what we agreed, what the guide says, a source, a name, a deviation.

    Of what the guide says, the first sentence is there in any case; of a deviation with no room at all, its place.
    """

    ours: int
    guide: int
    source: int
    name: int
    deviation: int


# The first that fits one page is used; what we agreed is cut last.
_ROOMS: Final = (
    _Room(400, 160, 120, 120, 300),
    _Room(400, 100, 120, 120, 200),
    _Room(300, 75, 90, 90, 150),
    _Room(300, 50, 90, 90, 120),
    _Room(300, 0, 90, 90, 120),
    _Room(200, 0, 70, 90, 90),
    _Room(140, 0, 50, 70, 70),
    _Room(90, 0, 40, 60, 50),
    _Room(60, 0, 30, 45, 0),
    _Room(60, 0, 0, 36, 0),
    _Room(30, 0, 0, 36, 0),
)

Row = tuple[str, str, str, str]


def key_card(snapshot: KeyCardSnapshot) -> RenderedPdf:
    """Return the card as a PDF of one page; equal snapshots give equal bytes.

    Texts too long for one page are cut short, and the card says so.
    """
    rendered = render(_document(snapshot, _ROOMS[0]))
    for room in _ROOMS[1:]:
        if rendered.page_count == 1:
            break
        rendered = render(_document(snapshot, room))
    return rendered


def _document(snapshot: KeyCardSnapshot, room: _Room) -> Document:
    facts = snapshot.facts
    supplier = _cut(facts.supplier, room.name)
    version = f"versie {visible(facts.version)}"
    title = f"Sleutelkaart {supplier}"
    subtitle = (_cut(facts.title, room.name), f"model {facts.model_version}", version, label(facts.status))
    rows = tuple(_rows(snapshot, room))
    others = tuple(_other_deviations(facts, room))
    is_cut = any(_CUT in cell for row in (*rows, others) for cell in row)
    blocks = (
        Title(title, together(*subtitle, mark=" · ")),
        *_not_in_force(facts),
        _breach(facts, room),
        Table(
            caption="Wat er is afgesproken",
            header=("Waarover", "Wat geldt", "Artikel", "Bron"),
            rows=rows,
            # Wider where no article is known: words that break would make every row twice as high.
            widths=(4.1, 7.0, 1.5, 3.4) if any(fact.article for fact in facts.facts) else (4.1, 6.3, 2.2, 3.4),
            row_header_column=0,
        ),
        *_elsewhere(others),
        *_closing(snapshot, is_cut),
    )
    # Without a logo: the page is for what must be found in ten seconds.
    head = replace(snapshot.head, logo=None)
    return sheet(head, title, "Wat u snel nodig hebt uit de verwerkersovereenkomst", blocks, version=version)


def _not_in_force(facts: KeyFacts) -> Iterator[Block]:
    if facts.is_expired:
        yield Paragraph("Let op: de einddatum van deze overeenkomst is voorbij.")
    elif facts.status not in IN_FORCE:
        yield Paragraph(f"Let op: deze overeenkomst geldt nu niet. De status is: {label(facts.status)}.")


def _breach(facts: KeyFacts, room: _Room) -> Note:
    """Say whom to call about a breach; the contact for incidents stands in the security annex."""
    security = facts.security
    number = facts.article(TermCode.BREACH_TO_SCHOOL)
    place = "artikel niet bekend" if number is None else f"artikel {number}"
    title = f"Datalek? Neem contact op met {_cut(facts.supplier, room.name)} ({place})"
    if security.incident_phone or security.incident_email:
        phone, mail = _named(security.incident_phone, room), _named(security.incident_email, room)
        name, hours = _named(security.incident_name, room), _named(security.incident_hours, room)
        return Note(f"Telefoon: {phone}\nE-mail: {mail}\nNaam: {name}. Bereikbaar: {hours}.", title, NoteKind.WARNING)
    usual = together(
        *(_cut(part, room.name) for part in (facts.contact_phone, facts.contact_email, facts.contact_name))
    )
    text = "Het meldpunt is niet ingevuld: het staat in de beveiligingsbijlage.\nGewone contactpersoon:"
    return Note(f"{text} {usual or MISSING.lower()}.", title, NoteKind.WARNING)


def _named(value: str, room: _Room) -> str:
    return _cut(value, room.name) or MISSING.lower()


def _rows(snapshot: KeyCardSnapshot, room: _Room) -> Iterator[Row]:
    facts = snapshot.facts
    for fact in facts.facts:
        yield SHORT_TERM_LABELS[fact.code], _value(fact, room), _number(fact.article), _source(fact)
        if fact.code is TermCode.LIABILITY:
            yield _end(facts, room)
    yield _last_notice(facts)


def _number(article: int | None) -> str:
    return "niet bekend" if article is None else str(article)


def _value(fact: KeyFact, room: _Room) -> str:
    """Return what the law fixes; else our value; else the model's rule, marked as such; else that there is none.

    Deviations stand with it, each with what it is: one from an article need not be about this term.
    """
    said = _said(fact, room)
    if not fact.deviations:
        return said
    if fact.code is TermCode.BREACH_TO_SCHOOL:
        room = replace(room, deviation=max(room.deviation, _AT_A_BREACH))
    if not room.deviation:
        return f"{said} (zie afwijking)"
    return ". ".join((said.removesuffix("."), *(_deviation(one, room) for one in fact.deviations)))


def _deviation(one: Deviation, room: _Room) -> str:
    return f"Afwijking ({_cut(deviation_place(one), room.name)}): {_cut(one.what, room.deviation)}"


def _other_deviations(facts: KeyFacts, room: _Room) -> Iterator[str]:
    """Yield the deviations that stand with none of the terms; with no room for words, only from what they are."""
    if room.deviation:
        yield from (_deviation(one, room) for one in facts.other_deviations)
    elif facts.other_deviations:
        numbers = {one.article: str(one.article) for one in facts.other_deviations if one.article is not None}
        annexes = {one.annex: deviation_place(one) for one in facts.other_deviations if one.article is None}
        articles = f"artikel {', '.join(numbers.values())}" if numbers else ""
        yield f"Andere afwijkingen: {_cut(together(articles, *annexes.values()), room.name * 2)} {_CUT}"


def _elsewhere(told: tuple[str, ...]) -> Iterator[Block]:
    if told:
        yield BulletList(told)


def _said(fact: KeyFact, room: _Room) -> str:
    if fact.source is FactSource.LAW:
        return law_in_short(fact) or _sentences(visible(law_text(fact)), room.ours, room.ours)
    if fact.period is not None:
        found = _cut(fact.period.source, room.source)
        return f"{_cut(period_label(fact.period), room.ours)}{found and f' ({found})'}"
    if fact.leaflets:
        return _cut("; ".join(f"{one.product}: {one.text}" for one in fact.leaflets), room.ours)
    if fact.term is None:
        return MISSING
    said = visible(fact.term.text)
    return f"Model: {_sentences(said, room.guide, room.ours)}"


def _source(fact: KeyFact) -> str:
    if fact.source is FactSource.LAW:
        return label(fact.source) if fact.avg is None else reference_label(fact.avg)
    if fact.leaflets:
        return "privacybijsluiter"
    if fact.source is FactSource.MODEL and fact.term is not None:
        return "model (nagekeken)" if fact.term.certainty is Certainty.CHECKED else "model (nakijken)"
    return label(fact.source)


def _end(facts: KeyFacts, room: _Room) -> Row:
    fact = facts.end
    if facts.valid_until is None:
        return "Einddatum", _value(fact, room), _number(fact.article), _source(fact)
    days = facts.days_left
    left = ""
    if days is not None and facts.status in IN_FORCE:
        left = (
            f" (nog {counted(days, 'dag', 'dagen')})" if days >= 0 else f" ({counted(-days, 'dag', 'dagen')} geleden)"
        )
    return "Einddatum", f"{long_date(facts.valid_until)}{left}", _number(fact.article), label(FactSource.OURS)


def _last_notice(facts: KeyFacts) -> Row:
    article = _number(facts.article(TermCode.NOTICE_PERIOD))
    if facts.notice_on is None:
        return "Laatste dag opzeggen", MISSING, article, label(FactSource.MISSING)
    return "Laatste dag opzeggen", long_date(facts.notice_on), article, label(FactSource.OURS)


def _closing(snapshot: KeyCardSnapshot, is_cut: bool) -> Iterator[Block]:
    short = visible(snapshot.notice.short)
    facts = (*snapshot.facts.facts, snapshot.facts.end)
    model = ""
    if any(fact.source is FactSource.MODEL for fact in facts):
        model = (
            " Waar ‘model’ staat, is zelf niets ingevuld: dat is de regel van het model in onze woorden. "
            "Bij ‘nakijken’ is die nog niet in het model zelf nagekeken."
        )
    numbers = " De artikelen zijn die van het model: kijk ze na in uw eigen exemplaar."
    cut = " Waar … staat, leest u de hele tekst in het programma." if is_cut else ""
    yield Paragraph(f"{short}{model}{numbers}{cut}", TextStyle.SMALL)


def _sentences(text: str, most: int, first_most: int) -> str:
    """Return the whole sentences that fit, the first even if only that does: half a rule says something else."""
    first, *rest = re.split(r"(?<=[.?!]) ", text)
    if len(first) > first_most:
        return _cut(first, first_most)
    for sentence in rest:
        if len(first) + 1 + len(sentence) > most:
            return f"{first} {_CUT}"
        first = f"{first} {sentence}"
    return first


def _cut(text: str, most: int) -> str:
    """Return a text on one line of at most `most` characters; what is left out is shown by its ellipsis."""
    line = " ".join(visible(text, keep_lines=True).split())
    if len(line) <= most or most == 0:
        return line if most else ""
    head, space, _ = line[: most - 1].rpartition(" ")
    return f"{head if space and len(head) > most // 2 else line[: most - 1]}{_CUT}"
