"""Files written whole or not at all, and names that are safe anywhere."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leskracht_desktop.errors import (
    Cancelled,
    DiskFull,
    FileInUse,
    FileUnreadable,
    FolderMissing,
    FolderReadOnly,
    LeskrachtError,
    TargetExists,
)
from leskracht_desktop.storage.files import (
    file_problem,
    put_in_place,
    refuse_existing,
    remove_leftovers,
    safe_name,
    temporary_name,
    write_atomically,
)


def test_writes_the_whole_content_and_tells_its_hash(tmp_path: Path) -> None:
    written = write_atomically(tmp_path / "a.pdf", [b"one ", b"two ", b"three"])
    assert (tmp_path / "a.pdf").read_bytes() == b"one two three"
    assert written.size == 13
    assert written.sha256 == hashlib.sha256(b"one two three").hexdigest()
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_replaces_an_older_file_and_only_the_owner_may_read_it(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    target.chmod(0o644)
    write_atomically(target, b"new")
    assert target.read_bytes() == b"new"
    if sys.platform != "win32":
        assert target.stat().st_mode & 0o777 == 0o600


def test_rights_can_be_asked_for(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a", b"x", mode=0o400)
    if sys.platform != "win32":
        assert (tmp_path / "a").stat().st_mode & 0o777 == 0o400


@pytest.mark.parametrize("error", [Cancelled(), ZeroDivisionError(), KeyboardInterrupt()])
def test_when_making_the_content_fails_the_old_file_stays_and_nothing_is_left(
    tmp_path: Path, error: BaseException
) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def chunks() -> Iterator[bytes]:
        yield b"half"
        raise error

    with pytest.raises(type(error)):
        write_atomically(target, chunks())
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing) as caught:
        write_atomically(tmp_path / "gone" / "a.pdf", b"x")
    assert caught.value.path == tmp_path / "gone"


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises((TargetExists, FolderReadOnly)):  # Windows calls it access denied
        write_atomically(tmp_path / "a.pdf", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EFBIG, DiskFull),
        (errno.EACCES, FolderReadOnly),
        (errno.EPERM, FolderReadOnly),
        (errno.EROFS, FolderReadOnly),
        (errno.EBUSY, FileInUse),
        (errno.ETXTBSY, FileInUse),
        (errno.EISDIR, TargetExists),
        (errno.EIO, FileUnreadable),
        (errno.ENAMETOOLONG, FileUnreadable),
    ],
)
def test_every_error_of_the_system_has_a_name_of_ours(code: int, problem: type[LeskrachtError]) -> None:
    assert type(file_problem(Path("x"), OSError(code, "text"))) is problem


def test_a_file_that_windows_will_not_replace_is_open_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        error = PermissionError(errno.EACCES, "text")
        error.winerror = 5  # type: ignore[attr-defined]  # exists on Windows only
        raise error

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(FileInUse):
        write_atomically(tmp_path / "a.pdf", b"x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("code", "problem"), [(32, FileInUse), (33, FileInUse), (112, DiskFull), (39, DiskFull)])
def test_windows_own_codes_are_known(code: int, problem: type[LeskrachtError]) -> None:
    error = OSError(errno.EACCES, "text")
    error.winerror = code  # type: ignore[attr-defined]  # exists on Windows only
    assert type(file_problem(Path("x"), error)) is problem


FILL_A_DISK = """
import sys
from pathlib import Path
from leskracht_desktop.errors import DiskFull
from leskracht_desktop.storage.files import write_atomically
folder = Path(sys.argv[1])
write_atomically(folder / "small", b"kept")
try:
    write_atomically(folder / "small", (bytes(65536) for _ in range(100)))
except DiskFull:
    print("full", (folder / "small").read_bytes().decode(), len(list(folder.iterdir())))
