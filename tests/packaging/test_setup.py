"""The set-up installs what is locked, once, and starts anew when anything differs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from devkit import places, setup

WANTED = {"runtime.txt": "a", "dev.txt": "b", "schema": "1", "python": "3.11", "root": "/here"}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param({}, (True, ["runtime.txt", "dev.txt"]), id="nothing there"),
        pytest.param(WANTED, (False, []), id="all there"),
        pytest.param({**WANTED, "bench.txt": "c"}, (False, []), id="more than asked for"),
        pytest.param(
            {key: value for key, value in WANTED.items() if key != "dev.txt"}, (False, ["dev.txt"]), id="a part there"
        ),
        pytest.param({**WANTED, "runtime.txt": "old"}, (True, ["runtime.txt", "dev.txt"]), id="another lock"),
        pytest.param({**WANTED, "python": "3.13"}, (True, ["runtime.txt", "dev.txt"]), id="another Python"),
        pytest.param({**WANTED, "root": "/there"}, (True, ["runtime.txt", "dev.txt"]), id="moved"),
        pytest.param({"runtime.txt": "a", "dev.txt": "b"}, (True, ["runtime.txt", "dev.txt"]), id="half a stamp"),
    ],
)
def test_what_is_installed(found: dict[str, str], expected: tuple[bool, list[str]]):
    assert setup.to_install(WANTED, found) == expected


def make_environment(folder: Path, stamp: str) -> Path:
    python = places.venv_python(folder)
    python.parent.mkdir(parents=True)
    python.touch()
    (folder / "leskracht-stamp.json").write_text(stamp, "utf-8")
    return python


def test_a_stamp_counts_only_with_its_interpreter(tmp_path: Path):
    python = make_environment(tmp_path, json.dumps(WANTED))
    assert setup.read_stamp(tmp_path) == WANTED
    python.unlink()
    assert setup.read_stamp(tmp_path) == {}


@pytest.mark.parametrize("stamp", ["", "{", "[]", "3"])
def test_a_broken_stamp_is_no_stamp(tmp_path: Path, stamp: str):
    make_environment(tmp_path, stamp)
    assert setup.read_stamp(tmp_path) == {}


def test_a_lock_is_the_same_whatever_its_line_endings(tmp_path: Path):
    unix, windows = tmp_path / "unix.txt", tmp_path / "windows.txt"
    unix.write_bytes(b"a==1\nb==2\n")
    windows.write_bytes(b"a==1\r\nb==2\r\n")
    assert setup.fingerprint(unix) == setup.fingerprint(windows)


def test_the_stamp_names_every_lock_and_this_python():
    stamp = setup.wanted_stamp(setup.TEST_SET)
    assert {places.RUNTIME, places.BUILD_TOOLS, places.DEV} <= set(stamp)
    assert stamp["python"] == f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert stamp["root"] == str(places.ROOT)


def test_only_one_set_up_runs_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    import threading

    monkeypatch.setattr(places, "BUILD", tmp_path)
    order: list[str] = []
    inside, leave = threading.Event(), threading.Event()

    def first() -> None:
        with setup.alone():
            inside.set()
            leave.wait(10)
            order.append("first leaves")

    def second() -> None:
        with setup.alone():
            order.append("second enters")

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    threads[0].start()
    assert inside.wait(10)
    threads[1].start()
    leave.set()
    for thread in threads:
        thread.join(10)
    assert order == ["first leaves", "second enters"]
