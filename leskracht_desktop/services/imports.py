"""Taking in files: what is it, what would it do, do it; in one transaction, or not at all."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from leskracht_desktop.domain.audit import AuditEntity, AuditKind, Detail
from leskracht_desktop.domain.intake import (
    ImportKind,
    ImportOptions,
    ImportPreview,
    ImportResult,
    ImportRow,
    Recognised,
)
from leskracht_desktop.domain.intake_codes import RefusalReason
from leskracht_desktop.domain.names import display_name, name_in
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.importers.csv_table import CsvTable
from leskracht_desktop.importers.edexml import EdexmlFile
from leskracht_desktop.importers.package import PackageFile
from leskracht_desktop.importers.recognise import recognise
from leskracht_desktop.importers.source import SourceFile
from leskracht_desktop.importers.tables import TableFile
from leskracht_desktop.importers.xlsx_table import XlsxTable
from leskracht_desktop.services.base import Service
from leskracht_desktop.services.imports_run import By, ImportRun
from leskracht_desktop.services.imports_subject import Subject
from leskracht_desktop.services.inventory import processing_inventory
from leskracht_desktop.storage import intake_school
from leskracht_desktop.storage.models import Import

__all__ = ["ImportOptions", "ImportService", "Report", "silent"]

Report = Callable[[int, int], None]
"""Told how much is done of how much; may raise Cancelled."""

_HISTORY: Final = 200

OpenFile = EdexmlFile | TableFile | PackageFile


def silent(done: int, total: int) -> None:
    """Report to nobody."""


class ImportService(Service):
    """Recognises, previews and takes in files; a file that is refused changes nothing."""

    def recognise(self, path: Path) -> Recognised:
        """Return what a file is, by its content; for lists also the columns and what they mean, as far as known.

        Raises: FileRefused, FileUnreadable, FileInUse.
        """
        with self._holder.vault.read() as session, _opened(session, path, ImportOptions()) as (_, file):
            if isinstance(file, EdexmlFile):
                next(file.records())
                return Recognised(kind=file.kind, school=file.school)
            if isinstance(file, PackageFile):
                return Recognised(kind=file.kind, school=file.school, subject=file.subject)
            return file.recognised(saved=intake_school.saved_mapping(session, file.layout) is not None)

    def preview(self, path: Path, options: ImportOptions | None = None, report: Report = silent) -> ImportPreview:
        """Read a whole file and return what taking it in would do; nothing is changed.

        Raises: FileRefused, FileUnreadable, FileInUse, NotFound, Cancelled.
        """
        chosen = options or ImportOptions()
        with self._holder.vault.read() as session, _opened(session, path, chosen) as (source, file):
            run = ImportRun(session, file, chosen, By(path, self._clock(), self._actor()))
            read = run.read(lambda: report(file.position(), source.size))
            sha256 = source.sha256(lambda: report(source.size, source.size))
            return ImportPreview(
                kind=file.kind,
                file_name=visible(path.name),
                sha256=sha256,
                size=source.size,
                school=read.school.name,
                school_year=file.school.school_year,
                counts=dict(read.outcome.counts),
                lines=tuple(read.outcome.lines),
                lines_total=read.outcome.lines_total,
                problems=tuple(read.outcome.problems),
                problems_total=read.outcome.problems_total,
                dropped=dict(file.tally.dropped),
                already_imported=intake_school.earlier_import(session, sha256),
                about=display_name(name_in(read.subject.person)) if read.subject else "",
                must_confirm=read.subject is not None and read.subject.must_confirm,
            )

    def carry_out(
        self, path: Path, options: ImportOptions | None, expected_sha256: str, report: Report = silent
    ) -> ImportResult:
        """Take in the file that was previewed, in one transaction; when nothing changes, nothing is recorded either.

        Raises: FileRefused (`changed_since_preview` when it is not the file of the preview, `person_unconfirmed` when
            the preview said `must_confirm` and the options do not say `confirmed`), FileUnreadable, FileInUse,
            NotFound, Cancelled, ReadOnlyVault, DiskFull.
        """
        chosen = options or ImportOptions()
        with self._holder.vault.session() as session, _opened(session, path, chosen) as (source, file):
            _expect(source, expected_sha256)
            now, actor = self._clock(), self._actor()
            row = Import(
                kind=file.kind.value,
                file_name=visible(path.name),
                sha256=expected_sha256,
                size=source.size,
                imported_at=now,
                actor=actor,
                counts={},
                dropped={},
            )
            session.add(row)
            session.flush()
            run = ImportRun(session, file, chosen, By(path, now, actor), import_id=row.id)
            read = run.read(lambda: report(file.position(), source.size))
            # The same bytes from beginning to end, or none of them.
            _expect(source, expected_sha256)
            report(source.size, source.size)
            if isinstance(file, TableFile):
                intake_school.save_mapping(session, file.layout, file.mapping, now)
            if read.outcome.changes_nothing and not _tells_newer(session, read.school.id, file):
                session.delete(row)
                return ImportResult(None, dict(read.outcome.counts), dict(file.tally.dropped))
            row.school_id = read.school.id
            row.school_year, row.reference_on = file.school.school_year, file.school.reference_on
            row.counts, row.dropped = (
                dict(read.outcome.counts),
                {str(kind): n for kind, n in file.tally.dropped.items()},
            )
            details = _details(row) | _subject_details(read.subject)
            self._record(session, AuditKind.IMPORT_DONE, AuditEntity.IMPORT, row.id, **details)
            return ImportResult(row.id, dict(row.counts), dict(row.dropped))

    def history(self, limit: int = _HISTORY) -> tuple[ImportRow, ...]:
        """Return the files that were taken in, newest first."""
        with self._holder.vault.read() as session:
            rows = intake_school.history(session, limit)
        return tuple(
            ImportRow(
                id=row.id,
                kind=ImportKind(row.kind),
                file_name=row.file_name,
                sha256=row.sha256,
                size=row.size,
                school=school,
                school_year=row.school_year,
                reference_on=row.reference_on,
                imported_at=row.imported_at,
                actor=row.actor,
                counts=row.counts,
                dropped=row.dropped,
            )
            for row, school in rows
        )


@contextlib.contextmanager
def _opened(session: Session, path: Path, options: ImportOptions) -> Iterator[tuple[SourceFile, OpenFile]]:
    """Give the open file and what reads it; a list gets the mapping that was chosen for its layout before."""
    with SourceFile(path) as source:
        kind = recognise(source)
        if options.kind is not None and options.kind is not kind:
            raise source.refuse(RefusalReason.UNKNOWN_KIND, detail=kind.value)
        if kind is ImportKind.EDEXML:
            yield source, EdexmlFile(source)
        elif kind is ImportKind.PACKAGE:
            yield source, PackageFile(source, processing_inventory())
        else:
            table = CsvTable(source) if kind is ImportKind.CSV else XlsxTable(source)
            file = TableFile(source, table, options.mapping, options.person_kind)
            if options.mapping is None:
                saved = intake_school.saved_mapping(session, file.layout)
                if saved is not None:
                    file = TableFile(source, table, saved, options.person_kind)
            yield source, file


def _tells_newer(session: Session, school_id: int, file: OpenFile) -> bool:
    """Tell whether a file says of a later day than any before how it is at a school."""
    if isinstance(file, PackageFile):
        return False
    return file.school.reference_on > intake_school.newest_reference(session, school_id, file.kind)


def _expect(source: SourceFile, sha256: str) -> None:
    if source.sha256() != sha256:
        raise source.refuse(RefusalReason.CHANGED_SINCE_PREVIEW)


def _details(row: Import) -> dict[str, Detail]:
    """Return what the audit log keeps of an import: its kind, its checksum and the counts."""
    counts: dict[str, Detail] = {key.replace(".", "_"): number for key, number in row.counts.items()}
    dropped: dict[str, Detail] = {f"dropped_{kind}": number for kind, number in row.dropped.items()}
    return {"file_kind": row.kind, "sha256": row.sha256, **counts, **dropped}


def _subject_details(subject: Subject | None) -> dict[str, Detail]:
    """Return whom a package went to, and that only the user said that it is about that person."""
    if subject is None:
        return {}
    how = "confirmed_by_user" if subject.must_confirm else "chosen_by_user"
    return {"person": int(subject.person["id"]), **({"subject": how} if subject.unproven else {})}
