"""People and requests for tests of pages, made through the services as a user would."""

from __future__ import annotations

from datetime import date, timedelta

from leskracht_desktop.domain.people import NewPerson, PersonId, PersonKind
from leskracht_desktop.domain.requests import IdentityCheck, NewRequest, RequestDetails, RequestKind
from leskracht_desktop.services.program import Services


def add_pupil(services: Services, surname: str, birth_on: date | None = None) -> PersonId:
    """Add a pupil to the first school."""
    school = services.schools.schools()[0].id
    return services.people.add(NewPerson(PersonKind.PUPIL, school, call_name="Sam", surname=surname, birth_on=birth_on))


def add_request(services: Services, person: PersonId, days_ago: int, *, checked: bool = False) -> RequestDetails:
    """Register a request that came in some days before today."""
    on = services.today() - timedelta(days=days_ago)
    details = services.requests.register(NewRequest(RequestKind.ACCESS, person, on, requester_name="Karim Idrissi"))
    if checked:
        services.requests.record_identity(details.row.id, IdentityCheck("aan de balie herkend", on, "Noor"))
    return details
