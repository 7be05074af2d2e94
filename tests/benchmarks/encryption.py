"""What encryption costs: the program's work on its vault, and the same work on the same database in plain SQLite."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from functools import partial
from typing import Any

from leskracht_desktop.domain.people import PersonFilter, PersonId, PersonSort
from leskracht_desktop.domain.requests import RequestFilter
from leskracht_desktop.services.program import Services
from tests.benchmarks.bench import Bench
from tests.benchmarks.harness import Figure, Rule, alternate, timed
from tests.benchmarks.people import keystrokes
from tests.benchmarks.school import connect_plain
from tests.support.edexml import write_school

FLOOR = "the same in plain SQLite, same driver and settings"
NOTES = 60

Opening = Callable[[], AbstractContextManager[Services]]


def a_morning(services: Services, people: list[PersonId]) -> None:
    """Look at the lists, search, and look into people, as on any morning."""
    for sort in PersonSort:
        found = services.people.ids(PersonFilter(sort=sort), 300)
        services.people.rows(found[:100])
    for text in keystrokes(services.people)[::3]:
        services.people.rows(services.people.ids(PersonFilter(text=text))[:100])
    for person_id in people:
        services.people.details(person_id)
    services.requests.rows(services.requests.ids(RequestFilter())[:100])
    services.overview.cards(services.today())


def notes(services: Services) -> None:
    """Write some changes, each in a transaction of its own, with its line in the audit log."""
    for request_id in services.requests.ids(RequestFilter(open_only=True), NOTES):
        services.requests.add_note(request_id, "Gebeld; de ouder stuurt een kopie van de brief na.")


def encryption(bench: Bench) -> Iterator[Figure]:
    """Reading from cold and warm caches, writing, importing, and reading every page."""
    school = bench.school()
    plain = school.plain_copy(bench.folder / "plain.db")
    encrypted_opening: Opening = school.services
    unlocked = school.copied(bench.new_folder("unlocked"))  # the vault's folder holds its lock
    plain_opening: Opening = partial(unlocked.plain_services, plain)
    luck = random.Random(bench.people)
    with school.services() as services:
        everyone = services.people.ids(PersonFilter())
    some = [everyone[luck.randrange(len(everyone))] for _ in range(200)]

    def cold(opening: Opening) -> Callable[[], float]:
        def morning() -> None:
            with opening() as services:
                a_morning(services, some)

        return timed(morning)

    floor, ours = alternate(bench.rounds, cold(plain_opening), cold(encrypted_opening))
    name = "encryption: opening the vault, lists, searches, 200 people"
    yield Figure(name, FLOOR, "ms", ours, floor, Rule.RATIO, 1.3, "nothing cached by SQLite at the start")
    with plain_opening() as bare, encrypted_opening() as vault:
        floor, ours = alternate(
            bench.rounds, timed(partial(a_morning, bare, some)), timed(partial(a_morning, vault, some))
        )
        yield Figure("  the same again, open and cached", FLOOR, "ms", ours, floor, Rule.RATIO, 1.3)
        floor, ours = alternate(bench.rounds, timed(partial(notes, bare)), timed(partial(notes, vault)))
        yield Figure(f"  {NOTES} changes, each with its transaction", FLOOR, "ms", ours, floor, Rule.RATIO, 1.3)
    yield _importing(bench)
    reading = (timed(lambda: _every_row(connect_plain(plain))), timed(lambda: _every_row(school.raw())))
    floor, ours = alternate(bench.rounds, *reading)
    note = "each page of it decrypted once; nothing the program does on a screen reads like this"
    yield Figure("  reading every row of every person", FLOOR, "ms", ours, floor, Rule.TOLD, None, note)


def _importing(bench: Bench) -> Figure:
    pupils = 1_000 if bench.quick else 5_000
    file = bench.folder / f"encryption-{pupils}.xml"
    write_school(file, pupils)
    empty = bench.school(0)

    def take_in(plain: bool) -> float:
        school = empty.copied(bench.new_folder("encryption"))
        copy = school.plain_copy(bench.new_folder("plain")) if plain else None
        with school.services() if copy is None else school.plain_services(copy) as services:
            preview = services.imports.preview(file)
            return timed(lambda: services.imports.carry_out(file, None, preview.sha256))()

    floor, ours = alternate(bench.rounds, partial(take_in, True), partial(take_in, False))
    return Figure(f"  importing {pupils:,} pupils", FLOOR, "ms", ours, floor, Rule.RATIO, 1.3)


def _every_row(connection: Any) -> None:
    with closing(connection):
        connection.execute("SELECT sum(length(note) + length(email)) FROM people NOT INDEXED").fetchone()
