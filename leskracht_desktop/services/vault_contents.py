"""The first rows of a new vault: the institution, its school, and the events that say so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from sqlalchemy.orm import Session

from leskracht_desktop.domain.audit import AuditEntity, AuditKind, Detail
from leskracht_desktop.domain.schools import (
    InstitutionDetails,
    NewSchool,
    institution_problems,
    school_problems,
    tidied_institution,
    tidied_school,
)
from leskracht_desktop.domain.vaults import NewVault
from leskracht_desktop.services.base import refuse
from leskracht_desktop.storage import models
from leskracht_desktop.storage.schools import store_institution


class Record(Protocol):
    """Adds an event to the audit log."""

    def __call__(
        self,
        session: Session,
        kind: AuditKind,
        entity: AuditEntity = ...,
        entity_id: int | None = ...,
        **details: Detail,
    ) -> None:
        """Add it, in the transaction of `session`."""


def first_rows(new: NewVault, record: Record) -> Callable[[Session], None]:
    """Return what fills a new vault with what the user typed.

    Raises: InvalidInput with the fields of `NewVault` that are wrong; NationalNumberFound.
    """
    institution = InstitutionDetails(
        name=new.institution_name or new.school_name,
        contact_name=new.contact_name,
        contact_email=new.contact_email,
        is_demo=new.is_demo,
    )
    school = NewSchool(name=new.school_name, brin=new.brin)
    problems = [("school_name" if field == "name" else field, code) for field, code in school_problems(school)]
    for field, code in institution_problems(institution):
        if field != "name":
            problems.append((field, code))
        elif new.institution_name:  # else it is the school's name, whose problem is there already
            problems.append(("institution_name", code))
    refuse(tuple(problems))

    def fill(session: Session) -> None:
        store_institution(session, tidied_institution(institution))
        tidy = tidied_school(school)
        row = models.School(name=tidy.name, brin=tidy.brin)
        session.add(row)
        session.flush()
        record(session, AuditKind.VAULT_CREATED)
        record(session, AuditKind.SCHOOL_ADDED, AuditEntity.SCHOOL, row.id)

    return fill
