"""Schools, sites, groups and relations for imports: read whole, because a school has few, and changed one by one."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from leskracht_desktop.storage.intake import many, stored_instant
from leskracht_desktop.storage.models import Group, Import, ImportMapping, School, Site


@dataclass(slots=True)
class GroupRecord:
    """A group as it stands."""

    id: int
    kind: str
    local_key: str
    name: str
    year_group: str
    is_missing: bool


@dataclass(slots=True)
class SiteRecord:
    """A site as it stands."""

    id: int
    code: str
    local_key: str
    name: str


@dataclass(frozen=True, slots=True)
class RelationRecord:
    """A relation as it stands; `custody_since` in ISO 8601 or empty."""

    id: int
    adult_id: int
    pupil_id: int
    kind: str
    custody: str
    custody_since: str
    origin: str
    is_missing: bool


def schools(session: Session) -> list[tuple[int, str, str]]:
    """Return (id, name, BRIN) of every school."""
    return [(row.id, row.name, row.brin) for row in session.execute(select(School.id, School.name, School.brin))]


def groups(session: Session, school_id: int) -> dict[tuple[str, str], GroupRecord]:
    """Return (kind, key) -> group."""
    rows = session.execute(
        select(Group.id, Group.kind, Group.local_key, Group.name, Group.year_group, Group.missing_since).where(
            Group.school_id == school_id
        )
    )
    return {(row[1], row[2]): GroupRecord(row[0], row[1], row[2], row[3], row[4], row[5] is not None) for row in rows}


def insert_groups(session: Session, school_id: int, new: Sequence[GroupRecord]) -> None:
    """Store new groups."""
    many(
        session.connection(),
        "INSERT INTO groups (id, school_id, kind, local_key, name, year_group) VALUES (?, ?, ?, ?, ?, ?)",
        [(group.id, school_id, group.kind, group.local_key, group.name, group.year_group) for group in new],
    )


def update_group(session: Session, group: GroupRecord) -> None:
    """Store a group as it is now, which also takes its mark away."""
    session.execute(
        update(Group)
        .where(Group.id == group.id)
        .values(name=group.name, year_group=group.year_group, missing_since=None)
    )


def mark_groups_missing(session: Session, ids: Collection[int], at: datetime) -> None:
    """Mark groups that are no longer in the file."""
    if ids:
        session.execute(update(Group).where(Group.id.in_(ids)).values(missing_since=at))


def sites(session: Session, school_id: int) -> list[SiteRecord]:
    """Return the sites of a school."""
    rows = session.execute(select(Site.id, Site.code, Site.local_key, Site.name).where(Site.school_id == school_id))
    return [SiteRecord(*row) for row in rows]


def store_site(session: Session, school_id: int, site: SiteRecord, *, is_new: bool) -> None:
    """Store a site as it is now."""
    if is_new:
        session.add(Site(id=site.id, school_id=school_id, code=site.code, name=site.name, local_key=site.local_key))
        session.flush()
        return
    session.execute(update(Site).where(Site.id == site.id).values(name=site.name, local_key=site.local_key))


_RELATION_COLUMNS = (
    "SELECT r.id, r.adult_id, r.pupil_id, r.kind, r.custody, coalesce(r.custody_since, ''), r.origin, "
    "r.missing_since IS NOT NULL"
)
_RELATION = f"{_RELATION_COLUMNS} FROM relations r"
_RELATIONS_LISTED = f"{_RELATION_COLUMNS} FROM json_each(?) wanted CROSS JOIN relations r ON r.adult_id = wanted.value"


_FROM_FILES = (
    " JOIN people p ON p.id = r.pupil_id WHERE p.school_id = ? AND r.missing_since IS NULL "
    "AND r.origin IN (SELECT value FROM json_each(?))"
)


def relations_of(session: Session, adult_ids: Collection[int]) -> dict[tuple[int, int], RelationRecord]:
    """Return (adult, pupil) -> relation for these adults."""
    if not adult_ids:
        return {}
    rows = session.connection().exec_driver_sql(_RELATIONS_LISTED, (json.dumps(list(adult_ids)),))
    return {(row[1], row[2]): _relation(row) for row in rows}


def relations_in_school(session: Session, school_id: int, origins: Collection[str]) -> list[RelationRecord]:
    """Return the relations to pupils of a school that came from these kinds of files and are not marked as gone."""
    rows = session.connection().exec_driver_sql(
        _RELATION + _FROM_FILES,
        (school_id, json.dumps(list(origins))),
    )
    return [_relation(row) for row in rows]


def _relation(row: Any) -> RelationRecord:
    return RelationRecord(row[0], row[1], row[2], row[3], row[4], row[5], row[6], bool(row[7]))


def insert_relations(session: Session, rows: Sequence[tuple[Any, ...]]) -> None:
    """Store new relations: (id, adult, pupil, kind, custody, since or None, origin, import)."""
    many(
        session.connection(),
        "INSERT INTO relations (id, adult_id, pupil_id, kind, custody, custody_since, origin, import_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def update_relations(session: Session, rows: Sequence[tuple[Any, ...]]) -> None:
    """Change relations, which also takes their mark away: (kind, custody, since or None, id)."""
    many(
        session.connection(),
        "UPDATE relations SET kind = ?, custody = ?, custody_since = ?, missing_since = NULL WHERE id = ?",
        rows,
    )


def mark_relations_missing(session: Session, ids: Collection[int], at: datetime) -> None:
    """Mark relations that are no longer in the file."""
    stamp = stored_instant(at)
    many(session.connection(), "UPDATE relations SET missing_since = ? WHERE id = ?", [(stamp, one) for one in ids])


def earlier_import(session: Session, sha256: str) -> bool:
    """Tell whether this very file was taken in before."""
    return session.scalar(select(func.count()).select_from(Import).where(Import.sha256 == sha256)) != 0


def newest_reference(session: Session, school_id: int, kind: str) -> str:
    """Return the latest reference date (ISO 8601) of files of a kind that were taken in for a school, or nothing."""
    found = session.scalar(
        text("SELECT max(reference_on) FROM imports WHERE school_id = :school_id AND kind = :kind"),
        {"school_id": school_id, "kind": kind},
    )
    return str(found or "")


def newest_package(session: Session, person_id: int) -> str:
    """Return the latest reference date (ISO 8601) of packages that changed what is stored of a person, or nothing."""
    found = session.scalar(
        text(
            "SELECT max(reference_on) FROM imports JOIN import_people ON import_id = imports.id"
            " WHERE person_id = :person_id AND kind = 'package'"
        ),
        {"person_id": person_id},
    )
    return str(found or "")


def saved_mapping(session: Session, layout: str) -> dict[str, str] | None:
    """Return the mapping that was chosen for a layout before, or None."""
    return session.scalar(select(ImportMapping.mapping).where(ImportMapping.layout == layout))


def save_mapping(session: Session, layout: str, mapping: dict[str, str], at: datetime) -> None:
    """Remember the mapping of a layout."""
    session.merge(ImportMapping(layout=layout, mapping=mapping, saved_at=at))


def history(session: Session, limit: int) -> list[tuple[Import, str]]:
    """Return the newest imports, each with the name of its school."""
    rows = session.execute(
        select(Import, func.coalesce(School.name, ""))
        .outerjoin(School, School.id == Import.school_id)
        .order_by(Import.id.desc())
        .limit(limit)
    )
    return [(row[0], row[1]) for row in rows]


def adults_and_pupils(session: Session, school_id: int) -> list[tuple[int, int]]:
    """Return (adult, pupil) of every relation to a pupil of a school."""
    rows = session.connection().exec_driver_sql(
        "SELECT r.adult_id, r.pupil_id FROM relations r JOIN people p ON p.id = r.pupil_id WHERE p.school_id = ?",
        (school_id,),
    )
    return [(row[0], row[1]) for row in rows]
