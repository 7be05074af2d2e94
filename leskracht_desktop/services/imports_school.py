"""The school a file is about, with its sites and groups."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from leskracht_desktop.domain.intake import (
    Change,
    FieldChange,
    ImportKind,
    ImportOptions,
    IncomingGroup,
    IncomingPerson,
    IncomingSchool,
    IncomingSite,
)
from leskracht_desktop.domain.intake_codes import ProblemCode, RefusalReason
from leskracht_desktop.domain.schools import MAIN_SITE
from leskracht_desktop.errors import FileRefused, NotFound
from leskracht_desktop.services.imports_context import ImportContext
from leskracht_desktop.storage import intake, intake_school
from leskracht_desktop.storage.intake_school import GroupRecord, SiteRecord

_SITE_CODE = re.compile(r"(?P<brin>[0-9]{2}[A-Z]{2})?(?P<digits>[0-9]{2})")
_NO_CODE = ":"  # parts the code of the main site from the key of a site that has no code of its own


@dataclass(frozen=True, slots=True)
class SchoolChoice:
    """The school of the vault that a file is taken in for, and what is doubtful about that."""

    id: int
    name: str
    brin: str
    doubt: ProblemCode | None = None
    told: str = ""


def choose_school(
    session: Session, path: Path, kind: ImportKind, told: IncomingSchool, options: ImportOptions
) -> SchoolChoice:
    """Return the school of a file by its BRIN or by the user's choice; never another one without saying so.

    Raises: FileRefused (`school_unknown`, `school_needed`, `other_school`), NotFound.
    """
    schools = intake_school.schools(session)
    by_brin = next((school for school in schools if told.brin and school[2] == told.brin), None)
    if options.school_id is not None:
        chosen = next((school for school in schools if school[0] == options.school_id), None)
        if chosen is None:
            raise NotFound("school", str(options.school_id))
        if by_brin is not None and by_brin is not chosen:
            raise FileRefused(path, RefusalReason.OTHER_SCHOOL, detail=told.brin)
        differs = bool(told.brin) and by_brin is None
        return SchoolChoice(*chosen, ProblemCode.SCHOOL_DIFFERS if differs else None, told.brin)
    if by_brin is not None:
        return SchoolChoice(*by_brin)
    if told.brin or not schools:
        raise FileRefused(path, RefusalReason.SCHOOL_UNKNOWN, detail=told.brin)
    if len(schools) > 1:
        raise FileRefused(path, RefusalReason.SCHOOL_NEEDED)
    return SchoolChoice(*schools[0], ProblemCode.SCHOOL_ASSUMED if kind is ImportKind.EDEXML else None)


class SchoolIntake:
    """Sites and groups of one school as the file has them; knows which part of the school the file covers."""

    def __init__(self, context: ImportContext, brin: str, told: IncomingSchool) -> None:
        self._context = context
        self._brin = brin
        self._site_code = told.site_code
        session, school_id = context.session, context.school_id
        self._sites = intake_school.sites(session, school_id)
        self._groups = intake_school.groups(session, school_id)
        self._by_name: dict[str, GroupRecord] | None = None
        self._site_by_key: dict[str, SiteRecord] = {}
        self._group_names = {group.id: group.name for group in self._groups.values()}
        self._new_groups: list[GroupRecord] = []
        self._seen_groups: set[int] = set()
        self._unsure = False
        self._next_site = intake.next_id(session, "sites")
        self._next_group = intake.next_id(session, "groups")
        self.own_site_id: int | None = None
        if told.site_code:
            self.own_site_id = self._site(told.site_code, "", told.site_code).id

    def take_site(self, incoming: IncomingSite) -> None:
        """Take in one site of the file."""
        key = incoming.local_key
        self._site_by_key[key] = self._site(self._code_for(key), key, incoming.name)

    def take_group(self, incoming: IncomingGroup) -> None:
        """Take in one group of the file."""
        context = self._context
        held = self._groups.get((incoming.kind, incoming.local_key))
        if held is None:
            group = GroupRecord(
                self._next_group, incoming.kind, incoming.local_key, incoming.name, incoming.year_group, False
            )
            self._next_group += 1
            self._groups[group.kind, group.local_key] = group
            self._store_group(group, Change.NEW)
            return
        fields = tuple(
            FieldChange(field, getattr(held, field), getattr(incoming, field))
            for field in ("name", "year_group")
            if getattr(held, field) != getattr(incoming, field)
        )
        change = Change.RETURNED if held.is_missing else Change.CHANGED if fields else Change.UNCHANGED
        held.name, held.year_group, held.is_missing = incoming.name, incoming.year_group, False
        if change is Change.UNCHANGED:
            self._seen_groups.add(held.id)
            context.outcome.add(change, "group", lambda: "")
            return
        self._store_group(held, change, fields)

    def site_id(self, person: IncomingPerson) -> int | None:
        """Return the site of a person: the one it names, else the one the file is about, if any."""
        site = self._site_by_key.get(person.site_key)
        return self.own_site_id if site is None else site.id

    def site_name(self, site_id: int | None) -> str:
        """Return the name of a site, nothing for none."""
        return next((site.name or site.code for site in self._sites if site.id == site_id), "")

    def group_name(self, group_id: int) -> str:
        """Return the name of a group."""
        return self._group_names.get(group_id, "")

    def group_links(self, person: IncomingPerson) -> set[tuple[int, str]]:
        """Return (group, role) of the groups a person is in; a group by name that nobody knows is told."""
        links = set()
        for kind, key, role in person.group_keys:
            group = self._named(key) if kind == "name" else self._groups.get((kind, key))
            if group is None:
                self._context.doubt(ProblemCode.UNKNOWN_GROUP, person.where, "group", key)
            else:
                links.add((group.id, role))
        return links

    def covers(self, site_id: int | None) -> bool:
        """Tell whether people at a site are listed in this file; a file is about one site and what it names."""
        if any(site.id == site_id for site in self._site_by_key.values()):
            return True
        if self._site_code:
            code = next((site.code for site in self._sites if site.id == site_id), "")
            return site_id == self.own_site_id or code.startswith(self._site_code)
        return site_id is None or not self._is_other_site(site_id)

    def group_refused(self) -> None:
        """Note that a group was left out: it is in the file all the same, so no group counts as gone."""
        self._unsure = True

    def flush(self) -> None:
        """Store the groups that are new, before people are put in them."""
        intake_school.insert_groups(self._context.session, self._context.school_id, self._new_groups)
        self._new_groups.clear()

    def finish(self) -> None:
        """Mark the groups that are no longer in the file; where sites have files of their own, no file has them all."""
        context = self._context
        self.flush()
        if self._unsure or self._site_code or any(self._is_other_site(site.id) for site in self._sites):
            return
        gone = [one for one in self._groups.values() if one.id not in self._seen_groups and not one.is_missing]
        for group in gone:
            context.outcome.add(Change.GONE, "group", partial(str, group.name))
        if context.applies:
            intake_school.mark_groups_missing(context.session, [group.id for group in gone], context.now)

    def _is_other_site(self, site_id: int) -> bool:
        """Tell whether a site has files of its own: its code ends in other digits than the main site's."""
        code = next((site.code for site in self._sites if site.id == site_id), "")
        return code[:4] == self._brin and code[4:6] != MAIN_SITE

    def _code_for(self, key: str) -> str:
        found = _SITE_CODE.fullmatch(key.upper())
        if found and found["brin"] in {None, self._brin}:
            return self._brin + found["digits"]
        return (self._site_code or self._brin + MAIN_SITE) + _NO_CODE + key

    def _site(self, code: str, key: str, name: str) -> SiteRecord:
        context = self._context
        site = next((one for one in self._sites if one.code == code), None)
        if site is None:
            site = next((one for one in self._sites if key and one.local_key == key and _NO_CODE not in one.code), None)
        if site is None:
            site = SiteRecord(self._next_site, code, key, name)
            self._next_site += 1
            self._sites.append(site)
            context.outcome.add(Change.NEW, "site", lambda: name)
            if context.applies:
                intake_school.store_site(context.session, context.school_id, site, is_new=True)
            return site
        # A dependance's file has no name for it; a name that is there stays.
        seen = any(site is one for one in self._site_by_key.values())
        if key and not seen and (site.name, site.local_key) != (name, key):
            fields = (FieldChange("name", site.name, name),) if site.name != name else ()
            site.name, site.local_key = name, key
            context.outcome.add(Change.CHANGED, "site", lambda: name, fields=fields)
            if context.applies:
                intake_school.store_site(context.session, context.school_id, site, is_new=False)
        else:
            context.outcome.add(Change.UNCHANGED, "site", lambda: "")
        return site

    def _named(self, name: str) -> GroupRecord | None:
        if self._by_name is None:
            self._by_name = {}
            for group in sorted(self._groups.values(), key=lambda one: (one.is_missing, one.kind)):
                self._by_name.setdefault(_plain(group.name), group)
        return self._by_name.get(_plain(name)) or self._by_name.get(_plain(name).removeprefix("groep "))

    def _store_group(self, group: GroupRecord, change: Change, fields: tuple[FieldChange, ...] = ()) -> None:
        context = self._context
        self._seen_groups.add(group.id)
        self._group_names[group.id] = group.name
        context.outcome.add(change, "group", lambda: group.name, fields=fields)
        if not context.applies:
            return
        if change is Change.NEW:
            self._new_groups.append(group)
        else:
            intake_school.update_group(context.session, group)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
