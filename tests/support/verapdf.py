"""The real veraPDF engine: does a file keep every rule of PDF/A-3a and of PDF/UA-1?

It runs in a process of its own: a Java machine takes signals for itself that Qt and the tests' own fault handler use.
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO

PDFA_3A = "PDFA_3_A"
PDFUA_1 = "PDFUA_1"
BOTH = (PDFA_3A, PDFUA_1)

_ROOT = Path(__file__).parents[2]
_MOST_FAILURES_NAMED = 50


class UnreadableFile(Exception):
    """The engine can't read a file as a PDF at all."""


@dataclass(frozen=True)
class Verdict:
    """What the engine says of one file: rules applied, and per broken rule how often and its message."""

    flavour: str
    compliant: bool
    assertions: int
    failures: dict[tuple[str, int, str], int]

    def __str__(self) -> str:
        word = "PASS" if self.compliant else "FAIL"
        lines = [f"{self.flavour} {word} ({self.assertions} assertions)"]
        lines += [
            f"    {times} x {clause} test {number}: {message}"
            for (clause, number, message), times in sorted(self.failures.items())[:_MOST_FAILURES_NAMED]
        ]
        return "\n".join(lines)


def check(file: bytes | str | Path, flavour: str) -> Verdict:
    """Validate a file (its bytes or its path) against one profile.

    Raises: UnreadableFile.
    """
    data = file if isinstance(file, bytes) else Path(file).read_bytes()
    questions, answers = _engine()
    questions.write(f"{flavour} {len(data)}\n".encode("ascii") + data)
    questions.flush()
    line = answers.readline()
    if not line:
        _engine.cache_clear()
        raise UnreadableFile("the engine stopped")
    said = json.loads(line)
    if "error" in said:
        raise UnreadableFile(said["error"])
    broken = {(clause, number, message): times for clause, number, message, times in said["failures"]}
    return Verdict(flavour, said["compliant"], said["assertions"], broken)


def failures(file: bytes | str | Path) -> str:
    """Return what both profiles have against a file, as text for an assertion; empty when all is well."""
    verdicts = [check(file, flavour) for flavour in BOTH]
    return "\n".join(str(verdict) for verdict in verdicts if not verdict.compliant or verdict.failures)


@cache
def _engine() -> tuple[BinaryIO, BinaryIO]:
    """Start the engine and return where questions go and where answers come from; it ends with this process."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.verapdf_engine"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
    )
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("no pipes")

    def end() -> None:
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        process.wait(30)

    atexit.register(end)
    return process.stdin, process.stdout  # type: ignore[return-value]  # pipes of bytes


def main(paths: list[str]) -> int:
    """Check files from the command line; print a verdict per profile and return 1 if any fails."""
    bad = False
    for path in paths:
        for flavour in BOTH:
            try:
                verdict: Verdict | str = check(path, flavour)
            except UnreadableFile as error:
                verdict = f"{flavour} FAIL (can't be read: {error})"
            bad |= not (isinstance(verdict, Verdict) and verdict.compliant)
            print(f"{path}: {verdict}")
    return int(bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
