"""A person whose package holds a million usage events: taking it in, and the dossier with all of them. Figures only."""

from __future__ import annotations

from collections.abc import Iterator

from leskracht_desktop.domain.people import NewPerson, PersonKind
from tests.benchmarks.bench import CHILDREN, Bench
from tests.benchmarks.harness import Figure, NotMeasured
from tests.support.packages import write_usage_package


def million(bench: Bench) -> Iterator[Figure]:
    """Preview, import and dossier of one person with very many events, in a process of its own."""
    events = 20_000 if bench.quick else 1_000_000
    file = bench.folder / f"package-{events}.zip"
    bench.say(f"  writing a package of {events:,} events")
    write_usage_package(file, events)
    school = bench.school(0).copied(bench.new_folder("package"))
    with school.services() as services:
        first = services.schools.schools()[0]
        person = services.people.add(
            NewPerson(PersonKind.PUPIL, first.id, call_name="Noah", prefix="van den", surname="Berg")
        )
    size = file.stat().st_size / 1e6
    target = bench.new_folder("dossier").with_suffix(".pdf")
    arguments = (school.folder, school.key().content.hex(), file, str(person), target)
    try:
        printed = bench.run(CHILDREN / "package_steps.py", *arguments)
    except NotMeasured as reason:
        yield Figure("a package of a million events", "", "s", (), (), note=str(reason))
        return
    steps = dict(line.rsplit(" ", 1) for line in printed.splitlines())
    what = f"{events:,} events ({size:.0f} MB file)"
    for step in ("preview", "import", "dossier"):
        yield Figure(f"{what}: {step}", "", "s", (float(steps[step]),))
    note = f"the dossier is {target.stat().st_size / 1e6:.1f} MB, all events attached as JSON Lines and CSV"
    yield Figure("  peak memory of these steps", "", "MB", (float(steps["peak"]),), note=note)
