"""The search for leaks finds what it must find, else its silence would mean nothing."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

import pytest

from tests.support.leaks import find_marks

MARK = "Zwaluwstaart"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "latin-1"])
def test_finds_a_mark_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "log").write_bytes(b"\x00\xff" + "Müller Zwaluwstaart".encode(encoding) + b"\xfe")
    assert find_marks([tmp_path], ["Müller Zwaluwstaart"])


def test_finds_a_mark_in_other_letters_and_in_a_file_name(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"ZWALUWSTAART")
    (tmp_path / "dossier-zwaluwstaart.pdf").write_bytes(b"")
    assert len({leak.path for leak in find_marks([tmp_path], [MARK])}) == 2


def test_finds_a_mark_in_what_is_packed(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "outer.zip", "w", zipfile.ZIP_DEFLATED) as outer:
        outer.writestr("inner.bin", b"%PDF stream " + zlib.compress(MARK.encode()) + b" endstream")
    (leak,) = {leak.inside for leak in find_marks([tmp_path], [MARK])}
    assert leak.startswith("!inner.bin!zlib@")


def test_finds_nothing_where_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"PK\x05\x06 \x78\x9c not an archive, no stream")
    assert find_marks([tmp_path], [MARK]) == []
