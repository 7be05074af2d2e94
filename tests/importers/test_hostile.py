"""Hostile files are refused with the reason, quickly and with little memory; so is what is made from a good one."""

from __future__ import annotations

import hashlib
import io
import json
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leskracht_desktop.domain.intake_codes import RefusalReason
from leskracht_desktop.errors import FileRefused, FileUnreadable
from leskracht_desktop.importers.archives import is_safe_name
from leskracht_desktop.importers.limits import MIB
from leskracht_desktop.importers.source import SourceFile
from tests.support.edexml import base_group, document, element, pupil, staff
from tests.support.hostile import HOSTILE, archive, workbook
from tests.support.intake import read_file
from tests.support.packages import Package


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason(tmp_path: Path, name: str):
    make, reason = HOSTILE[name]
    path = tmp_path / "onschuldig.txt"
    make(path)
    tracemalloc.start()
    try:
        with pytest.raises(FileRefused) as caught:
            read_file(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert caught.value.path == path
    assert caught.value.reason == reason
    assert caught.value.reason in set(RefusalReason)
    assert peak < 64 * MIB


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(FileUnreadable) as caught:
        read_file(tmp_path / "weg.xml")
    assert caught.value.detail == "ENOENT"


@pytest.mark.parametrize("name", ["lijst.xlsx", "LIJST.XLSM"])
def test_a_text_that_calls_itself_a_workbook_is_no_list(tmp_path, name):
    path = tmp_path / name
    path.write_text("dit is geen werkmap\nmaar een paar regels tekst\n")
    with pytest.raises(FileRefused) as caught:
        read_file(path)
    assert caught.value.reason == "not_excel"


def test_archives_inside_an_archive_are_never_opened(tmp_path):
    bomb = tmp_path / "bom.zip"
    HOSTILE["a zip bomb"][0](bomb)
    path = Package(attachments={"bijlagen/0001.jpg": bomb.read_bytes()}).write_zip(tmp_path / "a.zip")
    assert not read_file(path).problems


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("manifest.json", True),
        ("data/usage log-é.jsonl", True),
        ("bijlagen/..jpg", True),
        ("", False),
        ("..", False),
        ("a/../b", False),
        ("a//b", False),
        ("./a", False),
        ("a/ b", False),
        ("a /b", False),
        ("a\\b", False),
        ("a:b", False),
        ("LPT1", False),
        ("data/nul.txt", False),
        ("a\u200bb", False),
        ("x" * 241, False),
    ],
)
def test_names_in_archives(name, safe):
    assert is_safe_name(name) is safe


def test_the_file_that_was_opened_is_the_file_that_is_read(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"eerst")
    with SourceFile(path) as source:
        before = source.sha256()
        path.unlink()
        path.write_bytes(b"daarna")
        assert source.sha256() == before
        assert source.head(99) == b"eerst"


def samples(folder: Path) -> dict[str, bytes]:
    """One good file of each kind."""
    xml = document(
        [
            pupil("1", achternaam="Berg", roepnaam="Noah", geboortedatum="2014-05-03", bsn="111222333"),
            pupil("2", inner=element("groep", key="g") + element("toevoegingen", inner="<blok><code>x</code></blok>")),
        ],
        [staff("L1", achternaam="Haan", inner=element("groepen", inner=element("groep", key="g")))],
        groups=[base_group("g", "4a")],
    )
    rows = "Leerlingnummer;Naam ouder;Relatie;Gezag;E-mail\n00123;Zoë El Amrani;moeder;ja;z@thuis.example\n" * 3
    return {
        "edexml": xml.encode(),
        "csv": rows.encode("cp1252"),
        "csv in utf-16": rows.encode("utf-16"),
        "xlsx": workbook(folder / "a.xlsx").read_bytes(),
        "package": Package().write_zip(folder / "a.zip").read_bytes(),
        "json": Package(attachments={}).write_json(folder / "a.json").read_bytes(),
    }


@st.composite
def damage(draw: st.DrawFn) -> list[tuple[str, float, bytes]]:
    """Some ways to damage bytes: overwrite, insert, cut, copy."""
    step = st.tuples(
        st.sampled_from(["overwrite", "insert", "cut", "copy"]),
        st.floats(0, 1, exclude_max=True),
        st.one_of(
            st.binary(min_size=1, max_size=8),
            st.sampled_from(
                [b"\0", b"<", b">", b"&", b'"', b";", b"\n", b"{", b"]", b"\xff\xff\xff\xff", b"<!DOCTYPE x>"]
            ),
        ),
    )
    return draw(st.lists(step, min_size=1, max_size=6))


def damaged(content: bytes, steps: list[tuple[str, float, bytes]]) -> bytes:
    for way, where, some in steps:
        at = int(where * len(content))
        if way == "overwrite":
            content = content[:at] + some + content[at + len(some) :]
        elif way == "insert":
            content = content[:at] + some + content[at:]
        elif way == "cut":
            content = content[:at] + content[at + len(some) * 16 :]
        else:
            content = content[:at] + content[at // 2 : at] + content[at:]
    return content


def read_or_refuse(path: Path) -> bool:
    """Tell whether a file is read, or refused for a reason the program knows; any other error goes on."""
    try:
        return bool(read_file(path).items)
    except FileRefused as refusal:
        return refusal.reason in set(RefusalReason)


@pytest.fixture(scope="module")
def good(tmp_path_factory) -> dict[str, bytes]:
    return samples(tmp_path_factory.mktemp("good"))


@pytest.mark.parametrize("kind", ["edexml", "csv", "csv in utf-16", "xlsx", "package", "json"])
@settings(max_examples=150)
@given(steps=damage())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(good, tmp_path_factory, kind, steps):
    path = tmp_path_factory.getbasetemp() / f"damaged-{kind}"
    path.write_bytes(damaged(good[kind], steps))
    assert read_or_refuse(path)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(content)
    assert read_or_refuse(path)


@settings(max_examples=150)
@given(steps=damage(), part=st.integers(0, 30))
def test_a_workbook_with_a_damaged_part(good, tmp_path_factory, steps, part):
    path = tmp_path_factory.getbasetemp() / "damaged-part"
    with zipfile.ZipFile(io.BytesIO(good["xlsx"])) as source, zipfile.ZipFile(path, "w") as target:
        for number, name in enumerate(names := source.namelist()):
            content = source.read(name)
            target.writestr(name, damaged(content, steps) if number == part % len(names) else content)
    assert read_or_refuse(path)


@settings(max_examples=150)
@given(steps=damage(), part=st.integers(0, 30))
def test_a_package_with_a_damaged_part_and_the_right_checksum(good, tmp_path_factory, steps, part):
    path = tmp_path_factory.getbasetemp() / "damaged-package"
    with zipfile.ZipFile(io.BytesIO(good["package"])) as source:
        contents = {name: source.read(name) for name in source.namelist()}
    manifest = json.loads(contents["manifest.json"])
    table = manifest["parts"][part % len(manifest["parts"])]
    content = contents[table["path"]] = damaged(contents[table["path"]], steps)
    lines = table["path"].endswith(".jsonl")
    table |= {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    table["count"] = len(content.splitlines()) if lines else table["count"]
    contents["manifest.json"] = json.dumps(manifest).encode()
    archive(*contents.items())(path)
    assert read_or_refuse(path)
