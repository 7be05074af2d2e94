"""The key card (Sleutelkaart) on one page: whom to call, which terms hold, in which article, and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from leskracht_desktop.domain.agreement_reports import KeyCardSnapshot
from leskracht_desktop.domain.agreements import IN_FORCE
from leskracht_desktop.domain.guide import TermCode, TermKind
from leskracht_desktop.domain.key_facts import FactSource, KeyFact, KeyFacts
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import counted, label, long_date, period_label
from leskracht_desktop.labels_nl.guide import reference_label
from leskracht_desktop.reports.agreement_paper import MISSING, sheet, together
from leskracht_desktop.reports.pdf.document import render
from leskracht_desktop.reports.pdf.model import (
    Block,
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

# Shorter than the labels elsewhere, so that each fits one line.
_NAMES: Final = {
    TermCode.BREACH_TO_SCHOOL: "Datalek aan de school",
    TermCode.BREACH_TO_AUTHORITY: "Datalek aan de AP",
    TermCode.SUB_PROCESSOR_NOTICE: "Nieuwe subverwerker",
    TermCode.SUB_PROCESSOR_OBJECTION: "Bezwaar subverwerker",
    TermCode.ASSISTANCE: "Hulp van leverancier",
    TermCode.AUDIT_NOTICE: "Controle aankondigen",
    TermCode.AUDIT_COSTS: "Kosten van controle",
    TermCode.RETENTION: "Bewaren",
    TermCode.RETURN_AT_END: "Gegevens terug",
    TermCode.DESTRUCTION_AT_END: "Vernietigen",
    TermCode.DESTRUCTION_CONFIRMATION: "Bewijs van vernietigen",
    TermCode.LIABILITY: "Aansprakelijkheid",
    TermCode.NOTICE_PERIOD: "Opzegtermijn",
}


@dataclass(frozen=True, slots=True)
class _Room:
    """How many characters a text may take: what we agreed, what the guide says, a source, a name."""

    ours: int
    guide: int
    source: int
    name: int


# The first that fits one page is used; what we agreed is cut last.
_ROOMS: Final = (
    _Room(400, 160, 120, 120),
    _Room(300, 110, 90, 90),
    _Room(300, 90, 90, 90),
    _Room(200, 75, 70, 90),
    _Room(200, 65, 70, 90),
    _Room(140, 55, 50, 70),
    _Room(90, 40, 40, 60),
    _Room(60, 20, 30, 45),
    _Room(60, 0, 0, 36),
    _Room(30, 0, 0, 36),
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
    is_cut = any(_CUT in cell for row in rows for cell in row)
    blocks = (
        Title(title, together(*subtitle, mark=" · ")),
        *_not_in_force(facts),
        _breach(facts, room),
        Table(
            caption="Wat er is afgesproken",
            header=("Waarover", "Wat geldt", "Artikel", "Bron"),
            rows=rows,
            widths=(4.1, 5.1, 2.4, 4.4),
            row_header_column=0,
        ),
        *_closing(snapshot, is_cut),
    )
    # Without a logo: the page is for what must be found in ten seconds.
    head = replace(snapshot.head, logo=None)
    return sheet(head, title, "Wat u snel nodig hebt uit de verwerkersovereenkomst", blocks, version=version)


def _not_in_force(facts: KeyFacts) -> Iterator[Block]:
    if facts.status not in IN_FORCE:
        yield Paragraph(f"Let op: deze overeenkomst geldt nu niet. De status is: {label(facts.status)}.")


def _breach(facts: KeyFacts, room: _Room) -> Note:
    """Say whom to call about a breach; the contact for incidents stands in the security annex."""
    security = facts.security
    title = f"Datalek? Neem contact op met {_cut(facts.supplier, room.name)}"
    if security.incident_phone or security.incident_email:
        phone, mail = _named(security.incident_phone, room), _named(security.incident_email, room)
        name, hours = _named(security.incident_name, room), _named(security.incident_hours, room)
        return Note(f"Telefoon: {phone}\nE-mail: {mail}\nNaam: {name}. Bereikbaar: {hours}.", title, NoteKind.WARNING)
    usual = together(
        *(_cut(part, room.name) for part in (facts.contact_phone, facts.contact_email, facts.contact_name))
    )
    text = "Het meldpunt van de leverancier is niet ingevuld.\nGewone contactpersoon:"
    return Note(f"{text} {usual or MISSING.lower()}.", title, NoteKind.WARNING)


def _named(value: str, room: _Room) -> str:
    return _cut(value, room.name) or MISSING.lower()


def _rows(snapshot: KeyCardSnapshot, room: _Room) -> Iterator[Row]:
    facts = snapshot.facts
    duration = "niet bekend" if snapshot.duration_article is None else str(snapshot.duration_article)
    for fact in facts.facts:
        article = "niet bekend" if fact.article is None else str(fact.article)
        if fact.deviations:
            article = f"{article} (afwijking)"
        value = _value(fact, room)
        yield _NAMES[fact.code], value, article, MISSING.lower() if value == MISSING else _source(fact, room)
        if fact.code is TermCode.LIABILITY:
            yield _end(facts, duration)
            yield _last_notice(facts, duration)


def _value(fact: KeyFact, room: _Room) -> str:
    if fact.source is FactSource.OURS and fact.period is not None:
        return _cut(period_label(fact.period), room.ours) or MISSING
    if fact.term is None:
        return MISSING
    said = visible(fact.term.text)
    if fact.source is FactSource.LAW and fact.term.kind is TermKind.FIXED_BY_LAW:
        return _cut(said, max(room.guide, room.ours))
    # What the law leaves to the parties is still to be filled in, whatever the law says besides. Half a hint is none.
    who = "De wet" if fact.source is FactSource.LAW else "Leeswijzer"
    return f"{MISSING}. {who}: {said}" if len(said) <= room.guide else MISSING


def _source(fact: KeyFact, room: _Room) -> str:
    if fact.source is FactSource.OURS and fact.period is not None:
        return together(label(FactSource.OURS), _cut(fact.period.source, room.source))
    if fact.term is None:
        return label(fact.source)
    if fact.source is FactSource.LAW and fact.term.avg is not None:
        return reference_label(fact.term.avg)
    return f"leeswijzer, {label(fact.term.certainty)}"


def _end(facts: KeyFacts, article: str) -> Row:
    if facts.valid_until is None:
        return "Einddatum", MISSING, article, MISSING.lower()
    days = facts.days_left
    left = ""
    if days is not None and facts.status in IN_FORCE:
        left = (
            f" (nog {counted(days, 'dag', 'dagen')})" if days >= 0 else f" ({counted(-days, 'dag', 'dagen')} geleden)"
        )
    return "Einddatum", f"{long_date(facts.valid_until)}{left}", article, label(FactSource.OURS)


def _last_notice(facts: KeyFacts, article: str) -> Row:
    if facts.notice_on is None:
        return "Laatste dag opzeggen", MISSING, article, MISSING.lower()
    return "Laatste dag opzeggen", long_date(facts.notice_on), article, label(FactSource.OURS)


def _closing(snapshot: KeyCardSnapshot, is_cut: bool) -> Iterator[Block]:
    short = visible(snapshot.notice.short)
    numbers = "De artikelen zijn die van het model: kijk ze na in uw eigen exemplaar."
    cut = " Waar … staat, leest u de hele tekst in het programma." if is_cut else ""
    yield Paragraph(f"{short} {numbers}{cut}", TextStyle.SMALL)


def _cut(text: str, most: int) -> str:
    """Return a text on one line of at most `most` characters; what is left out is shown by its ellipsis."""
    line = " ".join(visible(text, keep_lines=True).split())
    if len(line) <= most or most == 0:
        return line if most else ""
    head, space, _ = line[: most - 1].rpartition(" ")
    return f"{head if space and len(head) > most // 2 else line[: most - 1]}{_CUT}"