"""


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    if shutil.which("unshare") is None:
        pytest.skip("needs Linux's unshare, to mount a disk of one megabyte")
    mount = f'mount -t tmpfs -o size=1m tmpfs "{tmp_path}" && exec "$@"'
    probe = subprocess.run(["unshare", "-rm", "sh", "-c", mount, "sh", "true"], check=False, capture_output=True)
    if probe.returncode:
        pytest.skip("this kernel does not let a user mount a disk of her own")
    command = ["unshare", "-rm", "sh", "-c", mount, "sh", sys.executable, "-c", FILL_A_DISK, str(tmp_path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.stdout.split() == ["full", "kept", "1"], done.stderr


READ_ONLY_FOLDER = """
import os, sys
from pathlib import Path
from leskracht_desktop.errors import FolderReadOnly
from leskracht_desktop.storage.files import write_atomically
if os.geteuid() == 0:
    os.setuid(65534)
try:
    write_atomically(Path(sys.argv[1]) / "a", b"x")
except FolderReadOnly as error:
    print("read-only", error.path.name)
"""


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows keeps rights in access lists")
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(0o555)
    for parent in folder.parents:
        if parent.owner() != "root" or parent == tmp_path:
            parent.chmod(parent.stat().st_mode | 0o055)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", READ_ONLY_FOLDER, str(folder)],
        check=False,
        capture_output=True,
        text=True,
        env=environment,
    )
    assert done.stdout.split() == ["read-only", "a"], done.stderr


def test_names_of_temporary_files_say_nothing_and_differ() -> None:
    names = {temporary_name() for _ in range(100)}
    assert len(names) == 100
    assert all(name.startswith(".leskracht-") and name.endswith(".tmp") for name in names)


def test_leftovers_go_and_everything_else_stays(tmp_path: Path) -> None:
    (tmp_path / temporary_name()).write_bytes(b"x")
    folder = tmp_path / temporary_name()
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "file").write_bytes(b"x")
    (tmp_path / "mine.tmp").write_bytes(b"x")
    remove_leftovers(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.tmp"]


def test_removing_a_tree_does_not_follow_links(tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "file").write_bytes(b"x")
    folder = tmp_path / temporary_name()
    folder.mkdir()
    try:
        (folder / "link").symlink_to(tmp_path / "precious", target_is_directory=True)
    except OSError:
        pytest.skip("this Windows account may not make links")
    remove_leftovers(tmp_path)
    assert (tmp_path / "precious" / "file").exists()
    assert not folder.exists()


def test_a_place_is_free_when_there_is_nothing_or_an_empty_folder(tmp_path: Path) -> None:
    refuse_existing(tmp_path / "new")
    (tmp_path / "empty").mkdir()
    refuse_existing(tmp_path / "empty")
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_bytes(b"")
    for name in ("file", "full"):
        with pytest.raises(TargetExists):
            refuse_existing(tmp_path / name)


def test_a_built_folder_takes_the_place_of_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "built").mkdir()
    (tmp_path / "built" / "x").write_bytes(b"1")
    (tmp_path / "place").mkdir()
    put_in_place(tmp_path / "built", tmp_path / "place")
    assert (tmp_path / "place" / "x").read_bytes() == b"1"
    assert not (tmp_path / "built").exists()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("De Regenboog", "De Regenboog"),
        ("a/b\\c:d*e?f", "a-b-c-d-e-f"),
        ("  spaces \t and\nlines  ", "spaces and lines"),
        ("..", "bestand"),
        ("", "bestand"),
        ("...hidden.", "hidden"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("console.txt", "console.txt"),
        ("\u202egnp.exe", "gnp.exe"),
        ("cafe\u0301", "café"),
        ("x" * 300, "x" * 120),
        ("é" * 300, "é" * 60),
    ],
)
def test_safe_names(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text())
def test_any_text_becomes_a_name_that_every_system_takes(text: str) -> None:
    name = safe_name(text)
    assert 0 < len(name.encode()) <= 121
    assert not set(name) & set('<>:"/\\|?*')
    assert name == name.strip(" .")
    assert name.isprintable()
