"""How long the program takes to start, against a bare window."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial

from tests.benchmarks.bench import CHILDREN, Bench
from tests.benchmarks.harness import Figure, NotMeasured, Rule, alternate

FLOOR = "bare PySide6 window, whole process"


def first_paint(bench: Bench) -> Iterator[Figure]:
    """The unlock screen of a known vault, from nothing."""
    school = bench.school(1000)
    bare, ours = alternate(
        bench.rounds,
        partial(bench.run_timed, CHILDREN / "bare_window.py"),
        partial(bench.run_timed, CHILDREN / "until_painted.py", "first", "--vault", school.folder),
    )
    yield Figure("start to first paint (unlock screen)", FLOOR, "ms", ours, bare, Rule.RATIO, 1.5)


def overview(bench: Bench) -> Iterator[Figure]:
    """The start page of a large school, opened with the key from the keychain, from nothing."""
    name = "start to a usable Overzicht (key from the keychain)"
    school = bench.school()
    try:
        keychain = bench.keychain
        before = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
        os.environ |= keychain
        try:
            with school.services() as services:
                services.vaults.use_keychain()
        finally:
            os.environ.pop("DBUS_SESSION_BUS_ADDRESS")
            if before is not None:
                os.environ["DBUS_SESSION_BUS_ADDRESS"] = before
        env = bench.environment(**keychain)
        bare, ours = alternate(
            bench.rounds,
            partial(bench.run_timed, CHILDREN / "bare_window.py", env=env),
            partial(bench.run_timed, CHILDREN / "until_painted.py", "overview", "--vault", school.folder, env=env),
        )
    except NotMeasured as reason:
        yield Figure(name, FLOOR, "ms", (), (), Rule.RATIO, 3.0, str(reason))
        return
    yield Figure(name, FLOOR, "ms", ours, bare, Rule.RATIO, 3.0)
