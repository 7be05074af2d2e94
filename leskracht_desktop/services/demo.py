"""A vault with an invented school full of invented people, alike for the same seed and lively on any day."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from leskracht_desktop.clock import local_date
from leskracht_desktop.domain.audit import AuditEntity, AuditEvent, AuditKind
from leskracht_desktop.domain.intake import Change
from leskracht_desktop.domain.intake_codes import DroppedKind
from leskracht_desktop.domain.names import PersonName
from leskracht_desktop.domain.people import Origin, PersonKind, SchoolId
from leskracht_desktop.domain.vaults import NewVault
from leskracht_desktop.services.demo_agreements import agreement_acts
from leskracht_desktop.services.demo_data import backgrounds, read
from leskracht_desktop.services.demo_extra import corrections, store_past_requests
from leskracht_desktop.services.demo_people import Place, Population, Row
from leskracht_desktop.services.demo_records import take_in_packages
from leskracht_desktop.services.demo_requests import Act, DemoClock, tell_requests
from leskracht_desktop.services.demo_schools import demo_institution, found_schools, place_of
from leskracht_desktop.services.demo_story import Story, tell
from leskracht_desktop.services.demo_suppliers import supplier_acts
from leskracht_desktop.services.program import Services, build_services
from leskracht_desktop.storage import audit
from leskracht_desktop.storage.files import remove_tree
from leskracht_desktop.storage.models import Import, ImportedPerson, Membership, Person, Relation
from leskracht_desktop.storage.search import index_people

Report = Callable[[int, int], None]

DAYS_TOLD: Final = 280
"""So long ago the demonstration vault was made, in its own story."""

_CHUNK: Final = 2000
_MANY: Final = 2000
"""From this number of people on there are requests of the past as well, one for every ten people."""


def quiet(_done: int, _total: int) -> None:
    """Take no notice of progress."""


def make_demo_vault(
    services: Services, folder: Path, *, passphrase: str, people: int = 400, report: Report = quiet, seed: int = 1
) -> Path:
    """Make a demonstration vault in the new folder `folder` and open it in `services`; return the folder.

    Raises: TargetExists, WeakPassphrase, DiskFull, FolderReadOnly, Cancelled (then nothing is left behind).
    """
    now = services.clock()
    institution = demo_institution()
    school = read("schools")["school"][0]
    maker = build_services(DemoClock(now - timedelta(days=DAYS_TOLD), now), institution.contact_name)
    new = NewVault(
        institution_name=institution.name,
        school_name=school["name"],
        brin=school["brin"],
        contact_name=institution.contact_name,
        contact_email=institution.contact_email,
        passphrase=passphrase,
        is_demo=True,
    )
    maker.vaults.create(folder, new)
    made = maker.vaults.current_folder
    try:
        fill_demo(maker, people, seed, report, now)
    except BaseException:
        maker.vaults.lock()
        remove_tree(made)
        raise
    maker.vaults.lock()
    services.vaults.unlock_with_passphrase(made, passphrase)
    return made


def fill_demo(
    services: Services, people: int = 400, seed: int = 1, report: Report = quiet, now: datetime | None = None
) -> Story:
    """Fill the open vault with `people` invented people and what happened to them, of the story as much as fits.

    `now` is the moment at which the story ends, by default the present one. Returns who is who in the story.

    Raises: ReadOnlyVault, VaultLocked, Cancelled (the vault is then filled in part).
    """
    now = now or services.clock()
    clock = DemoClock(now - timedelta(days=DAYS_TOLD), now)
    maker = build_services(clock, demo_institution().contact_name, services.holder)
    schools = found_schools(maker, people)
    sites = {one: tuple(site.id for site in maker.schools.sites(one)) for one in schools}
    clock.reach(clock.now + timedelta(hours=2))
    calendar = maker.settings.calendar()
    with services.holder.vault.session() as session:
        first_id = (session.scalar(select(func.max(Person.id))) or 0) + 1
        places = [
            place_of(session, sites[school_id], school_id, one, _imports(session, maker, school_id, one["name"]))
            for school_id, one in schools.items()
        ]
        crowd = Population(Random(seed), local_date(now), clock(), first_id)  # noqa: S311 -- a story, not a secret
        story = tell(crowd, places, people)
        _crowd(crowd, places, people)
        _store(session, crowd, report)
        _count_imports(session, crowd, places)
        if people >= _MANY:
            store_past_requests(session, crowd, people // 10, calendar, 1, maker.actor())
        _log(session, maker, AuditKind.DEMO_FILLED, AuditEntity.VAULT, None, people=len(crowd.people))
    today = local_date(now)
    packages = Act(today - timedelta(days=7), 950, lambda: take_in_packages(maker, story, seed))
    agreements = (*agreement_acts(maker, today), *supplier_acts(maker, today))
    others = [*corrections(maker, story, today), *agreements, packages]
    tell_requests(maker, clock, story, today, others)
    report(len(crowd.people), len(crowd.people))
    return story


def _crowd(crowd: Population, places: Sequence[Place], people: int) -> None:
    """Add staff, others and families until there are `people` people."""
    random, roles = crowd.random, [one["roles"] for one in read("schools")["staff"]]
    staff = max(0, round(people * 0.06) - 5)
    for number in range(min(staff, people - len(crowd.people))):
        place = places[number % len(places)]
        background = backgrounds().choose(random)
        woman = random.random() < 0.8
        prefix, surname = random.choice(background.surnames)
        name = PersonName("", random.choice(background.women if woman else background.men), "", prefix, surname)
        turn = number // len(places)
        values: Row = _left_staff(crowd) if random.random() < 0.12 else {}
        own = roles[turn] if turn < len(roles) and not values else "LRK"
        person_id = crowd.staff(place, name, "2" if woman else "1", own, **values)
        if own == "LRK" and not values:
            crowd.join(person_id, random.choice(place.groups)[0], "LRK")
    while (left := people - len(crowd.people)) > 0:
        place = random.choice(places)
        if left == 1 or random.random() < 0.01:
            _volunteer(crowd, place)
        else:
            crowd.family(place, left)


def _left_staff(crowd: Population) -> Row:
    return {"status": "left", "left_on": crowd.today - timedelta(days=crowd.random.randint(20, 600))}


def _volunteer(crowd: Population, place: Place) -> None:
    background = backgrounds().choose(crowd.random)
    prefix, surname = crowd.random.choice(background.surnames)
    name = PersonName("", crowd.random.choice(background.women), "", prefix, surname)
    crowd.add(PersonKind.OTHER, place, name, **crowd.reach(name), origin=Origin.MANUAL.value)


def _store(session: Session, crowd: Population, report: Report) -> None:
    """Store the crowd in chunks, so that progress shows and stopping is possible."""
    total = len(crowd.people)
    links = _whom_imports_brought(crowd)
    told = (
        (Person, crowd.people), (Membership, crowd.memberships), (Relation, crowd.relations), (ImportedPerson, links)
    )  # fmt: skip
    for table, rows in told:
        for chunk in _chunks(rows):
            session.execute(insert(table), chunk)
            if table is Person:
                index_people(session, [row["id"] for row in chunk])
                report(min(total, chunk[-1]["id"] - crowd.first_id), total)


def _whom_imports_brought(crowd: Population) -> list[Row]:
    links = {(row["id"], row["import_id"]) for row in crowd.people}
    links |= {(row[end], row["import_id"]) for row in crowd.relations for end in ("adult_id", "pupil_id")}
    return [{"person_id": person, "import_id": number} for person, number in links if number is not None]


def _chunks(rows: Sequence[Row]) -> Iterable[Sequence[Row]]:
    return (rows[start : start + _CHUNK] for start in range(0, len(rows), _CHUNK))


def _imports(session: Session, maker: Services, school_id: SchoolId, name: str) -> tuple[int, int]:
    """Pretend that the people of a school came in two files."""
    year = maker.today().year
    found = []
    for origin, file_name in ((Origin.EDEXML, f"{name} {year}.xml"), (Origin.CSV, f"Ouders {name} {year}.csv")):
        import_id = _import(session, maker, school_id, origin, file_name)
        _log(session, maker, AuditKind.IMPORT_DONE, AuditEntity.IMPORT, import_id, source=origin.value)
        found.append(import_id)
    return found[0], found[1]


def _import(session: Session, maker: Services, school_id: SchoolId, origin: Origin, file_name: str) -> int:
    row = Import(
        kind=origin.value,
        file_name=file_name,
        sha256=hashlib.sha256(file_name.encode()).hexdigest(),
        size=120_000 + len(file_name),
        school_id=school_id,
        imported_at=maker.clock(),
        actor=maker.actor(),
        counts={},
        dropped={},
    )
    session.add(row)
    session.flush()
    return row.id


def _count_imports(session: Session, crowd: Population, places: Sequence[Place]) -> None:
    """Let the history of imports tell how many people each file brought, and what was left out of it."""
    counts: dict[int, Counter[str]] = {}
    for row in crowd.people:
        if row["import_id"] is not None:
            counts.setdefault(row["import_id"], Counter())[f"{row['kind']}.{Change.NEW}"] += 1
    year = f"{crowd.school_year}-{crowd.school_year + 1}"
    for place in places:
        for import_id in (place.list_import_id, place.contacts_import_id):
            found = session.get_one(Import, import_id)
            found.counts, found.school_year = dict(counts.get(import_id, {})), year
        pupils = counts.get(place.list_import_id, Counter())[f"{PersonKind.PUPIL}.{Change.NEW}"]
        listed = session.get_one(Import, place.list_import_id)
        listed.counts = {**listed.counts, f"group.{Change.NEW}": len(place.groups) + 1}
        listed.dropped = {DroppedKind.NATIONAL_NUMBER.value: pupils}


def _log(
    session: Session, maker: Services, kind: AuditKind, entity: AuditEntity, entity_id: int | None, **details: Any
) -> None:
    audit.record(session, AuditEvent(maker.clock(), maker.actor(), kind, entity, entity_id, details))
