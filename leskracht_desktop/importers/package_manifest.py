"""The manifest of a Leskracht package: whom it is about, which parts it has, and their checksums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from leskracht_desktop.domain.bad_value import BadValue
from leskracht_desktop.domain.intake import IncomingAttachment
from leskracht_desktop.domain.intake_codes import RefusalReason
from leskracht_desktop.domain.package_subject import PackageSubject
from leskracht_desktop.domain.people import PersonKind
from leskracht_desktop.domain.text_safety import clean_name
from leskracht_desktop.importers import schema
from leskracht_desktop.importers.archives import Archive, is_safe_name
from leskracht_desktop.importers.json_strict import canonical_json

FORMAT = "leskracht-gegevenspakket"
VERSION = 1
MANIFEST = "manifest.json"


class BadPackage(Exception):
    """A package does not follow its own format; `reason`, `where` and `detail` as in FileRefused."""

    def __init__(self, reason: RefusalReason, where: str = "", detail: str = "") -> None:
        super().__init__(reason, where, detail)
        self.reason = reason
        self.where = where
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Part:
    """One part with records or log events; `content` is there when the package is one JSON document."""

    category: str
    compartment: str
    count: int
    sha256: str
    path: str
    size: int
    content: tuple[Any, ...] | None

    @property
    def where(self) -> str:
        """How messages name this part."""
        return self.path or f"{self.category}.{self.compartment}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a package says about itself."""

    package_id: str
    created_on: str
    subject: PackageSubject
    parts: tuple[Part, ...]
    attachments: Mapping[str, IncomingAttachment]
    covered: frozenset[tuple[str, str]]
    """Category and compartment of all it answers for, also where nothing is held."""


def read_manifest(document: Any, *, inline: bool) -> Manifest:
    """Return a checked manifest; `inline` tells that the package is one JSON document.

    Raises: BadPackage.
    """
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise BadPackage(RefusalReason.UNKNOWN_KIND)
    version = document.get("version")
    if version != VERSION or isinstance(version, bool):
        raise BadPackage(RefusalReason.PACKAGE_VERSION, detail=str(version)[:20])
    try:
        schema.validator(schema.PACKAGE)(document)
    except schema.SchemaMismatch as error:
        raise BadPackage(RefusalReason.PACKAGE_SCHEMA, schema.mismatch_place(error)) from error
    parts = tuple(_part(table, inline=inline) for table in document["parts"])
    covered = [(part.category, part.compartment) for part in parts]
    empty = [(one["category"], one["compartment"]) for one in document.get("empty", ())]
    if len({*covered, *empty}) < len(covered) + len(empty):
        raise BadPackage(RefusalReason.PACKAGE_SCHEMA, "parts")
    attachments = {one["path"]: _attachment(one) for one in document.get("attachments", ())}
    if len(attachments) < len(document.get("attachments", ())) or (inline and attachments):
        raise BadPackage(RefusalReason.PACKAGE_SCHEMA, "attachments")
    return Manifest(
        package_id=document["package_id"],
        created_on=document["created_at"][:10],
        subject=_subject(document["subject"]),
        parts=parts,
        attachments=attachments,
        covered=frozenset((*covered, *empty)),
    )


def check_parts(manifest: Manifest, archive: Archive) -> None:
    """Refuse an archive that has other parts than its manifest names, or parts of another size.

    Raises: BadPackage.
    """
    sizes = {part.path: part.size for part in manifest.parts}
    sizes |= {one.part: one.size for one in manifest.attachments.values()}
    if len(sizes) < len(manifest.parts) + len(manifest.attachments):
        raise BadPackage(RefusalReason.PACKAGE_SCHEMA, "parts")
    for path, size in sizes.items():
        entry = archive.parts.get(path)
        if entry is None:
            raise BadPackage(RefusalReason.PACKAGE_PART_MISSING, path)
        if entry.file_size != size:
            raise BadPackage(RefusalReason.PACKAGE_CHECKSUM, path)
    for path in archive.parts:
        if path != MANIFEST and path not in sizes:
            raise BadPackage(RefusalReason.PACKAGE_PART_EXTRA, path)


def _part(table: Mapping[str, Any], *, inline: bool) -> Part:
    content = table.get("content")
    path = table.get("path", "")
    if inline != (content is not None) or inline == bool(path) or (path and "size" not in table):
        raise BadPackage(RefusalReason.PACKAGE_SCHEMA, "parts")
    return Part(
        category=table["category"],
        compartment=table["compartment"],
        count=table["count"],
        sha256=table["sha256"],
        path=path,
        size=len(canonical_json(content)) if inline else table["size"],
        content=tuple(content) if content is not None else None,
    )


def _attachment(table: Mapping[str, Any]) -> IncomingAttachment:
    name = _line(table["name"], "attachments")
    if "/" in name or not is_safe_name(name):
        raise BadPackage(RefusalReason.ARCHIVE_NAME, table["path"])
    return IncomingAttachment(name, table["media_type"], table["size"], table["sha256"], table["path"])


def _subject(table: Mapping[str, Any]) -> PackageSubject:
    born = table.get("birth_on")
    try:
        birth_on = date.fromisoformat(born) if born else None
    except ValueError as error:
        raise BadPackage(RefusalReason.PACKAGE_SCHEMA, "subject.birth_on") from error
    return PackageSubject(
        reference=_line(table.get("reference", ""), "subject.reference"),
        brin=table.get("brin", ""),
        kind=PersonKind(table["kind"]),
        local_key=_line(table.get("school_key", ""), "subject.school_key"),
        name=_line(table["name"], "subject.name"),
        birth_on=birth_on,
        email=_line(table.get("email", ""), "subject.email"),
    )


def _line(text: str, where: str) -> str:
    try:
        return clean_name(text)
    except BadValue as error:
        raise BadPackage(RefusalReason.CONTROL_CHARACTERS, where) from error
