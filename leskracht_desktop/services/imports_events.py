"""Log events of a package: batches that are known are passed over, and no event is stored twice."""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left

from leskracht_desktop.domain.intake import Change, IncomingEventBatch
from leskracht_desktop.importers.package_events import batch_of_lines
from leskracht_desktop.services.imports_context import ImportContext
from leskracht_desktop.storage import intake_records

_MARK = 8  # bytes of a digest: among a million events a chance of one in thirty million that two look the same


class EventIntake:
    """Takes the batches of one person."""

    def __init__(self, context: ImportContext, person_id: int) -> None:
        self._context = context
        self._person_id = person_id
        self._held = intake_records.held_batches(context.session, person_id)
        self._marks: dict[tuple[str, str], array[int]] = {}

    def take(self, batch: IncomingEventBatch) -> None:
        """Take a batch; what is stored already stays as it is, also when Leskracht has removed it since."""
        context = self._context
        held = self._held.get((batch.category, batch.compartment), set())
        fresh: IncomingEventBatch | None = batch
        if batch.sha256 in held:
            fresh = None
        elif held:
            fresh = self._without_known(batch)
        known = batch.count - (fresh.count if fresh else 0)
        if known:
            context.outcome.add(Change.UNCHANGED, "events", lambda: "", number=known)
        if fresh is None:
            return
        place = (batch.category, batch.compartment)
        context.outcome.add(Change.NEW, "events", lambda: batch.category, number=fresh.count, category=place)
        if context.import_id is not None:
            intake_records.insert_batch(context.session, self._person_id, fresh, context.import_id)

    def _without_known(self, batch: IncomingEventBatch) -> IncomingEventBatch | None:
        """Return a batch without the events that came with an earlier package, None when that leaves nothing."""
        marks = self._marks_of(batch.category, batch.compartment)
        lines = batch.lines.splitlines()
        fresh = [line for line in lines if not _holds(marks, _mark(line))]
        if len(fresh) == len(lines):
            return batch
        return batch_of_lines(batch.category, batch.compartment, fresh)

    def _marks_of(self, category: str, compartment: str) -> array[int]:
        """Return the sorted marks of the events that are stored: eight bytes for each."""
        key = (category, compartment)
        if key not in self._marks:
            lines = intake_records.event_lines(self._context.session, self._person_id, category, compartment)
            self._marks[key] = array("Q", sorted(array("Q", map(_mark, lines))))
        return self._marks[key]


def _mark(line: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(line, digest_size=_MARK).digest(), "big")


def _holds(marks: array[int], mark: int) -> bool:
    place = bisect_left(marks, mark)
    return place < len(marks) and marks[place] == mark
