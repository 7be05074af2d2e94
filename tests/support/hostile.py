"""Files that try to break the program: each makes itself at a path and is refused for a known reason."""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import stat
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl

from tests.support.edexml import document, element, pupil
from tests.support.packages import Package

Make = Callable[[Path], object]

LAUGHS = (
    '<?xml version="1.0"?>\n<!DOCTYPE EDEX [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>\n"
)
GOOD = document([pupil("1")], declaration="")
NOISE = random.Random(1).randbytes(1_000_000).hex().encode()
CSV = "Naam;Functie;E-mail\n"


def text(content: str | bytes) -> Make:
    """A file with this content."""
    return lambda path: path.write_bytes(content if isinstance(content, bytes) else content.encode())


def sparse(start: bytes, size: int = 1 << 30) -> Make:
    """A file that begins like this and goes on with a gigabyte of nothing, without taking room on the disk."""

    def make(path: Path) -> None:
        path.write_bytes(start)
        os.truncate(path, size)

    return make


def archive(*entries: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> Make:
    """A ZIP file with these entries, whatever their names."""

    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w", method) as file:
            for name, content in entries:
                file.writestr(name, content)

    return make


def package(**entries: bytes) -> Make:
    """A good package with more in it."""
    return lambda path: Package().write_zip(path, extra=entries)


def renamed(name: str) -> Make:
    """A good package with a part of this name, which `zipfile` itself would not write."""

    def make(path: Path) -> None:
        placeholder = "x" * len(name.encode())
        Package().write_zip(path, extra={placeholder: b"x"})
        path.write_bytes(path.read_bytes().replace(placeholder.encode(), name.encode()))

    return make


def patched(make: Make, change: Callable[[bytearray], None]) -> Make:
    """A file made and then changed byte by byte."""

    def make_patched(path: Path) -> None:
        make(path)
        content = bytearray(path.read_bytes())
        change(content)
        path.write_bytes(content)

    return make_patched


def _central(content: bytearray, number: int = 0) -> int:
    at = -1
    for _ in range(number + 1):
        at = content.index(b"PK\x01\x02", at + 1)
    return at


def _lie_about_size(content: bytearray) -> None:
    """Say in directory and header that the manifest is 10 bytes."""
    for at in (_central(content) + 24, content.index(b"PK\x03\x04") + 22):
        content[at : at + 4] = struct.pack("<L", 10)


def _flag_encrypted(content: bytearray) -> None:
    content[_central(content) + 8] |= 1


def _overlap(content: bytearray) -> None:
    """Let the second entry point at the first one's bytes."""
    first, second = _central(content), _central(content, 1)
    content[second + 42 : second + 46] = content[first + 42 : first + 46]


def _many_entries(content: bytearray) -> None:
    at = content.rindex(b"PK\x05\x06")
    content[at + 8 : at + 12] = struct.pack("<HH", 65_535, 65_535)


def _symlink(path: Path) -> None:
    link = zipfile.ZipInfo("data/link")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive(("manifest.json", b"{}"), (link, b"/etc/passwd"))(path)


def workbook(path: Path, change: Mapping[str, Callable[[str], str]] | None = None, rows: int = 2) -> Path:
    """A good workbook, some of its parts changed as text."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["Naam", "Functie"])
    for _ in range(rows - 1):
        page.append(["Lia Bruin", "RT"])
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if change and name in change:
                content = change[name](content.decode()).encode()
            target.writestr(name, content)
    return path


def sheet(change: Callable[[str], str], part: str = "xl/worksheets/sheet1.xml") -> Make:
    """A workbook with one part changed as text."""
    return lambda path: workbook(path, {part: change})


def json_package(change: Callable[[str], str]) -> Make:
    """A package as one JSON document, changed as text."""

    def make(path: Path) -> None:
        Package(attachments={}).write_json(path)
        path.write_text(change(path.read_text("utf-8")), "utf-8")

    return make


def event_line(line: bytes) -> Make:
    """A package whose usage log is this line."""

    def make(path: Path) -> None:
        part = {
            "category": "usage_log",
            "compartment": "processor",
            "path": "data/u.jsonl",
            "size": len(line),
            "count": 1,
            "sha256": hashlib.sha256(line).hexdigest(),
        }
        manifest = Package()._head() | {"parts": [part], "attachments": []}
        archive(("manifest.json", json.dumps(manifest).encode()), ("data/u.jsonl", line))(path)

    return make


DOCTYPE_IN_SHEET = "<!DOCTYPE x [<!ENTITY a 'ha'>]>"

HOSTILE: dict[str, tuple[Make, str]] = {
    # Entities
    "a billion laughs": (text(LAUGHS + GOOD), "has_doctype"),
    "an entity from a file": (
        text('<!DOCTYPE EDEX [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + GOOD.replace("Noah", "&x;")),
        "has_doctype",
    ),
    "an entity from the network": (text('<!DOCTYPE EDEX SYSTEM "http://school.example/x.dtd">' + GOOD), "has_doctype"),
    "a document type behind comments": (
        text("<?xml version='1.0'?><!-- <EDEX> --><?x ?>\n<!DOCTYPE EDEX>" + GOOD),
        "has_doctype",
    ),
    "a document type in UTF-16": (text((LAUGHS + GOOD).encode("utf-16")), "has_doctype"),
    "a document type hidden by UTF-7": (
        text("<?xml version='1.0' encoding='UTF-7'?>+ADwAIQ-DOCTYPE EDEX>" + GOOD),
        "encoding_unknown",
    ),
    "an entity that nobody declared": (text(GOOD.replace("Noah", "&x;")), "not_well_formed"),
    # Depth and size
    "very deep XML": (text(GOOD.replace("</leerling>", "<a>" * 5000 + "</a>" * 5000 + "</leerling>")), "too_deep"),
    "a name of eleven megabytes": (text(GOOD.replace("Noah", "x" * 11_000_000)), "record_too_large"),
    "a pupil with a million elements": (
        text(GOOD.replace("</leerling>", "<a/>" * 1_000_000 + "</leerling>")),
        "record_too_large",
    ),
    "a pupil with a thousand elements": (
        text(GOOD.replace("</leerling>", "<a/>" * 1000 + "</leerling>")),
        "record_too_large",
    ),
    "a prolog without end": (text("<?xml version='1.0'?><!--" + "x" * 200_000 + "-->" + GOOD), "not_well_formed"),
    "a gigabyte of nothing": (sparse(b""), "unknown_kind"),
    "a gigabyte of nothing after XML": (sparse(GOOD.encode()[:-9]), "not_well_formed"),
    "a gigabyte of nothing after a list": (sparse(CSV.encode()), "too_large"),
    "a little of nothing after a list": (sparse(CSV.encode() + b"x" * 8192, 1 << 20), "record_too_large"),
    "a gigabyte of nothing after a ZIP": (sparse(b"PK\x03\x04"), "archive_damaged"),
    "a gigabyte of nothing after JSON": (sparse(b'{"format"'), "too_large"),
    "a gigabyte of spaces": (sparse(b" " * 70_000), "empty"),
    # Archives
    "a zip bomb": (package(**{"data/bom.json": b"0" * 40_000_000}), "archive_bomb"),
    "a zip bomb as a workbook": (
        archive(("[Content_Types].xml", b"<a/>"), ("xl/workbook.xml", b"<a/>"), ("xl/b.xml", b"0" * 40_000_000)),
        "archive_bomb",
    ),
    "a part that is larger than it says": (patched(package(), _lie_about_size), "archive_damaged"),
    "an archive with thirty thousand parts": (
        archive(*((f"data/{n}", b"") for n in range(30_000))),
        "archive_too_many",
    ),
    "an archive that claims many parts": (patched(package(), _many_entries), "archive_too_many"),
    "a path that goes up": (package(**{"../../weg.json": b"x"}), "archive_name"),
    "an absolute path": (package(**{"/etc/passwd": b"x"}), "archive_name"),
    "a path with a drive": (package(**{"C:/weg.json": b"x"}), "archive_name"),
    "a path to a share": (renamed("\\\\server\\deel\\weg.json"), "archive_name"),
    "a path with backslashes": (renamed("..\\..\\weg.json"), "archive_name"),
    "a path with a zero byte": (renamed("data/a.json\0.exe"), "archive_name"),
    "a path with a direction character": (package(**{"data/\u202egpj.exe": b"x"}), "archive_name"),
    "a path of a device": (package(**{"data/con.json": b"x"}), "archive_name"),
    "a path that ends in a dot": (package(**{"data/a.": b"x"}), "archive_name"),
    "two parts of one name": (package(**{"DATA/identity-processor.JSON": b"x"}), "archive_duplicate"),
    "a link": (_symlink, "archive_link"),
    "an archive with a password": (patched(package(), _flag_encrypted), "archive_encrypted"),
    "another way of packing": (archive(("manifest.json", b"{}"), method=zipfile.ZIP_BZIP2), "archive_method"),
    "parts that overlap": (
        patched(archive(("manifest.json", b"{}" * 500), ("b", b"{}" * 500)), _overlap),
        "archive_overlap",
    ),
    "half an archive": (
        patched(package(), lambda content: content.__delitem__(slice(len(content) // 2, None))),
        "archive_damaged",
    ),
    "an archive with nothing in it": (archive(), "unknown_kind"),
    "an archive of something else": (archive(("leesmij.txt", b"hallo")), "unknown_kind"),
    # Workbooks
    "a workbook with a document type": (sheet(lambda xml: DOCTYPE_IN_SHEET + xml), "has_doctype"),
    "a workbook with a document type in its strings": (
        sheet(lambda xml: DOCTYPE_IN_SHEET + xml, "xl/workbook.xml"),
        "has_doctype",
    ),
    "a workbook with half a sheet": (sheet(lambda xml: xml[:-60]), "archive_damaged"),
    "a workbook with a row at the end of the world": (
        sheet(lambda xml: xml.replace('r="2"', 'r="999999999999"')),
        "too_many_rows",
    ),
    "a workbook with a column at the end of the world": (
        sheet(lambda xml: xml.replace('r="B2"', 'r="ZZZZZZZ2"')),
        "archive_damaged",
    ),
    "a workbook with very many columns": (sheet(lambda xml: xml.replace('r="B2"', 'r="XFD2"')), "too_many_columns"),
    "a workbook whose strings are not there": (
        sheet(lambda xml: xml.replace('t="inlineStr"><is><t>RT</t></is>', 't="s"><v>999</v>')),
        "archive_damaged",
    ),
    "a workbook that says nothing": (sheet(lambda _: "<a/>", "xl/workbook.xml"), "no_columns"),
    "an old workbook": (text(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 1000), "old_excel"),
    # JSON
    "very deep JSON": (text('{"format":' + "[" * 100_000 + "]" * 100_000 + "}"), "json_too_deep"),
    "rather deep JSON": (text('{"format":' + "[" * 40 + "]" * 40 + "}"), "json_too_deep"),
    "NaN": (json_package(lambda json: json.replace('"version": 1', '"version": NaN')), "json_not_a_number"),
    "infinity": (json_package(lambda json: json.replace('"version": 1', '"version": -Infinity')), "json_not_a_number"),
    "a number beyond numbers": (
        json_package(lambda json: json.replace('"version": 1', '"version": 1e999')),
        "json_number_too_large",
    ),
    "a number of a thousand digits": (
        json_package(lambda json: json.replace('"version": 1', '"version": 1' + "0" * 1000)),
        "json_number_too_large",
    ),
    "a key told twice": (
        json_package(lambda json: json.replace('"version": 1', '"version": 2, "version": 1')),
        "json_duplicate_key",
    ),
    "half JSON": (json_package(lambda json: json[: len(json) // 2]), "json_damaged"),
    "JSON with something after it": (json_package(lambda json: json + "x"), "json_damaged"),
    "JSON that is not UTF-8": (text(b'{"format": "\xff"}'), "invalid_text"),
    "half a surrogate pair": (json_package(lambda json: json.replace("LK-4711", "LK\\ud800")), "invalid_text"),
    "JSON of something else": (text('[{"naam": "Noah"}]'), "unknown_kind"),
    "deep JSON in a log": (event_line(b'{"at":"2026-03-01T08:00:00Z","page":' + b"[" * 90_000 + b"}"), "json_too_deep"),
    "NaN in a log": (event_line(b'{"at":"2026-03-01T08:00:00Z","duration_seconds":NaN}'), "json_not_a_number"),
    "a log line without end": (event_line(b'{"at":"' + NOISE + b'"}'), "record_too_large"),
    "a log that is not UTF-8": (event_line(b'{"at":"2026-03-01T08:00:00Z","page":"\xff"}'), "invalid_text"),
    # Characters and formulas
    "a zero byte in XML": (text(GOOD.replace("Noah", "No\0ah")), "not_well_formed"),
    "a direction character in XML": (text(GOOD.replace("Noah", "\u202ehaoN")), "control_characters"),
    "a direction character in a group": (
        text(document([pupil("1")], groups=[element("groep", inner=element("naam", "4\u2066a"), key="g")])),
        "control_characters",
    ),
    "a formula in XML": (text(GOOD.replace("Noah", "=1+1")), "formula"),
    "XML that is not UTF-8": (text(GOOD.encode().replace(b"Noah", b"No\xffah")), "not_well_formed"),
    "half an XML file": (text(GOOD[:-30]), "not_well_formed"),
    "a control character in a list": (text(CSV + "Lia\x07 Bruin;RT;\n"), "control_characters"),
    "a direction character in a list": (text(CSV + "Lia \u202eniurB;RT;\n"), "control_characters"),
    "a formula in a list": (text(CSV + '"=HYPERLINK(""http://x"";""klik"")";RT;\n'), "formula"),
    "a command in a list": (text(CSV + "-2+3+cmd|' /C calc'!A0;RT;\n"), "formula"),
    "a quote that stays open": (text(CSV + '"Lia Bruin;RT;\n' * 3), "open_quote"),
    # Something else
    "nothing": (text(""), "empty"),
    "white space": (text(" \n\t\n"), "empty"),
    "a folder": (lambda path: path.mkdir(), "not_a_file"),
    "a web page": (text("<html><body>hallo</body></html>"), "other_xml"),
    "a web page with a document type": (text("<!doctype html><html></html>"), "has_doctype"),
    "EDEXML within another standard": (
        text('<EDEX:leerlinggegevens xmlns:EDEX="http://www.edustandaard.nl/x"/>'),
        "other_xml",
    ),
    "a PDF": (text(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), "unknown_kind"),
    "a program": (text(b"MZ\x90\x00\x03"), "unknown_kind"),
}
