"""The institution, its schools, sites and groups."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from leskracht_desktop.clock import Clock
from leskracht_desktop.domain.audit import AuditEntity, AuditKind
from leskracht_desktop.domain.people import GroupRow, SchoolId, SchoolRow
from leskracht_desktop.domain.schools import (
    InstitutionDetails,
    NewSchool,
    NewSite,
    SiteId,
    SiteRow,
    institution_problems,
    school_problems,
    site_problems,
    tidied_institution,
    tidied_school,
    tidied_site,
)
from leskracht_desktop.errors import InvalidInput, NotFound
from leskracht_desktop.services.actors import CurrentActor
from leskracht_desktop.services.base import Service, refuse
from leskracht_desktop.services.holder import VaultHolder
from leskracht_desktop.storage import schools as queries
from leskracht_desktop.storage.models import Institution, School, Site

LOGO_LIMIT: Final = 2 * 1024 * 1024
"""Bytes; a logo is printed in every dossier."""

_LOGO_SIGNATURES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


class SchoolService(Service):
    """Reads and changes the institution, its schools and sites."""

    def __init__(self, holder: VaultHolder, clock: Clock, actor: CurrentActor) -> None:
        super().__init__(holder, clock, actor)
        self._current_actor = actor

    def institution(self) -> InstitutionDetails:
        """Return the institution.

        Raises: NotFound before there is one.
        """
        with self._holder.vault.read() as session:
            found = queries.institution(session)
        if found is None:
            raise NotFound("institution", "")
        return found

    def save_institution(self, details: InstitutionDetails) -> None:
        """Store the institution's form; the logo has its own method.

        Raises: InvalidInput, NationalNumberFound, ReadOnlyVault.
        """
        refuse(institution_problems(details))
        with self._holder.vault.session() as session:
            changed = queries.store_institution(session, tidied_institution(details))
            if changed:
                self._record(session, AuditKind.INSTITUTION_CHANGED, AuditEntity.INSTITUTION, 1, fields=changed)
        self._current_actor.introduce(details.contact_name)

    def set_logo(self, image: bytes | None) -> None:
        """Store the logo, a PNG or JPEG image, or take it away.

        Raises: InvalidInput (`logo`: `too_large`, `not_an_image`), NotFound, ReadOnlyVault.
        """
        if image is not None:
            if len(image) > LOGO_LIMIT:
                raise InvalidInput((("logo", "too_large"),))
            if not image.startswith(_LOGO_SIGNATURES):
                raise InvalidInput((("logo", "not_an_image"),))
        with self._holder.vault.session() as session:
            row = session.get(Institution, queries.INSTITUTION_ID)
            if row is None:
                raise NotFound("institution", "")
            row.logo = image
            self._record(session, AuditKind.INSTITUTION_CHANGED, AuditEntity.INSTITUTION, 1, fields=("logo",))

    def schools(self) -> tuple[SchoolRow, ...]:
        """Return all schools by name."""
        with self._holder.vault.read() as session:
            return queries.schools(session)

    def add_school(self, draft: NewSchool) -> SchoolId:
        """Add a school.

        Raises: InvalidInput, NationalNumberFound, ReadOnlyVault.
        """
        refuse(school_problems(draft))
        draft = tidied_school(draft)
        with self._holder.vault.session() as session:
            self._refuse_same_brin(session, draft.brin, None)
            row = School(
                name=draft.name,
                brin=draft.brin,
                denomination=draft.denomination,
                address=draft.address,
                postcode=draft.postcode,
                city=draft.city,
            )
            session.add(row)
            session.flush()
            self._record(session, AuditKind.SCHOOL_ADDED, AuditEntity.SCHOOL, row.id)
            return SchoolId(row.id)

    def save_school(self, school_id: SchoolId, draft: NewSchool) -> None:
        """Change a school; when its BRIN changes, that of its sites' codes changes along.

        Raises: InvalidInput, NationalNumberFound, NotFound, ReadOnlyVault.
        """
        refuse(school_problems(draft))
        draft = tidied_school(draft)
        with self._holder.vault.session() as session:
            row = self._school(session, school_id)
            self._refuse_same_brin(session, draft.brin, school_id)
            if row.brin != draft.brin:
                for site in session.scalars(select(Site).where(Site.school_id == school_id)):
                    site.code = draft.brin + site.code[4:]
            changed = []
            for name in draft.__slots__:
                if getattr(row, name) != getattr(draft, name):
                    setattr(row, name, getattr(draft, name))
                    changed.append(name)
            if changed:
                self._record(session, AuditKind.SCHOOL_CHANGED, AuditEntity.SCHOOL, school_id, fields=tuple(changed))

    def sites(self, school_id: SchoolId | None = None) -> tuple[SiteRow, ...]:
        """Return the sites of one school, or of all, by code."""
        with self._holder.vault.read() as session:
            return queries.sites(session, school_id)

    def add_site(self, draft: NewSite) -> SiteId:
        """Add a site to a school.

        Raises: InvalidInput, NationalNumberFound, NotFound, ReadOnlyVault.
        """
        with self._holder.vault.session() as session:
            school = self._school(session, draft.school_id)
            refuse(site_problems(draft, school.brin))
            draft = tidied_site(draft)
            if session.scalar(select(Site.id).where(Site.school_id == school.id, Site.code == draft.code)):
                raise InvalidInput((("code", "duplicate"),))
            row = Site(school_id=school.id, code=draft.code, name=draft.name)
            session.add(row)
            session.flush()
            self._record(session, AuditKind.SITE_ADDED, AuditEntity.SITE, row.id)
            return SiteId(row.id)

    def save_site(self, site_id: SiteId, draft: NewSite) -> None:
        """Change the code or the name of a site; its school stays.

        Raises: InvalidInput, NationalNumberFound, NotFound, ReadOnlyVault.
        """
        with self._holder.vault.session() as session:
            row = session.get(Site, site_id)
            if row is None or row.school_id != draft.school_id:
                raise NotFound("site", str(site_id))
            refuse(site_problems(draft, self._school(session, draft.school_id).brin))
            draft = tidied_site(draft)
            same = select(Site.id).where(Site.school_id == row.school_id, Site.code == draft.code, Site.id != site_id)
            if session.scalar(same) is not None:
                raise InvalidInput((("code", "duplicate"),))
            changed = tuple(name for name in ("code", "name") if getattr(row, name) != getattr(draft, name))
            row.code, row.name = draft.code, draft.name
            if changed:
                self._record(session, AuditKind.SITE_CHANGED, AuditEntity.SITE, site_id, fields=changed)

    def groups(self, school_id: SchoolId | None = None) -> tuple[GroupRow, ...]:
        """Return the groups of one school, or of all, with their number of pupils."""
        with self._holder.vault.read() as session:
            return queries.groups(session, school_id)

    def groups_named(self, name: str, school_id: SchoolId | None = None) -> tuple[GroupRow, ...]:
        """Return the groups of one school, or of all, that are called so; one gone from the files when no other is."""
        wanted = name.strip().casefold()
        with self._holder.vault.read() as session:
            for gone in (False, True):
                found = queries.groups(session, school_id, gone=gone)
                called = tuple(group for group in found if group.name.casefold() == wanted)
                if called:
                    return called
        return ()

    def by_brin(self, brin: str) -> SchoolId:
        """Return the school with this number.

        Raises: NotFound.
        """
        for school in self.schools():
            if school.brin.casefold() == brin.strip().casefold():
                return school.id
        raise NotFound("school", brin)

    @staticmethod
    def _school(session: Session, school_id: SchoolId) -> School:
        row = session.get(School, school_id)
        if row is None:
            raise NotFound("school", str(school_id))
        return row

    @staticmethod
    def _refuse_same_brin(session: Session, brin: str, but: SchoolId | None) -> None:
        found = session.scalar(select(School.id).where(School.brin == brin))
        if found is not None and found != but:
            raise InvalidInput((("brin", "duplicate"),))
