"""What goes along inside a dossier: events in full, stored files under safe names, pictures fit for the page."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tracemalloc
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from leskracht_desktop.domain.dossier import Masking
from leskracht_desktop.domain.masking import Masker
from leskracht_desktop.domain.people import Custody, RelationKind
from leskracht_desktop.domain.text_safety import formula_restored
from leskracht_desktop.errors import Cancelled
from leskracht_desktop.reports.attached import AttachedFiles, safe_file_name
from leskracht_desktop.reports.dossier import render_dossier
from leskracht_desktop.reports.event_files import event_files
from leskracht_desktop.reports.pictures import Pictures
from tests.reports.pdf.readback import FinishedFile
from tests.support import leaks, snapshots, verapdf

NOBODY = Masker(())


def quiet(_done: int = 0, _total: int = 0) -> None:
    return None


def with_events(*events: dict[str, object]):
    lines = "".join(json.dumps(event, ensure_ascii=False) + "\n" for event in events).encode()
    summary, stored = snapshots.usage(1)
    return snapshots.build(
        snapshots.person(),
        events=((replace(summary, count=len(events)), replace(stored, batches=(zlib.compress(lines),))),),
    )


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_events_are_enclosed_whole_as_lines_and_as_a_table():
    summary, stored = snapshots.usage(1200, per_batch=500)
    snapshot = snapshots.build(snapshots.person(), events=((summary, stored),))
    lines_file, table_file = event_files(snapshot, NOBODY, quiet)
    lines = zlib.decompress(lines_file.deflated)
    assert lines == b"".join(zlib.decompress(batch) for batch in stored.batches)
    assert (lines_file.size, lines_file.lines) == (len(lines), 1200)
    assert lines_file.sha256 == hashlib.sha256(lines).hexdigest()
    rows = table(zlib.decompress(table_file.deflated))
    assert rows[0][:4] == ["Op", "Wat", "Bladzijde", "Hoe lang"]
    assert len(rows) == 1201
    assert {row[1] for row in rows[1:]} <= {"inloggen", "bekijken", "klikken", "beginnen", "antwoord geven", "afmaken", "uitloggen"}  # fmt: skip  # noqa: E501 (the choices of the inventory)


def test_odd_events_lose_nothing_and_are_no_formulas():
    snapshot = with_events(
        {"at": "2026-01-01T00:00:00Z", "page": "=cmd()", "nieuw": "iets; anders", "duration_seconds": 5},
        {"at": None, "page": 'bidi\u202e\n;"', "action": "tovenarij"},
    )
    _, table_file = event_files(snapshot, NOBODY, quiet)
    head, first, second = table(zlib.decompress(table_file.deflated))
    assert formula_restored(first[head.index("Bladzijde")]) == "=cmd()"
    assert first[head.index("Bladzijde")].startswith("'")
    assert first[head.index("Verder")] == "nieuw: iets; anders"
    assert first[head.index("Hoe lang")] == "5"
    assert second[head.index("Bladzijde")] == 'bidi⟨U+202E⟩\n;"'
    assert second[head.index("Wat")] == "tovenarij"


def test_masked_names_are_gone_from_events():
    snapshot = with_events({"at": "2026-01-01T00:00:00Z", "page": "/leerling/sanne-de-boer", "details": "Sanne zegt"})
    files = event_files(snapshot, Masker([Masking("Sanne de Boer", 1)]), quiet)
    for file in files:
        assert b"anne" not in zlib.decompress(file.deflated)


def test_two_hundred_thousand_events_need_little_memory():
    summary, stored = snapshots.usage(200_000, per_batch=5000)
    snapshot = snapshots.build(snapshots.person(), events=((summary, stored),))
    seen: list[int] = []
    tracemalloc.start()
    try:
        files = event_files(snapshot, NOBODY, lambda: seen.append(tracemalloc.get_traced_memory()[0]))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(seen) == 40
    packed = sum(len(file.deflated) for file in files)
    unpacked = sum(file.size for file in files)
    assert unpacked > 40_000_000
    assert peak < 3 * packed + 12_000_000  # one batch of 5,000 events and the compressed result, twice while joined


def test_the_dossier_of_a_busy_pupil_stays_short_and_archival():
    summary, stored = snapshots.usage(200_000, per_batch=5000)
    snapshot = snapshots.build(snapshots.person(), events=((summary, stored),))
    rendered = render_dossier(snapshot, quiet)
    assert rendered.page_count < 25
    assert not verapdf.failures(rendered.data)
    inside = FinishedFile(rendered.data).attachments
    assert inside["gebruik.jsonl"].count(b"\n") == 200_000
    assert len(table(inside["gebruik.csv"])) == 200_001


@pytest.mark.parametrize("batches", [0, 1, 3])
def test_making_the_files_can_be_stopped(batches: int):
    summary, stored = snapshots.usage(500, per_batch=100)
    snapshot = snapshots.build(snapshots.person(), events=((summary, stored),))
    left = [batches]

    def stop() -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        event_files(snapshot, NOBODY, stop)


@pytest.mark.parametrize(
    ("name", "media_type", "expected"),
    [
        ("schoolplein.jpg", "image/jpeg", "bijlage-007-schoolplein.jpg"),
        ("Mijn foto (1).JPG", "image/jpeg", "bijlage-007-Mijn-foto-1.jpg"),
        ("../../etc/passwd", "text/plain", "bijlage-007-passwd.txt"),
        ("C:\\boze\\map\\x.exe", "application/octet-stream", "bijlage-007-x.exe"),
        ("", "video/mp4", "bijlage-007.mp4"),
        ("...", "", "bijlage-007"),
        ("été.png", "image/png", "bijlage-007-été.png"),
        ("a\u202egnp.exe", "image/png", "bijlage-007-a-gnp.exe"),
        ("x" * 300 + ".pdf", "application/pdf", f"bijlage-007-{'x' * 48}.pdf"),
    ],
)
def test_names_are_safe_and_numbered(name: str, media_type: str, expected: str):
    assert safe_file_name(7, name, media_type) == expected


def test_clashing_names_stay_apart():
    files = AttachedFiles(snapshots.attachment(number, "foto.jpg", "image/jpeg", b"") for number in (5, 9))
    assert [file.name for file in files] == ["bijlage-001-foto.jpg", "bijlage-002-foto.jpg"]
    found = files.get(9)
    assert found is not None
    assert found.name == "bijlage-002-foto.jpg"
    assert files.get(None) is None
    assert files.get(1) is None


def picture_of(data: bytes, media_type: str = "image/png"):
    files = AttachedFiles([snapshots.attachment(1, "x", media_type, data)])
    return Pictures(files).of(1)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


@pytest.mark.parametrize(
    ("image", "kind"),
    [
        (Image.new("RGB", (3000, 2000), "red"), "JPEG"),
        (Image.new("CMYK", (40, 30)), "JPEG"),
        (Image.new("L", (40, 30)), "PNG"),
        (Image.new("RGBA", (40, 30), (1, 2, 3, 4)), "PNG"),
        (Image.new("P", (40, 30)), "GIF"),
        (Image.new("I;16", (40, 30)), "PNG"),
        (Image.new("1", (1, 900)), "BMP"),
        (Image.new("RGB", (40, 30)), "WEBP"),
    ],
    ids=lambda value: getattr(value, "mode", value),
)
def test_pictures_of_every_kind_become_small_upright_rgb(image: Image.Image, kind: str):
    picture = picture_of(saved(image, kind))
    assert picture is not None
    with Image.open(io.BytesIO(picture.data)) as shown:
        assert (shown.format, shown.mode) == ("JPEG", "RGB")
        assert max(shown.size) <= 1200
    assert 0 < picture.width_mm <= 100


def test_a_photo_taken_sideways_is_turned():
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = picture_of(saved(Image.new("RGB", (60, 20)), "JPEG", exif=exif), "image/jpeg")
    assert picture is not None
    with Image.open(io.BytesIO(picture.data)) as shown:
        assert shown.height > shown.width


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"", "image/png"),
        (b"\x89PNG\r\n\x1a\n damaged", "image/png"),
        (saved(Image.new("RGB", (40, 30)), "JPEG")[:200], "image/jpeg"),
        (b"II*\0 a tiff", "image/tiff"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        (saved(Image.new("RGB", (40, 30)), "JPEG"), "video/mp4"),
    ],
)
def test_what_is_no_picture_is_only_enclosed(data: bytes, media_type: str):
    assert picture_of(data, media_type) is None


def test_a_picture_too_large_to_look_at_is_only_enclosed():
    assert picture_of(saved(Image.new("1", (9000, 9000)), "PNG")) is None


def test_nothing_of_a_masked_name_is_left_in_the_whole_file(tmp_path: Path):
    name = "Sanne de Boer"
    with_name = Image.new("RGB", (60, 40))
    exif = Image.Exif()
    exif[0x013B] = f"gemaakt door {name}"
    files = (
        snapshots.attachment(1, f"brief van {name}.txt", "text/plain", f"Lieve {name}, dag Sanne!".encode()),
        snapshots.attachment(2, "foto.jpg", "image/jpeg", saved(with_name, "JPEG", exif=exif)),
        snapshots.attachment(3, "goed.jpg", "image/jpeg", snapshots.photo("x", (60, 40))),
        snapshots.attachment(4, "verslag.docx", "application/msword", b"PK\x03\x04 who knows"),
        snapshots.attachment(5, "oud.txt", "text/plain", f"{name} was h\xe9\xe9l blij".encode("cp1252")),
    )
    records = tuple(
        snapshots.record("media", {"title": f"Bij {name}", "description": f"Met Sanne, {name.upper()}"}, file=file,
                         number=number, third_parties=(name,))
        for number, file in enumerate(files)
    )  # fmt: skip
    summary, stored = snapshots.usage(3)
    batch = zlib.compress(f'{{"at":"2026-01-01T00:00:00Z","page":"/{name}"}}\n'.encode())
    snapshot = snapshots.build(
        snapshots.person(
            note=f"Zit naast {name}",
            relations=(snapshots.relation(1, name, RelationKind.OTHER, Custody.NO),),
        ),
        records,
        ((summary, replace(stored, batches=(batch,))),),
        attachments=files,
        maskings=(Masking(name, 1, ("sdb2015",)),),
        mask_reason=f"{name} is een ander kind",
        request=snapshots.request(description=f"Is {name} genoemd?"),
    )
    rendered = render_dossier(snapshot, quiet)
    (tmp_path / "d.pdf").write_bytes(rendered.data)
    assert leaks.find_marks([tmp_path], ["sanne", "boer", "sdb2015"]) == []
    file = FinishedFile(rendered.data)
    assert not any("Sanne" in line or "Boer" in line for line in file.outline())
    inside = file.attachments
    assert inside["bijlage-001-brief-van-naam-van-een-ander-1.txt"].decode().count("[naam van een ander, 1]") == 2
    assert "bijlage-003-goed.jpg" in inside
    assert not any(name.startswith(("bijlage-002", "bijlage-004")) for name in inside)
    assert "héél blij" in inside["bijlage-005-oud.txt"].decode()
    assert rendered.masked >= 10
    assert not verapdf.failures(rendered.data)


def test_the_marks_are_found_when_nothing_is_masked(tmp_path: Path):
    """The search of the test above is no use if it would not find the name."""
    snapshot = snapshots.build(snapshots.person(note="Zit naast Sanne de Boer"))
    (tmp_path / "d.pdf").write_bytes(render_dossier(snapshot, quiet).data)
    assert leaks.find_marks([tmp_path], ["sanne"])
