"""Where the outcome goes is part of the machine: a full disk or a reader who left is no bug of ours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
VERSION = [sys.executable, "-m", "leskracht_desktop", "version"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_full_disk_under_the_output_is_said(form: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*VERSION, *form], cwd=REPOSITORY, stdout=full, stderr=subprocess.PIPE, check=False)
    said = done.stderr.decode()
    assert done.returncode == 4
    assert "De schijf is vol" in said
    assert "Traceback" not in said
    assert "Exception" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="a closed pipe shows as another error there")
def test_a_reader_who_left_is_no_complaint() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(VERSION, cwd=REPOSITORY, stdout=writer, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")
