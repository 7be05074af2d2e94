"""Gather everything a dossier says into one frozen snapshot, in a handful of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from leskracht_desktop import __version__
from leskracht_desktop.clock import local_date
from leskracht_desktop.domain.ages import SELF_AGE, age_on
from leskracht_desktop.domain.audit import AuditKind, AuditRow
from leskracht_desktop.domain.dossier import (
    RELATION_SELF,
    Asker,
    Controller,
    DossierAttachment,
    DossierChoice,
    DossierPart,
    DossierSection,
    DossierSnapshot,
    EventLines,
    PastExport,
    Remedy,
    SectionOffer,
)
from leskracht_desktop.domain.inventory import Category, Inventory
from leskracht_desktop.domain.people import PersonDetails, PersonId, PersonKind, StoredRecord
from leskracht_desktop.domain.requests import Authority, RequestDetails, RequestEventKind, RequestId, RequestStatus
from leskracht_desktop.domain.school_records import school_records
from leskracht_desktop.errors import InvalidInput, NotAllowed, NotFound, NothingChosen
from leskracht_desktop.labels_nl import label
from leskracht_desktop.services.dossiers_names import maskings
from leskracht_desktop.services.inventory import processing_inventory
from leskracht_desktop.storage import audit, schools, snapshots
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
    every = sections_of(person)
    wanted = _wanted(every, order.choice)
    chosen = tuple(section for section in every if section.facts.code in wanted)
    events = {(section.facts.code, section.facts.compartment.value) for section in chosen if section.events}
    log = _log(session, order) if DossierPart.LOG in wanted else ()
    left_out = _left_out(every, wanted)
    snapshot = DossierSnapshot(
        number=request.row.number if request else f"D-{person.key}-{order.today:%Y%m%d}",
        prepared_on=order.today,
        prepared_by=order.made_by,
        controller=_controller(session, person),
        asker=_asker(session, person, request, order.today),
        subject=replace(person, records=(), events=()),
        request=request,
        sections=chosen,
        compartments=processing_inventory().compartments,
        parts=frozenset(part for part in DossierPart if part in wanted),
        left_out=tuple(code for code, _ in left_out),
        left_out_labels=tuple(text for _, text in left_out),
        mask_reason=order.choice.reason,
        requests=_requests(session, order) if DossierPart.REQUESTS in wanted else (),
        exports=_exports(session, order) if DossierPart.EXPORTS in wanted else (),
        log=log[-MOST_LOG_LINES:],
        log_total=len(log),
        attachments=_attachments(session, order.person_id, chosen),
        event_lines=_event_lines(session, order.person_id, events),
        program=PROGRAM,
        statement_version=str(processing_inventory().version),
    )
    return replace(snapshot, maskings=maskings(session, snapshot, order.choice.mask))


def sections_of(person: PersonDetails) -> tuple[DossierSection, ...]:
    """Return every category of the inventory with what is stored in it, and what Leskracht also decides on itself."""
    inventory = processing_inventory()
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
    for section in sections_of(person):
        facts = section.facts
        before = found.get(facts.code)
        count = section.count + (before.count if before else 0)
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


def _request(session: Session, order: Order) -> RequestDetails | None:
    if order.request_id is None:
        return None
    request = request_details(session, order.request_id, order.today)
    if request.row.person_id != order.person_id:
        raise InvalidInput((("request_id", "other_person"),))
    if request.row.status is RequestStatus.WITHDRAWN:
        raise NotAllowed("already_withdrawn")
    return _without_today(request, order.today)


def _requests(session: Session, order: Order) -> tuple[RequestDetails, ...]:
    found = snapshots.requests_of(session, order.person_id, order.today)
    return tuple(_without_today(request, order.today) for request in found)


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


def _controller(session: Session, person: PersonDetails) -> Controller:
    institution = schools.institution(session)
    if institution is None:
        raise NotFound("institution", "")
    school = person.school
    return Controller(
        institution=institution.name,
        number_kind=institution.number_kind.value,
        number=institution.number,
        school=school.name,
        brin=school.brin,
        address=school.address or institution.address,
        postcode=school.postcode if school.address else institution.postcode,
        city=school.city if school.address else institution.city,
        contact_name=institution.contact_name,
        contact_email=institution.contact_email,
        contact_phone=institution.contact_phone,
        officer_name=institution.officer_name,
        officer_email=institution.officer_email,
        remedy=Remedy(school.denomination) if school.denomination in set(Remedy) else Remedy.UNKNOWN,
        logo=institution.logo,
    )


def _asker(session: Session, person: PersonDetails, request: RequestDetails | None, today: date) -> Asker:
    own_address = _address(person.address, person.postcode, person.city)
    if request is None:
        if person.kind is PersonKind.PUPIL and not _acts_alone(person.birth_on, today):
            return Asker("", own_address)
        return Asker(person.display_name, own_address, RELATION_SELF, Authority.SELF.value)
    typed = tuple(line.strip() for line in request.requester_address.splitlines() if line.strip())
    authority = request.authority.value
    if request.requester_id == person.id or request.authority is Authority.SELF:
        name = request.row.requester_name or person.display_name
        return Asker(name, typed or own_address, RELATION_SELF, authority)
    relation = next((one.kind.value for one in person.relations if one.other_id == request.requester_id), "")
    if not typed and request.requester_id is not None:
        reach = snapshots.reach_of(session, request.requester_id)
        typed = _address(reach.address, reach.postcode, reach.city) if reach else ()
    return Asker(request.row.requester_name, typed, relation, authority)


def _acts_alone(birth_on: date | None, today: date) -> bool:
    return birth_on is not None and age_on(birth_on, today) >= SELF_AGE


def _address(address: str, postcode: str, city: str) -> tuple[str, ...]:
    lines = (address.strip(), f"{postcode} {city}".strip())
    return tuple(line for line in lines if line) if lines[0] else ()
