"""Everything that goes along inside a dossier's PDF: data for computers, stored files, and a list with checksums."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from leskracht_desktop.domain.dossier import DossierSnapshot
from leskracht_desktop.labels_nl import whole_number
from leskracht_desktop.reports.attached import AttachedFiles
from leskracht_desktop.reports.dossier_csv import dossier_csv
from leskracht_desktop.reports.dossier_json import SCHEMA_NAME, dossier_json, schema_text
from leskracht_desktop.reports.event_files import PackedFile
from leskracht_desktop.reports.pdf.model import EmbeddedFile, PackedBytes, Relationship
from leskracht_desktop.reports.records import RecordSection

JSON_NAME = "dossier.json"
CSV_NAME = "dossier.csv"
SCHEMA_FILE_NAME = f"schema-{SCHEMA_NAME}"
MANIFEST_NAME = "manifest.json"
MANIFEST_FORMAT = "leskracht-dossier-manifest"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file inside the PDF with its size in bytes and its SHA-256."""

    file: EmbeddedFile
    size: int
    sha256: str


def enclosures(
    snapshot: DossierSnapshot,
    sections: Sequence[RecordSection],
    files: AttachedFiles,
    event_files: Sequence[PackedFile],
) -> tuple[Enclosure, ...]:
    """Return all files of a dossier, the manifest last; it lists every other one.

    Raises: fastjsonschema.JsonSchemaValueException when the JSON does not follow its schema.
    """
    found = [
        _plain(
            JSON_NAME,
            "application/json",
            "Alle gegevens van dit dossier, voor een computer",
            dossier_json(snapshot, sections, files),
        ),
        _plain(CSV_NAME, "text/csv", "Alle gegevens van dit dossier, als tabel", dossier_csv(sections)),
        *(_packed(file) for file in event_files),
        *(
            _plain(file.name, file.media_type, f"Bewaard bestand: {file.original}", file.data, Relationship.SUPPLEMENT)
            for file in files.enclosed
        ),
        _plain(
            SCHEMA_FILE_NAME,
            "application/schema+json",
            f"Uitleg van {JSON_NAME}, voor een computer",
            schema_text(),
            Relationship.SUPPLEMENT,
        ),
    ]
    found.append(
        _plain(
            MANIFEST_NAME,
            "application/json",
            "Lijst van deze bestanden met controlegetallen",
            _manifest(snapshot, found),
            Relationship.SUPPLEMENT,
        )
    )
    return tuple(found)


def _plain(
    name: str, mime: str, description: str, data: bytes, relationship: Relationship = Relationship.DATA
) -> Enclosure:
    file = EmbeddedFile(name, mime, description, data, relationship)
    return Enclosure(file, len(data), hashlib.sha256(data).hexdigest())


def _packed(packed: PackedFile) -> Enclosure:
    description = f"{packed.description} ({whole_number(packed.lines)} regels)"
    data = PackedBytes(packed.deflated, packed.size, packed.md5)
    return Enclosure(EmbeddedFile(packed.name, packed.mime, description, data), packed.size, packed.sha256)


def _manifest(snapshot: DossierSnapshot, files: Sequence[Enclosure]) -> bytes:
    content = {
        "format": MANIFEST_FORMAT,
        "version": 1,
        "number": snapshot.number,
        "prepared_on": snapshot.prepared_on.isoformat(),
        "program": snapshot.program,
        "schema": SCHEMA_FILE_NAME,
        "files": [
            {
                "name": one.file.name,
                "media_type": one.file.mime,
                "description": one.file.description,
                "size": one.size,
                "sha256": one.sha256,
            }
            for one in files
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n"
