"""What is stored about a person, by category and in Dutch words: text and numbers only, no widgets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from leskracht_desktop.domain.inventory import Category, Compartment, FieldKind, Inventory
from leskracht_desktop.domain.people import EventSummary, PersonDetails, StoredRecord, ValueChangeRow
from leskracht_desktop.domain.school_records import how_many, school_records
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import (
    counted,
    entity_label,
    file_size,
    long_date_of,
    long_instant,
    month_name,
    whole_number,
)
from leskracht_desktop.labels_nl.values import FieldTexts

_KINDS_SHOWN = 6

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A stored picture that can be looked at: which file, and in words what it is."""

    attachment_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One record: a list of (label, value), and its picture if it has one."""

    pairs: tuple[Pair, ...]
    picture: PictureFile | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """One category with what is stored in it; `facts` is None for one that this program does not know.

    `entries` are the records, newest first; `count` says in words how much there is, and is empty when nothing is
    stored.
    """

    key: str
    label: str
    facts: Category | None
    count: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """One compartment: who decides, whom to turn to, and its categories."""

    label: str
    explanation: str
    addressee: str
    categories: tuple[Stored, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """One value that changed: when and by whom, and in one sentence what it was and became."""

    when: str
    text: str


def shelves(person: PersonDetails, inventory: Inventory) -> tuple[Shelf, ...]:
    """Return every compartment with its categories, also those in which nothing is stored."""
    records, events = _by_place(person, inventory)
    found = []
    for text in inventory.compartments:
        variants = (
            facts
            for facts in inventory.own_variants
            if facts.compartment is text.compartment and (_place(facts) in records or _place(facts) in events)
        )
        known = (*inventory.within(text.compartment), *variants)
        categories = [
            _stored(facts.code, facts, records.get(_place(facts), []), events.get(_place(facts))) for facts in known
        ]
        if text.compartment is Compartment.PROCESSOR:
            categories += [
                _stored(code, None, records.get((code, ""), []), events.get((code, "")))
                for code in sorted({code for code, compartment in (*records, *events) if not compartment})
            ]
        found.append(Shelf(text.label, text.explanation, text.addressee, tuple(categories)))
    return tuple(found)


def changes(history: Iterable[ValueChangeRow]) -> Iterator[Changed]:
    """Yield the history of values in words, in its order."""
    own = FieldTexts(None)
    for row in history:
        what = own.label(row.field)
        if row.entity in {"relation", "record"} and row.field != "relation":
            what = f"{what} ({entity_label(row.entity)})"
        old, new = (own.text(row.field, value) or "leeg" for value in (row.old, row.new))
        text = f"{what}: {new}" if row.field == "reason" else f"{what}: van ‘{old}’ naar ‘{new}’"
        yield Changed(f"{long_instant(row.changed_at)}, {visible(row.actor)}", text)


def _by_place(
    person: PersonDetails, inventory: Inventory
) -> tuple[dict[Pair, list[StoredRecord]], dict[Pair, EventSummary]]:
    records: dict[Pair, list[StoredRecord]] = {}
    for code, own in school_records(person).items():
        if own:
            records[_place_of(inventory, code, Compartment.SCHOOL.value)] = list(own)
    for record in person.records:
        records.setdefault(_place_of(inventory, record.category, record.compartment), []).append(record)
    events = {_place_of(inventory, one.category, one.compartment): one for one in person.events if one.count}
    return records, events


def _place(facts: Category) -> Pair:
    return facts.code, facts.compartment.value


def _place_of(inventory: Inventory, code: str, compartment: str) -> Pair:
    """Return where a record belongs; without compartment when the inventory does not know its category."""
    facts = inventory.facts(code, compartment)
    return (code, "") if facts is None else _place(facts)


def _stored(code: str, facts: Category | None, records: list[StoredRecord], events: EventSummary | None) -> Stored:
    texts = FieldTexts(facts)
    entries = [Entry(tuple(_pairs(record, texts)), _picture(record)) for record in reversed(records)]
    if events is not None:
        entries.insert(0, Entry(tuple(_event_pairs(events, texts))))
    return Stored(
        key=code if facts is None else "_".join(_place(facts)),
        label=texts.label(code) if facts is None else facts.label,
        facts=facts,
        count=_count(code, records, events),
        entries=tuple(entries),
    )


def _count(code: str, records: list[StoredRecord], events: EventSummary | None) -> str:
    parts = []
    number = how_many(code, records)
    if number:
        parts.append(counted(number, "gegeven", "gegevens"))
    if events is not None:
        parts.append(counted(events.count, "regel", "regels"))
    return " en ".join(parts)


def _pairs(record: StoredRecord, texts: FieldTexts) -> Iterator[Pair]:
    values = {field.code: field.value for field in record.fields}
    currency = values.get("currency", "EUR")
    merged: dict[str, list[str]] = {}
    for field in record.fields:
        shown = texts.text(field.code, field.value, currency)
        if texts.kind(field.code) is FieldKind.LONG_TEXT:
            shown = shown.strip()
        merged.setdefault(texts.label(field.code), []).append(shown)
    for name, shown_values in merged.items():
        yield name, "\n".join(value for value in shown_values if value)
    if record.attachment_name:
        yield "Bijlage", f"{visible(record.attachment_name)} ({file_size(record.attachment_size)})"
    if record.missing:
        yield "Let op", "Staat niet meer in het laatste bestand."


def _picture(record: StoredRecord) -> PictureFile | None:
    """Return the picture of a record, named by its title and else by its file."""
    if record.attachment_id is None or not record.attachment_type.startswith("image/"):
        return None
    title = next((field.value for field in record.fields if field.code == "title"), "")
    return PictureFile(record.attachment_id, visible(title or record.attachment_name))


def _event_pairs(events: EventSummary, texts: FieldTexts) -> Iterator[Pair]:
    yield "Aantal regels", whole_number(events.count)
    if events.first_at is not None and events.last_at is not None:
        yield "Periode", f"{long_date_of(events.first_at)} tot en met {long_date_of(events.last_at)}"
    kinds = [f"{texts.event_kind(events.category, kind)}: {whole_number(number)}" for kind, number in events.per_kind]
    if len(kinds) > _KINDS_SHOWN:
        rest = sum(number for _, number in events.per_kind[_KINDS_SHOWN:])
        kinds[_KINDS_SHOWN:] = [f"andere soorten: {whole_number(rest)}"]
    yield "Soorten", "\n".join(kinds)
    if events.per_month:
        month, number = max(events.per_month, key=lambda item: item[1])
        yield "Meeste", f"{month_name(month)} ({whole_number(number)})"
