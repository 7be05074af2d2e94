"""What the program itself keeps about a person, as items of the walk: changes, requests, dossiers, log lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

from leskracht_desktop.domain.dossier import DossierPart, DossierSnapshot, ExportKind
from leskracht_desktop.domain.requests import RequestDetails
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import (
    audit_label,
    entity_label,
    label,
    label_of,
    long_date,
    long_instant,
    short_instant,
)
from leskracht_desktop.labels_nl.request_letters import request_event_label
from leskracht_desktop.labels_nl.values import FieldTexts
from leskracht_desktop.reports.record_values import Entry, Item

_OWN = FieldTexts(None)


def part_items(snapshot: DossierSnapshot, part: DossierPart) -> tuple[Item, ...]:
    """Return the items of one part of what the program itself keeps."""
    return tuple(
        Item(number, entries, name=f"Verzoek {entries[0].text}" if part is DossierPart.REQUESTS else "")
        for number, entries in enumerate(_PARTS[part](snapshot), 1)
    )


def part_count(snapshot: DossierSnapshot, part: DossierPart) -> int:
    """Return how many things a part holds; the lines of a request's time line are not counted."""
    if part is DossierPart.REQUESTS:
        return len(snapshot.requests)
    return sum(1 for _ in _PARTS[part](snapshot))


def _history(snapshot: DossierSnapshot) -> Iterator[tuple[Entry, ...]]:
    for change in snapshot.subject.history:
        yield (
            _instant_entry("changed_at", "Wanneer", change.changed_at),
            _text_entry("actor", "Door", change.actor),
            Entry("field", "Gegeven", change.field, _changed_field(change.entity, change.field)),
            Entry("old", "Was", change.old, _OWN.text(change.field, change.old) or "leeg"),
            Entry("new", "Werd", change.new, _OWN.text(change.field, change.new) or "leeg"),
        )


def _changed_field(entity: str, field: str) -> str:
    name = _OWN.label(field)
    return name if entity == "person" else f"{name} ({entity_label(entity)})"


def _consents(snapshot: DossierSnapshot) -> Iterator[tuple[Entry, ...]]:
    yield from snapshot.consents


def _requests(snapshot: DossierSnapshot) -> Iterator[tuple[Entry, ...]]:
    for request in snapshot.requests:
        yield tuple(_request_entries(request))
        for event in request.events:
            yield (
                Entry("request", "Verzoek", request.row.number, request.row.number),
                Entry("at", "Wanneer", event.at.isoformat(), short_instant(event.at)),
                _text_entry("actor", "Door", event.actor),
                Entry("event", "Wat", event.kind.value, request_event_label(event)),
                Entry("text", "Toelichting", event.text, visible(event.text, keep_lines=True) or "geen"),
            )


def _request_entries(request: RequestDetails) -> Iterator[Entry]:
    row = request.row
    yield Entry("number", "Nummer", row.number, row.number)
    yield Entry("kind", "Soort", row.kind.value, label(row.kind))
    yield Entry("status", "Stand", row.status.value, label(row.status))
    yield _text_entry("person", "Over", row.person_name)
    yield from _optional("requester", "Gevraagd door", row.requester_name)
    yield from _optional("requester_address", "Adres", request.requester_address)
    yield Entry("authority", "In welke rol", request.authority.value, label(request.authority))
    yield _date_entry("received_on", "Ontvangen op", row.received_on)
    yield Entry("channel", "Ontvangen via", request.channel.value, label(request.channel))
    yield _date_entry("target_on", "Streefdatum", row.target_on)
    yield _date_entry("due_on", "Uiterste datum", row.due_on)
    if request.extended_on:
        yield _date_entry("extended_on", "Verlengd op", request.extended_on)
    yield from _optional("extension_reason", "Waarom verlengd", request.extension_reason)
    if request.identity:
        yield _text_entry("identity_method", "Hoe de identiteit is gecontroleerd", request.identity.method)
        yield _date_entry("identity_checked_on", "Identiteit gecontroleerd op", request.identity.checked_on)
        yield _text_entry("identity_checked_by", "Identiteit gecontroleerd door", request.identity.checked_by)
    if request.answered_on:
        yield _date_entry("answered_on", "Beantwoord op", request.answered_on)
    if request.closed_on:
        yield _date_entry("closed_on", "Afgehandeld op", request.closed_on)
    if request.description:
        shown = visible(request.description, keep_lines=True)
        yield Entry("description", "Omschrijving", request.description, shown, long=True)
    yield _instant_entry("registered_at", "Vastgelegd op", request.registered_at)
    yield _text_entry("registered_by", "Vastgelegd door", request.registered_by)


def _exports(snapshot: DossierSnapshot) -> Iterator[tuple[Entry, ...]]:
    for export in snapshot.exports:
        yield (
            _instant_entry("exported_at", "Wanneer", export.exported_at),
            _text_entry("actor", "Door", export.actor),
            Entry("kind", "Wat", export.kind, label_of(ExportKind, export.kind)),
            Entry("request", "Verzoek", export.request_number, export.request_number or "geen"),
            Entry("pages", "Bladzijden", str(export.pages), str(export.pages)),
        )


def _log(snapshot: DossierSnapshot) -> Iterator[tuple[Entry, ...]]:
    for line in snapshot.log:
        yield (
            Entry("at", "Wanneer", line.at.isoformat(), short_instant(line.at)),
            _text_entry("actor", "Door", line.actor),
            Entry("event", "Wat", line.kind, audit_label(line.kind)),
        )


_PARTS: Mapping[DossierPart, Callable[[DossierSnapshot], Iterator[tuple[Entry, ...]]]] = {
    DossierPart.HISTORY: _history,
    DossierPart.CONSENTS: _consents,
    DossierPart.REQUESTS: _requests,
    DossierPart.EXPORTS: _exports,
    DossierPart.LOG: _log,
}


def _text_entry(code: str, label_text: str, value: str) -> Entry:
    return Entry(code, label_text, value, visible(value) or "niet vermeld")


def _optional(code: str, label_text: str, value: str) -> Iterator[Entry]:
    if value:
        yield Entry(code, label_text, value, visible(value, keep_lines=True))


def _date_entry(code: str, label_text: str, day: date) -> Entry:
    return Entry(code, label_text, day.isoformat(), long_date(day))


def _instant_entry(code: str, label_text: str, instant: datetime) -> Entry:
    return Entry(code, label_text, instant.isoformat(), long_instant(instant))
