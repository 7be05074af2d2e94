"""Measure everything and print one table: `python -m tests.benchmarks [--json FILE] [--only NAME …] [--quick]`."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.benchmarks.bench import Bench
from tests.benchmarks.harness import Figure
from tests.benchmarks.table import as_json, text_table

ROWS = {
    "start": "start:first_paint",
    "overview": "start:overview",
    "keystroke": "people:keystroke",
    "lists": "people:lists",
    "screen": "screen:on_screen",
    "reading": "guides:reading",
    "searching": "guides:searching",
    "comparing": "guides:comparing",
    "import": "importing:edexml",
    "import-memory": "importing:memory",
    "dossier": "dossier:engines",
    "dossier-whole": "dossier:whole",
    "rows": "dossier:linear",
    "processes": "dossier:pool",
    "encryption": "encryption:encryption",
    "memory": "memory:memory",
    "package": "package:million",
}
"""Name -> module and function; in the order of the table."""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure what was asked for; how the figures turn out is no matter of the exit status."""
    given = _parser().parse_args(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    rounds = given.rounds or (3 if given.quick else 5)
    people = given.people or (5_000 if given.quick else 100_000)
    figures: list[Figure] = []
    try:
        with (
            tempfile.TemporaryDirectory(prefix="leskracht-bench-", ignore_cleanup_errors=True) as folder,
            Bench(Path(folder), rounds=rounds, people=people, quick=given.quick) as bench,
        ):
            for name in given.only or ROWS:
                started = time.monotonic()
                bench.say(f"{name} …")
                figures += row(name)(bench)
                bench.say(f"  {time.monotonic() - started:.0f} s")
    finally:  # a row that breaks must not cost the others their place in the table
        load = [round(value, 1) for value in os.getloadavg()] if hasattr(os, "getloadavg") else None
        print(f"{people:,} people, {rounds} rounds, {os.cpu_count()} cores, load {load}\n\n{text_table(figures)}")
        if given.json:
            about = {"people": people, "rounds": rounds, "quick": given.quick, "cores": os.cpu_count(), "load": load}
            given.json.write_text(as_json(figures, **about), encoding="utf-8")
    return 0


def row(name: str) -> Callable[[Bench], Iterator[Figure]]:
    """Return the benchmark with this name; its module is imported now."""
    module, function = ROWS[name].split(":")
    found: Callable[[Bench], Iterator[Figure]] = getattr(
        importlib.import_module(f"tests.benchmarks.{module}"), function
    )
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench", description="Speed and memory against floors of the same run.")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every sample to a file as well")
    parser.add_argument("--only", nargs="+", choices=list(ROWS), metavar="NAME", help=", ".join(ROWS))
    parser.add_argument("--people", type=int, help="size of the demonstration school (100,000)")
    parser.add_argument("--rounds", type=int, help="samples of each variant (5)")
    parser.add_argument("--quick", action="store_true", help="smaller and coarser, to see that it works")
    return parser


if __name__ == "__main__":
    sys.exit(main())
