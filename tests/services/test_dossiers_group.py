"""The processes that render a group's dossiers do not outlive the program they work for."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
PROGRAM = """
from itertools import repeat
from leskracht_desktop.services.dossiers_group import rendered_one_by_one
from tests.support.snapshots import build, person

for place, _ in rendered_one_by_one(repeat(build(person())), 1_000, lambda: None, processes=2):
    print("one", place, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the process group that tidies up after a failure is POSIX only")
def test_the_workers_end_when_the_program_is_killed() -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM], cwd=REPOSITORY, stdout=subprocess.PIPE, start_new_session=True
    )
    assert program.stdout is not None
    try:
        assert program.stdout.readline().startswith(b"one")  # the workers are at work, and share this pipe
        program.kill()
        program.communicate(timeout=60)  # the end of the pipe: nobody holds it any longer
    finally:
        program.kill()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
        program.communicate()
