"""What a bare Debian lacks is found, and asked for or installed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from devkit import debian
from devkit.console import Stop

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="apt is Debian's")


def nothing(program: str) -> bool:
    return False


def everything(program: str) -> bool:
    return True


def test_a_bare_system_lacks_everything():
    found = debian.missing_packages(debian.QT_LIBRARIES, debian.TEST_PROGRAMS, known=(), present=nothing)
    assert found == sorted({*debian.QT_LIBRARIES.values(), *debian.TEST_PROGRAMS.values()})


def test_a_complete_system_lacks_nothing():
    assert not debian.missing_packages(debian.QT_LIBRARIES, debian.TEST_PROGRAMS, debian.QT_LIBRARIES, everything)


def test_only_what_is_missing_is_asked_for():
    known = set(debian.QT_LIBRARIES) - {"libEGL.so.1", "libxcb-cursor.so.0"}
    assert debian.missing_packages(debian.QT_LIBRARIES, {"Xvfb": "xvfb"}, known, everything) == [
        "libegl1",
        "libxcb-cursor0",
    ]


@LINUX
def test_the_libraries_of_this_machine_are_seen():
    known = debian.known_libraries()
    assert "libc.so.6" in known
    assert not debian.missing_packages(debian.QT_LIBRARIES, {}, known)  # Qt runs here, in this very suite


@LINUX
def test_libraries_are_seen_without_the_linkers_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "libEGL.so.1").touch()
    monkeypatch.setattr("devkit.debian.shutil.which", lambda *_args, **_more: None)
    monkeypatch.setattr(debian, "LIBRARY_FOLDERS", (str(tmp_path), str(tmp_path / "absent")))
    assert debian.known_libraries() == {"libEGL.so.1"}


@LINUX
@pytest.mark.parametrize(
    ("name", "there"), [("sh", True), ("/bin/sh", True), ("no-such-program", False), ("/etc/passwd", False)]
)
def test_programs_are_found_by_name_and_by_path(name: str, there: bool):
    assert debian.has_program(name) is there


@LINUX
def test_without_rights_the_exact_command_is_said(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr("devkit.debian.shutil.which", lambda name, **_more: f"/usr/bin/{name}")
    with pytest.raises(Stop, match=r"sudo apt-get update && sudo apt-get install --yes .* libegl1 xvfb$"):
        debian.ensure(["libegl1", "xvfb"])


@LINUX
def test_without_apt_the_packages_are_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("devkit.debian.shutil.which", lambda *_args, **_more: None)
    with pytest.raises(Stop, match="Debian's names for them"):
        debian.ensure(["libegl1"])


@LINUX
@pytest.mark.parametrize(
    ("lists", "works", "expected"),
    [
        pytest.param(True, {"install": [True]}, ["install"], id="at once"),
        pytest.param(False, {"install": [True]}, ["update", "install"], id="no lists yet"),
        pytest.param(True, {"install": [False, True]}, ["install", "update", "install"], id="old lists"),
    ],
)
def test_apt_gets_what_it_needs(lists, works, expected, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    if lists:
        (tmp_path / "somewhere_Packages.lz4").touch()
    calls: list[str] = []

    def apt(command: list[str], env: object) -> bool:
        calls.append(command[1])
        return works["install"].pop(0) if command[1] == "install" else True

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr("devkit.debian.shutil.which", lambda name, **_more: f"/usr/bin/{name}")
    monkeypatch.setattr(debian, "APT_LISTS", tmp_path)
    monkeypatch.setattr(debian, "apt", apt)
    debian.ensure(["libegl1"])
    assert calls == expected


def test_a_python_that_can_make_environments_needs_no_package():
    assert debian.venv_package() == []


def test_a_python_without_ensurepip_needs_debians_venv(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(
        "devkit.debian.importlib.util.find_spec", lambda name: None if name == "ensurepip" else object()
    )
    assert debian.venv_package() == [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]
