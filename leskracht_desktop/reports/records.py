"""The one walk over everything a dossier holds: PDF, JSON and CSV all write what it yields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from leskracht_desktop.domain.dossier import DossierPart, DossierSection, DossierSnapshot
from leskracht_desktop.domain.inventory import Category, Compartment, FieldKind
from leskracht_desktop.domain.people import EventSummary, StoredRecord
from leskracht_desktop.domain.school_records import SINGLE
from leskracht_desktop.labels_nl import label, long_instant, month_name, whole_number
from leskracht_desktop.labels_nl.values import FieldTexts
from leskracht_desktop.reports.attached import AttachedFiles
from leskracht_desktop.reports.own_records import part_count, part_items
from leskracht_desktop.reports.record_values import Entry, Item


@dataclass(frozen=True, slots=True)
class RecordSection:
    """One section with all that is stored in it; `facts` is None for what the program itself keeps.

    `title` is unique in the dossier. `count` is what is stored: records and events, or values where there is but one
    record, as of somebody's name. `summed_up` tells that the items are sums of what the enclosed files hold.
    """

    code: str
    compartment: str
    title: str
    count: int
    items: tuple[Item, ...]
    facts: Category | None = None
    part: DossierPart | None = None
    summed_up: bool = False


def walk(snapshot: DossierSnapshot, files: AttachedFiles) -> tuple[RecordSection, ...]:
    """Return every section of a dossier in the order in which it is read."""
    labels = Counter(section.facts.label for section in snapshot.sections)
    sections = [
        _category_section(section, files, _title(section.facts, unique=labels[section.facts.label] == 1))
        for section in snapshot.sections
    ]
    for part in DossierPart:
        if part in snapshot.parts:
            items = part_items(snapshot, part)
            count = part_count(snapshot, part)
            sections.append(RecordSection(part.value, "", label(part), count, items, part=part))
    return tuple(sections)


def flat(sections: Iterable[RecordSection]) -> Iterator[tuple[str, int, str, str]]:
    """Yield (section title, record number, label, readable value) of every value, in order."""
    for section in sections:
        for item in section.items:
            for entry in item.entries:
                yield section.title, item.number, entry.label, entry.text


def _title(facts: Category, *, unique: bool) -> str:
    """Return a category's title, with its compartment when Leskracht keeps the same in two."""
    if unique or facts.compartment is not Compartment.OWN_CONTROLLER:
        return facts.label
    return f"{facts.label} (bij Leskracht zelf)"


def _category_section(section: DossierSection, files: AttachedFiles, title: str) -> RecordSection:
    facts = section.facts
    texts = FieldTexts(facts)
    items = [_record_item(number, record, texts, files) for number, record in enumerate(section.records, 1)]
    if section.events is not None:
        items.extend(_event_items(section.events, texts, len(items)))
    count = sum(len(item.entries) for item in items) if facts.code in SINGLE else section.count
    return RecordSection(
        code=facts.code,
        compartment=facts.compartment.value,
        title=title,
        count=count,
        items=tuple(items),
        facts=facts,
        summed_up=section.events is not None,
    )


def _record_item(number: int, record: StoredRecord, texts: FieldTexts, files: AttachedFiles) -> Item:
    values = {field.code: field.value for field in record.fields}
    entries = [
        Entry(
            field.code,
            texts.label(field.code),
            field.value,
            texts.text(field.code, field.value, values.get("currency", "EUR")),
            texts.kind(field.code) is FieldKind.LONG_TEXT,
        )
        for field in record.fields
    ]
    if record.missing:
        entries.append(Entry("missing", "Staat nog in het laatste bestand", "no", "nee"))
    file = files.get(record.attachment_id)
    if file is not None:
        entries.append(Entry("attached_file", "Bijlage bij dit dossier", file.name, file.name_shown))
    return Item(number, tuple(entries), record.occurred_at, record.attachment_id)


def _event_items(events: EventSummary, texts: FieldTexts, before: int) -> Iterator[Item]:
    yield Item(before + 1, tuple(_event_totals(events)), name="Alles bij elkaar")
    number = before + 2
    for kind, count in events.per_kind:
        shown = texts.event_kind(events.category, kind)
        yield Item(number, (Entry("event_kind", "Soort", kind, shown), _count_entry(count)))
        number += 1
    for month, count in events.per_month:
        yield Item(number, (Entry("month", "Maand", month, month_name(month)), _count_entry(count)))
        number += 1


def _event_totals(events: EventSummary) -> Iterator[Entry]:
    yield Entry("count", "Aantal regels", str(events.count), whole_number(events.count))
    yield from _instant_entry("first_at", "Eerste", events.first_at)
    yield from _instant_entry("last_at", "Laatste", events.last_at)


def _instant_entry(code: str, label_text: str, instant: datetime | None) -> Iterator[Entry]:
    if instant is not None:
        yield Entry(code, label_text, instant.isoformat(), long_instant(instant))


def _count_entry(count: int) -> Entry:
    return Entry("count", "Aantal", str(count), whole_number(count))
