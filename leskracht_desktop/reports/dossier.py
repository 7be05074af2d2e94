"""From a frozen snapshot to a finished dossier: one PDF with the letter, the data, the facts and all files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, time

from leskracht_desktop.domain.dossier import DossierSnapshot, RenderedDossier
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.reports.about import about_pages
from leskracht_desktop.reports.attached import AttachedFiles
from leskracht_desktop.reports.chapters import Numbering, data_chapters, own_chapter
from leskracht_desktop.reports.closing import files_chapter, left_out_chapter, recipients_chapter, rights_chapter
from leskracht_desktop.reports.enclosures import Enclosure, enclosures
from leskracht_desktop.reports.event_files import event_files
from leskracht_desktop.reports.letter import letter
from leskracht_desktop.reports.masked import masked, masker_for
from leskracht_desktop.reports.pdf.document import render
from leskracht_desktop.reports.pdf.model import Block, Document, Logo
from leskracht_desktop.reports.records import RecordSection, walk

Report = Callable[[int, int], None]

_NOON = time(12, tzinfo=UTC)
_STEPS_BESIDE_EVENTS = 4


def render_dossier(snapshot: DossierSnapshot, report: Report) -> RenderedDossier:
    """Return the finished dossier; equal snapshots give equal bytes.

    `report` hears (done, total) and may raise `Cancelled`.

    Raises: Cancelled; fastjsonschema.JsonSchemaValueException when the attached JSON does not follow its schema.
    """
    progress = _Progress(report, sum(len(events.batches) for events in snapshot.event_lines) + _STEPS_BESIDE_EVENTS)
    document, count = _document(snapshot, progress)
    progress.step()
    finished = render(document, progress.check)
    progress.finish()
    digest = hashlib.sha256(finished.data).hexdigest()
    return RenderedDossier(finished.data, finished.page_count, digest, count)


def dossier_document(snapshot: DossierSnapshot) -> Document:
    """Return what a dossier says, without a word on how it is drawn."""
    return _document(snapshot, _Progress(lambda _done, _total: None, 1))[0]


class _Progress:
    """Counts the steps of one dossier; every step is a moment to stop."""

    def __init__(self, report: Report, total: int) -> None:
        self._report, self._total, self._done = report, total, 0
        report(0, total)

    def step(self) -> None:
        self._done = min(self._done + 1, self._total)
        self._report(self._done, self._total)

    def check(self, _done: int, _total: int) -> None:
        """Let the engine's own progress be a moment to stop without moving the count."""
        self._report(self._done, self._total)

    def finish(self) -> None:
        self._report(self._total, self._total)


def _document(snapshot: DossierSnapshot, progress: _Progress) -> tuple[Document, int]:
    masker = masker_for(snapshot)
    full_events = event_files(snapshot, masker, progress.step)
    clean = masked(snapshot, masker)
    files = AttachedFiles(clean.attachments)
    sections = walk(clean, files)
    progress.step()
    enclosed = enclosures(clean, sections, files, full_events)
    progress.step()
    blocks = tuple(_blocks(clean, sections, files, enclosed, len(full_events)))
    return _bound(clean, blocks, enclosed), clean.masked


def _blocks(
    snapshot: DossierSnapshot,
    sections: Sequence[RecordSection],
    files: AttachedFiles,
    enclosed: Sequence[Enclosure],
    event_file_count: int,
) -> Iterator[Block]:
    numbering = Numbering()
    yield from letter(snapshot, sections, files, event_file_count)
    yield from about_pages(snapshot)
    yield from data_chapters(snapshot, sections, files, numbering)
    yield from own_chapter(snapshot, sections, numbering)
    yield from recipients_chapter(snapshot, numbering)
    yield from left_out_chapter(snapshot, files, numbering)
    yield from rights_chapter(snapshot, numbering)
    yield from files_chapter([one.file for one in enclosed], [one.size for one in enclosed], numbering)


def _bound(snapshot: DossierSnapshot, blocks: tuple[Block, ...], enclosed: Sequence[Enclosure]) -> Document:
    controller = snapshot.controller
    school = visible(controller.school)
    title = f"Inzagedossier {snapshot.number}"
    return Document(
        title=title,
        author=school,
        created_at=datetime.combine(snapshot.prepared_on, _NOON),
        blocks=blocks,
        subject="Antwoord op een verzoek om inzage (AVG artikel 15)",
        keywords=("inzage", "AVG", "artikel 15"),
        identifier=snapshot.number,
        attachments=tuple(one.file for one in enclosed),
        header=f"{school} · {title}",
        footer="Vertrouwelijk: alleen voor wie dit dossier vroeg",
        logo=Logo(controller.logo, f"Logo van {school}") if controller.logo else None,
    )
