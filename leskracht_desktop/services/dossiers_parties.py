"""Who answers and who asked, as a dossier's letter names them."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from leskracht_desktop.domain.ages import SELF_AGE, age_on
from leskracht_desktop.domain.dossier import RELATION_SELF, Asker, Controller, Remedy
from leskracht_desktop.domain.names import PersonName, is_called
from leskracht_desktop.domain.people import PersonDetails, PersonKind
from leskracht_desktop.domain.requests import Authority, RequestDetails
from leskracht_desktop.errors import NotFound
from leskracht_desktop.storage import schools, snapshots


def controller_of(session: Session, person: PersonDetails) -> Controller:
    """Return who answers, as the letter names them; a school without an address gets its institution's.

    Raises: NotFound before there is an institution.
    """
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


def asker_of(session: Session, person: PersonDetails, request: RequestDetails | None, today: date) -> Asker:
    """Return to whom the letter goes: who asked, else the person, or the parents of a pupil under sixteen."""
    own_address = _address(person.address, person.postcode, person.city)
    if request is None:
        if person.kind is PersonKind.PUPIL and not _acts_alone(person.birth_on, today):
            return Asker("", own_address)
        return Asker(person.display_name, own_address, RELATION_SELF, Authority.SELF.value)
    typed = tuple(line.strip() for line in request.requester_address.splitlines() if line.strip())
    authority = request.authority
    if _asks_for_self(person, request):
        name = request.row.requester_name or person.display_name
        return Asker(name, typed or own_address, RELATION_SELF, authority.value)
    if authority is Authority.SELF:  # somebody else's name is under it: nobody's home address is given to a stranger
        authority = Authority.UNKNOWN
    relation = next((one.kind.value for one in person.relations if one.other_id == request.requester_id), "")
    if not typed and request.requester_id is not None:
        reach = snapshots.reach_of(session, request.requester_id)
        typed = _address(reach.address, reach.postcode, reach.city) if reach else ()
    return Asker(request.row.requester_name, typed, relation, authority.value)


def _asks_for_self(person: PersonDetails, request: RequestDetails) -> bool:
    if request.requester_id is not None:
        return request.requester_id == person.id
    name = request.row.requester_name
    own = PersonName(person.given_names, person.call_name, person.initials, person.prefix, person.surname)
    return request.authority is Authority.SELF and (not name or is_called(own, name))


def _acts_alone(birth_on: date | None, today: date) -> bool:
    return birth_on is not None and age_on(birth_on, today) >= SELF_AGE


def _address(address: str, postcode: str, city: str) -> tuple[str, ...]:
    lines = (address.strip(), f"{postcode} {city}".strip())
    return tuple(line for line in lines if line) if lines[0] else ()
