"""Finds marked words in everything a program left on the disk, also in other encodings and inside archives."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_DEEPEST = 4
_LARGEST = 256 * 1024 * 1024
_STREAM = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
"""How a zlib stream begins: PDFs, PNGs and compressed columns hold them."""


@dataclass(frozen=True)
class Leak:
    """A mark that was found: in which file, inside what (`vault.zip!a.json`, `zlib@1234`), in which encoding."""

    path: Path
    inside: str
    mark: str
    encoding: str


def find_marks(folders: Iterable[Path], marks: Iterable[str]) -> list[Leak]:
    """Search every byte under `folders`, and every file's own name, for `marks`.

    Each mark is looked for in UTF-8, UTF-16 and Latin-1, in any case, and also in what is packed as ZIP or zlib,
    up to four levels deep.
    """
    patterns = [(mark, encoding, needle) for mark in marks for encoding, needle in _spellings(mark)]
    leaks = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            leaks += [Leak(path, "name", mark, "name") for mark, _, _ in patterns if mark.lower() in path.name.lower()]
            if path.is_file() and not path.is_symlink():
                leaks += [Leak(path, *found) for found in _search(path.read_bytes(), "", patterns, 0)]
    return leaks


def _spellings(mark: str) -> Iterator[tuple[str, bytes]]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
        try:
            yield encoding, mark.lower().encode(encoding)
        except UnicodeEncodeError:
            continue


def _search(
    content: bytes, inside: str, patterns: list[tuple[str, str, bytes]], depth: int
) -> Iterator[tuple[str, str, str]]:
    lower = content.lower()
    for mark, encoding, needle in patterns:
        if needle in lower:
            yield inside, mark, encoding
    if depth < _DEEPEST:
        for name, unpacked in (*_zip_members(content), *_streams(content)):
            yield from _search(unpacked, f"{inside}!{name}", patterns, depth + 1)


def _zip_members(content: bytes) -> Iterator[tuple[str, bytes]]:
    if b"PK\x05\x06" not in content[-66_000:]:
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                if entry.file_size < _LARGEST:
                    yield entry.filename, archive.read(entry)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, ValueError):
        return


def _streams(content: bytes) -> Iterator[tuple[str, bytes]]:
    whole = memoryview(content)  # encrypted files are full of false beginnings: nothing is copied for them
    for found in _STREAM.finditer(content):
        unpacker = zlib.decompressobj()
        try:
            unpacked = unpacker.decompress(whole[found.start() :], _LARGEST)
        except zlib.error:
            continue
        if unpacked:
            yield f"zlib@{found.start()}", unpacked
