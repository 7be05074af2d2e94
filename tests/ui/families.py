"""A small school for tests of windows: two families, a teacher, a group, and what Leskracht keeps about one pupil."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import dataclass
from datetime import UTC, date, datetime

from leskracht_desktop.domain.people import (
    Custody,
    GroupId,
    NewPerson,
    NewRelation,
    PersonId,
    PersonKind,
    RelationKind,
)
from leskracht_desktop.services.program import Services
from leskracht_desktop.storage.models import EventBatch, Group, Record

SENT_AT = datetime(2026, 1, 14, 9, 12, tzinfo=UTC)


@dataclass(frozen=True)
class School:
    """Who is who."""

    noah: PersonId
    elif_: PersonId
    jeroen: PersonId
    marieke: PersonId
    fatma: PersonId
    karin: PersonId
    group: GroupId


def fill_school(services: Services) -> School:
    """Fill the open vault; Noah's parents have custody and have not, Elif's mother is not known to have it."""
    school = services.schools.schools()[0].id
    with services.holder.vault.session() as session:
        group = Group(school_id=school, kind="base", local_key="g6", name="6B", year_group="6")
        session.add(group)
        session.flush()
        group_id = GroupId(group.id)

    def add(kind: PersonKind, call_name: str, prefix: str, surname: str, **more: object) -> PersonId:
        draft = NewPerson(kind, school, call_name=call_name, prefix=prefix, surname=surname, **more)  # type: ignore[arg-type]  # each caller names fields of the form
        return services.people.add(draft)

    pupil = {"group_ids": (group_id,), "year_group": "6"}
    noah = add(PersonKind.PUPIL, "Noah", "van den", "Berg", birth_on=date(2017, 7, 24), gender="1", **pupil)
    elif_ = add(PersonKind.PUPIL, "Elif", "", "Yılmaz", birth_on=date(2010, 1, 5), **pupil)
    jeroen = add(PersonKind.PARENT, "Jeroen", "van den", "Berg", email="jeroen@post.example", phone="06-12345678")
    marieke = add(PersonKind.PARENT, "Marieke", "de", "Vries")
    fatma = add(PersonKind.PARENT, "Fatma", "", "Yılmaz")
    karin = add(PersonKind.STAFF, "Karin", "", "Jansen", left_on=date(2026, 1, 31))
    people = services.people
    people.relate(NewRelation(jeroen, noah, RelationKind.FATHER, Custody.YES, date(2017, 7, 24)))
    people.relate(NewRelation(marieke, noah, RelationKind.MOTHER, Custody.NO))
    people.relate(NewRelation(fatma, elif_, RelationKind.MOTHER))
    _store_records(services, noah)
    return School(noah, elif_, jeroen, marieke, fatma, karin, group_id)


def _store_records(services: Services, noah: PersonId) -> None:
    with services.holder.vault.session() as session:
        for number in range(5):
            session.add(
                Record(
                    person_id=noah,
                    category="messages",
                    compartment="processor",
                    external_id=f"m{number}",
                    occurred_at=SENT_AT.replace(day=10 + number),
                    values={"sent_at": f"2026-01-{10 + number}T09:12:00Z", "text": f"Bericht {number} aan Elif Yılmaz"},
                    third_parties=["Elif Yılmaz"],
                    digest=f"{number:064d}",
                )
            )
        session.add(
            Record(
                person_id=noah,
                category="contact",
                compartment="own_controller",
                external_id="c1",
                values={"email": "noah@leerling.regenboog.example"},
                third_parties=[],
                digest="9" * 64,
            )
        )
        lines = "".join(
            json.dumps({"at": f"2026-01-14T09:12:{second:02d}Z", "action": "page_view"}) + "\n" for second in range(60)
        ).encode()
        session.add(
            EventBatch(
                person_id=noah,
                category="usage_log",
                compartment="processor",
                first_at=SENT_AT,
                last_at=SENT_AT.replace(second=59),
                count=60,
                per_kind={"page_view": 60},
                per_month={"2026-01": 60},
                payload=zlib.compress(lines),
                sha256=hashlib.sha256(lines).hexdigest(),
            )
        )
