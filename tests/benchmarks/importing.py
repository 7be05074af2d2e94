"""Taking in a school's EDEXML file, against the least that reads and stores one; and the memory it takes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from lxml import etree

from tests.benchmarks.bench import CHILDREN, Bench
from tests.benchmarks.harness import Figure, Rule, alternate, stopwatch, timed
from tests.benchmarks.school import School
from tests.support.edexml import write_school

FLOOR = "lxml.iterparse + executemany into plain SQLite"
FIELDS = (
    "achternaam", "voorvoegsel", "voornamen", "voorletters-1", "roepnaam", "geboortedatum", "geslacht", "jaargroep",
    "gebruikersnaam", "emailadres", "postcodenl", "instroomdatum", "uitstroomdatum",
)  # fmt: skip


def plain_import(file: Path, database: Path) -> None:
    """Read pupils and teachers as a stream and store them, unencrypted and unchecked, in one transaction."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        columns = ", ".join(name.replace("-", "_") for name in FIELDS)
        connection.execute(f"CREATE TABLE people (key TEXT PRIMARY KEY, {columns})")
        connection.execute("CREATE TABLE memberships (person TEXT, grp TEXT, PRIMARY KEY (person, grp))")
        connection.execute("BEGIN")
        people: list[tuple[Any, ...]] = []
        memberships: list[tuple[Any, ...]] = []
        for _, element in etree.iterparse(str(file), tag=("leerling", "leerkracht")):
            texts = {child.tag: child.text for child in element}
            key = element.get("key")
            people.append((key, *(texts.get(name) for name in FIELDS)))
            memberships += [(key, group.get("key")) for group in element.iter("groep")]
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
            if len(people) >= 1000:
                _store(connection, people, memberships)
        _store(connection, people, memberships)
        connection.execute("COMMIT")


def _store(connection: sqlite3.Connection, people: list[tuple[Any, ...]], memberships: list[tuple[Any, ...]]) -> None:
    marks = ", ".join("?" * (len(FIELDS) + 1))
    connection.executemany(f"INSERT INTO people VALUES ({marks})", people)  # noqa: S608 - made of constants
    connection.executemany("INSERT INTO memberships VALUES (?, ?)", memberships)
    people.clear()
    memberships.clear()


def edexml(bench: Bench) -> Iterator[Figure]:
    """A school of 20,000 pupils, taken in by an empty vault: preview and import; then once more, unchanged."""
    pupils = 2_000 if bench.quick else 20_000
    file = bench.folder / f"school-{pupils}.xml"
    write_school(file, pupils)
    steps: dict[str, list[float]] = {"preview": [], "carry_out": [], "again": []}

    def floor() -> float:
        return timed(lambda: plain_import(file, bench.new_folder("plain")))()

    def ours() -> float:
        school = bench.school(0).copied(bench.new_folder("import"))
        with school.services() as services:
            imports = services.imports
            seen: list[Any] = []
            steps["preview"].append(timed(lambda: seen.append(imports.preview(file)))())
            steps["carry_out"].append(stopwatch(lambda: imports.carry_out(file, None, seen[0].sha256)))
            steps["again"].append(stopwatch(lambda: imports.preview(file)))
        return steps["preview"][-1] + steps["carry_out"][-1]

    plain, whole = alternate(bench.rounds, floor, ours)
    name = f"importing EDEXML, {pupils:,} pupils"
    yield Figure(f"{name}: preview and import", FLOOR, "ms", whole, plain, Rule.RATIO, 3.0, "both passes over the file")
    for step, what in (
        ("preview", "the preview alone"),
        ("carry_out", "the import alone"),
        ("again", "previewing it again"),
    ):
        yield Figure(f"  {what}", FLOOR, "ms", tuple(steps[step][-bench.rounds :]), plain)


def memory(bench: Bench) -> Iterator[Figure]:
    """Peak memory of a process that previews and takes in a small and a large school."""
    small, large = (1_000, 5_000) if bench.quick else (5_000, 50_000)
    peaks: dict[int, list[float]] = {small: [], large: []}
    for _ in range(3):
        for pupils, found in peaks.items():
            file = bench.folder / f"memory-{pupils}.xml"
            if not file.exists():
                write_school(file, pupils)
            school: School = bench.school(0).copied(bench.new_folder("memory"))
            found.append(float(bench.run(CHILDREN / "import_peak.py", school.folder, school.key().content.hex(), file)))
    name = f"peak memory of importing {large:,} pupils"
    note = "previewed and taken in; with a page cache of 2 MB, so that what grows is the import itself"
    yield Figure(
        name, f"importing {small:,} pupils", "MB", tuple(peaks[large]), tuple(peaks[small]), Rule.RATIO, 1.2, note
    )
