"""Queries on the institution, its schools, sites and groups."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from leskracht_desktop.domain.people import GroupId, GroupRow, PersonKind, SchoolId, SchoolRow
from leskracht_desktop.domain.schools import InstitutionDetails, NumberKind, SiteId, SiteRow
from leskracht_desktop.storage.models import Group, Institution, Membership, Person, School, Site

INSTITUTION_ID = 1


def institution(session: Session) -> InstitutionDetails | None:
    """Return the institution of the vault, or None before there is one."""
    row = session.get(Institution, INSTITUTION_ID)
    if row is None:
        return None
    return InstitutionDetails(
        name=row.name,
        contact_name=row.contact_name,
        contact_email=row.contact_email,
        number_kind=NumberKind(row.number_kind),
        number=row.number,
        contact_phone=row.contact_phone,
        officer_name=row.officer_name,
        officer_email=row.officer_email,
        address=row.address,
        postcode=row.postcode,
        city=row.city,
        logo=row.logo,
        is_demo=row.is_demo,
    )


def store_institution(session: Session, details: InstitutionDetails) -> tuple[str, ...]:
    """Store the institution but for its logo; return the names of the fields that changed."""
    row = session.get(Institution, INSTITUTION_ID)
    if row is None:
        row = Institution(id=INSTITUTION_ID, name="", contact_name="", contact_email="")
        session.add(row)
    changed = []
    for name in details.__slots__:
        if name != "logo" and getattr(row, name) != getattr(details, name):
            setattr(row, name, getattr(details, name))
            changed.append(name)
    session.flush()
    return tuple(changed)


def school_row(school: School) -> SchoolRow:
    """Return a school as lists show it."""
    return SchoolRow(
        id=SchoolId(school.id),
        name=school.name,
        brin=school.brin,
        denomination=school.denomination,
        address=school.address,
        postcode=school.postcode,
        city=school.city,
    )


def schools(session: Session) -> tuple[SchoolRow, ...]:
    """Return all schools by name."""
    return tuple(school_row(school) for school in session.scalars(select(School).order_by(School.name, School.id)))


def sites(session: Session, school_id: SchoolId | None = None) -> tuple[SiteRow, ...]:
    """Return the sites of one school, or of all, by code."""
    query = select(Site).order_by(Site.code, Site.id)
    if school_id is not None:
        query = query.where(Site.school_id == school_id)
    return tuple(
        SiteRow(SiteId(site.id), SchoolId(site.school_id), site.code, site.name, site.local_key)
        for site in session.scalars(query)
    )


def groups(session: Session, school_id: SchoolId | None = None, *, gone: bool = False) -> tuple[GroupRow, ...]:
    """Return the groups of one school, or of all, with the number of pupils in each; one query.

    With `gone` those that were in an earlier file of the school and not in its last.
    """
    pupils = (
        select(Membership.group_id, func.count(func.distinct(Membership.person_id)).label("pupils"))
        .join(Person, Person.id == Membership.person_id)
        .where(Person.kind == PersonKind.PUPIL)
        .group_by(Membership.group_id)
        .subquery()
    )
    query = (
        select(Group.id, Group.school_id, Group.name, Group.year_group, Group.kind, func.coalesce(pupils.c.pupils, 0))
        .outerjoin(pupils, pupils.c.group_id == Group.id)
        .where(Group.missing_since.is_not(None) if gone else Group.missing_since.is_(None))
        .order_by(Group.school_id, Group.kind, Group.name, Group.id)
    )
    if school_id is not None:
        query = query.where(Group.school_id == school_id)
    return tuple(
        GroupRow(GroupId(group_id), SchoolId(of_school), name, year_group, kind, count)
        for group_id, of_school, name, year_group, kind, count in session.execute(query)
    )
