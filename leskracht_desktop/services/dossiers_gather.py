"""Gather everything a dossier says into one frozen snapshot, in a handful of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from leskracht_desktop import __version__
from leskracht_desktop.clock import local_date
from leskracht_desktop.domain.audit import AuditKind, AuditRow
from leskracht_desktop.domain.changed_values import changes_within
from leskracht_desktop.domain.dossier import (
    DossierAttachment,
    DossierChoice,
    DossierPart,
    DossierSection,
    DossierSnapshot,
    EventLines,
    PastExport,
    SectionOffer,
)
from leskracht_desktop.domain.inventory import Category, Inventory
from leskracht_desktop.domain.people import PersonDetails, PersonId, StoredRecord, ValueChangeRow
from leskracht_desktop.domain.requests import Authority, RequestDetails, RequestEventKind, RequestId, RequestStatus
from leskracht_desktop.domain.school_records import how_many, school_records
from leskracht_desktop.errors import InvalidInput, NotAllowed, NotFound, NothingChosen
from leskracht_desktop.labels_nl import label
from leskracht_desktop.services.dossiers_names import maskings
from leskracht_desktop.services.dossiers_parties import asker_of, controller_of
from leskracht_desktop.services.inventory import processing_inventory
from leskracht_desktop.services.retentions import inventory_of
from leskracht_desktop.storage import audit, snapshots
from leskracht_desktop.storage.person_details import person_details
from leskracht_desktop.storage.requests import request_details

PROGRAM = f"Leskracht Privacybeheer {__version__}"
MOST_LOG_LINES = 500

_LEAVING = frozenset({AuditKind.DOSSIER_PREVIEWED, AuditKind.DOSSIER_EXPORTED, AuditKind.MAIL_COPY_EXPORTED})


@dataclass(frozen=True, slots=True)
class Order:
    """Which dossier is asked for, by whom it is made, and on which day."""

    person_id: PersonId
    request_id: RequestId | None
    choice: DossierChoice
    made_by: str
    today: date


def gather(session: Session, order: Order) -> DossierSnapshot:
    """Return the snapshot of one dossier.

    Raises: NotFound, NothingChosen, NotAllowed `already_withdrawn`, InvalidInput when the request is somebody else's.
    """
    person = person_details(session, order.person_id)
    request = _request(session, order)
    inventory = inventory_of(session)
    every = sections_of(person, inventory)
    wanted = _wanted(every, order.choice)
    chosen = tuple(section for section in every if section.facts.code in wanted)
    events = {(section.facts.code, section.facts.compartment.value) for section in chosen if section.events}
    log = _log(session, order) if DossierPart.LOG in wanted else ()
    left_out = _left_out(every, wanted)
    history = _history(person, every, wanted)
    requests, addresses_left_out = _requests(session, order, request) if DossierPart.REQUESTS in wanted else ((), 0)
    snapshot = DossierSnapshot(
        number=request.row.number if request else f"D-{person.key}-{order.today:%Y%m%d}",
        prepared_on=order.today,
        prepared_by=order.made_by,
        controller=controller_of(session, person),
        asker=asker_of(session, person, request, order.today),
        subject=replace(person, records=(), events=(), history=history),
        request=request,
        sections=chosen,
        compartments=inventory.compartments,
        parts=frozenset(part for part in DossierPart if part in wanted),
        left_out=tuple(code for code, _ in left_out),
        left_out_labels=tuple(text for _, text in left_out),
        mask_reason=order.choice.reason,
        changes_left_out=len(person.history) - len(history) if DossierPart.HISTORY in wanted else 0,
        addresses_left_out=addresses_left_out,
        requests=requests,
        exports=_exports(session, order) if DossierPart.EXPORTS in wanted else (),
        log=log[-MOST_LOG_LINES:],
        log_total=len(log),
        attachments=_attachments(session, order.person_id, chosen),
        event_lines=_event_lines(session, order.person_id, events),
        program=PROGRAM,
        statement_version=str(inventory.version),
    )
    return replace(snapshot, maskings=maskings(session, snapshot, order.choice.mask))


def sections_of(person: PersonDetails, inventory: Inventory) -> tuple[DossierSection, ...]:
    """Return every category of the inventory with what is stored in it, and what Leskracht also decides on itself."""
    shelves: dict[tuple[str, str], list[StoredRecord]] = {}
    for code, records in school_records(person).items():
        shelves.setdefault(_shelf(inventory, code, "school"), []).extend(records)
    for record in person.records:
        shelves.setdefault(_shelf(inventory, record.category, record.compartment), []).append(record)
    events = {_shelf(inventory, one.category, one.compartment): one for one in person.events if one.count}
    sections = []
    for facts in (*inventory.categories, *inventory.own_variants):
        key = _key(facts)
        if facts in inventory.categories or key in shelves or key in events:
            sections.append(DossierSection(facts, tuple(shelves.get(key, ())), events.get(key)))
    return tuple(sections)


def offers_of(session: Session, person_id: PersonId, today: date) -> tuple[SectionOffer, ...]:
    """Return what can be chosen for a dossier about this person, each with how much is stored.

    Raises: NotFound.
    """
    person = person_details(session, person_id)
    found: dict[str, SectionOffer] = {}
    for section in sections_of(person, processing_inventory()):
        facts = section.facts
        before = found.get(facts.code)
        stored = how_many(facts.code, section.records) + (section.events.count if section.events else 0)
        count = stored + (before.count if before else 0)
        compartment = before.compartment if before else facts.compartment.value
        found[facts.code] = SectionOffer(facts.code, facts.label, compartment, count)
    counts = {
        DossierPart.HISTORY: len(person.history),
        DossierPart.CONSENTS: 0,
        DossierPart.REQUESTS: len(snapshots.requests_of(session, person_id, today)),
        DossierPart.EXPORTS: len(snapshots.exports_of(session, person_id)),
        DossierPart.LOG: len(audit.about(session, person_id)),
    }
    parts = (SectionOffer(part.value, label(part), "", counts[part]) for part in DossierPart)
    return (*found.values(), *parts)


def _shelf(inventory: Inventory, code: str, compartment: str) -> tuple[str, str]:
    facts = inventory.facts(code, compartment)
    if facts is None:  # importers refuse what the inventory does not know, so this vault is of another program
        raise NotFound("section", code)
    return _key(facts)


def _key(facts: Category) -> tuple[str, str]:
    return facts.code, facts.compartment.value


def _wanted(sections: Sequence[DossierSection], choice: DossierChoice) -> frozenset[str]:
    known = {section.facts.code for section in sections} | {part.value for part in DossierPart}
    if choice.sections is None:
        return frozenset(known)
    if not choice.sections:
        raise NothingChosen
    for code in sorted(choice.sections - known):
        raise NotFound("section", code)
    return choice.sections


def _left_out(sections: Iterable[DossierSection], wanted: frozenset[str]) -> list[tuple[str, str]]:
    every = {section.facts.code: section.facts.label for section in sections}
    every |= {part.value: label(part) for part in DossierPart}
    return [(code, text) for code, text in every.items() if code not in wanted]


def _history(
    person: PersonDetails, sections: Iterable[DossierSection], wanted: frozenset[str]
) -> tuple[ValueChangeRow, ...]:
    """Return the changes that go along: what a value was is as much left out as the value itself."""
    if DossierPart.HISTORY not in wanted:
        return ()
    if all(section.facts.code in wanted for section in sections):
        return person.history
    return changes_within(person.history, wanted)


def _request(session: Session, order: Order) -> RequestDetails | None:
    if order.request_id is None:
        return None
    request = request_details(session, order.request_id, order.today)
    if request.row.person_id != order.person_id:
        raise InvalidInput((("request_id", "other_person"),))
    if request.row.status is RequestStatus.WITHDRAWN:
        raise NotAllowed("already_withdrawn")
    return _without_today(request, order.today)


def _requests(session: Session, order: Order, asked: RequestDetails | None) -> tuple[tuple[RequestDetails, ...], int]:
    """Return the requests, and how many addresses of other askers were taken out of them.

    Parents who live apart may not know each other's address, and one of them may have good reason for that.
    """
    found: list[RequestDetails] = []
    left_out = 0
    for request in snapshots.requests_of(session, order.person_id, order.today):
        own = request.requester_id == order.person_id or request.authority is Authority.SELF
        same = asked is not None and _asker_of(request) == _asker_of(asked)
        keep = own or same or not request.requester_address
        left_out += not keep
        shown = request if keep else replace(request, requester_address="")
        found.append(_without_today(shown, order.today))
    return tuple(found), left_out


def _asker_of(request: RequestDetails) -> tuple[PersonId | None, str]:
    return request.requester_id, "" if request.requester_id is not None else request.row.requester_name


# What this very dossier adds to the vault is not in it: else no dossier could be made twice with the same bytes.


def _without_today(request: RequestDetails, today: date) -> RequestDetails:
    events = tuple(
        event for event in request.events if event.kind is not RequestEventKind.DOSSIER or local_date(event.at) != today
    )
    return replace(request, events=events)


def _log(session: Session, order: Order) -> tuple[AuditRow, ...]:
    rows = audit.about(session, order.person_id)
    return tuple(row for row in rows if row.kind not in _LEAVING or local_date(row.at) != order.today)


def _exports(session: Session, order: Order) -> tuple[PastExport, ...]:
    found = snapshots.exports_of(session, order.person_id)
    return tuple(export for export in found if local_date(export.exported_at) != order.today)


def _attachments(
    session: Session, person_id: PersonId, sections: Iterable[DossierSection]
) -> tuple[DossierAttachment, ...]:
    wanted = {record.attachment_id for section in sections for record in section.records} - {None}
    if not wanted:
        return ()
    return tuple(file for file in snapshots.attachments_of(session, person_id) if file.id in wanted)


def _event_lines(session: Session, person_id: PersonId, wanted: set[tuple[str, str]]) -> tuple[EventLines, ...]:
    if not wanted:
        return ()
    inventory = processing_inventory()
    found = (
        replace(lines, compartment=_shelf(inventory, lines.category, lines.compartment)[1])
        for lines in snapshots.event_lines_of(session, person_id)
    )
    return tuple(lines for lines in found if (lines.category, lines.compartment) in wanted)
