"""Contact lists in CSV and Excel files: columns given a meaning, rows turned into people."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from leskracht_desktop.domain.intake import IncomingSchool, IncomingStream, Recognised, Tally
from leskracht_desktop.domain.intake_codes import DroppedKind, RefusalReason
from leskracht_desktop.domain.people import PersonKind
from leskracht_desktop.importers.source import SourceFile
from leskracht_desktop.importers.table_columns import (
    FIELDS,
    dropped_kind,
    guess_kind,
    guess_mapping,
    layout_of,
    plain,
    unique_names,
)
from leskracht_desktop.importers.table_people import HostileCell, RowReader, columns_of
from leskracht_desktop.importers.table_rows import Row, Table, find_header
from leskracht_desktop.importers.texts import is_like_national_number, shown

_SAMPLE_ROWS = 5
_NAMES = frozenset({"surname", "full_name", "call_name", "given_names"})


class TableFile:
    """An open contact list; columns that may not be kept are dropped before a row becomes a person."""

    def __init__(
        self,
        source: SourceFile,
        table: Table,
        mapping: Mapping[str, str] | None = None,
        person_kind: PersonKind | None = None,
    ) -> None:
        self.kind = table.kind
        self.tally = Tally()
        self.school = IncomingSchool()
        self._source = source
        self._table = table
        first_rows = list(itertools.islice(table.rows(), 20))
        if not first_rows:
            raise source.refuse(RefusalReason.EMPTY)
        self._header = find_header(first_rows)
        if not self._header.cells:
            raise source.refuse(RefusalReason.NO_COLUMNS)
        self.columns = unique_names(self._header.cells)
        self.layout = layout_of(self._header.cells)
        self._samples = [row for row in first_rows if row.number > self._header.number][:_SAMPLE_ROWS]
        guess = guess_mapping(self.columns, person_kind)
        self.mapping = _checked(self.columns, mapping) if mapping is not None else guess
        self.person_kind = person_kind or guess_kind(self.columns, self.mapping)

    def recognised(self, *, saved: bool = False) -> Recognised:
        """Return what a person needs to see to give the columns their meaning; nothing that may not be kept."""
        samples = tuple(
            tuple(
                "" if self._dropped(at, column) else cell
                for at, (column, cell) in enumerate(zip(self.columns, _padded(row, len(self.columns)), strict=True))
            )
            for row in self._samples
        )
        return Recognised(
            kind=self.kind,
            layout=self.layout,
            columns=self.columns,
            sample_rows=samples,
            mapping=self.mapping,
            saved=saved,
            person_kind=self.person_kind,
        )

    def records(self) -> IncomingStream:
        """Yield the people of the list, with problems in between.

        Raises: FileRefused.
        """
        codes = set(self.mapping.values())
        if not codes & _NAMES and not any(code.startswith("adult") for code in codes):
            raise self._source.refuse(RefusalReason.MAPPING_NEEDED)
        if self.person_kind is None and "kind" not in codes:
            raise self._source.refuse(RefusalReason.PERSON_KIND_NEEDED)
        dropped = self._survey()
        yield self.school
        kept = {column: code for at, column in enumerate(self.columns) if (code := self._code(at, column, dropped))}
        reader = RowReader(columns_of(self.columns, kept), self.person_kind, self.tally)
        count = 0
        try:
            for row in self._rows():
                for at, kind in dropped.items():
                    if at < len(row.cells) and row.cells[at]:
                        self.tally.drop(kind)
                count += 1
                yield from reader.read(row)
        except HostileCell as error:
            raise self._source.refuse(error.reason, error.where, error.field) from error
        if count == 0:
            raise self._source.refuse(RefusalReason.NO_PEOPLE)
        if count == reader.formulas:
            raise self._source.refuse(RefusalReason.FORMULA, *reader.first_formula)

    def position(self) -> int:
        """Return how many bytes were read."""
        return self._table.position()

    def _rows(self) -> Iterator[Row]:
        return (row for row in self._table.rows() if row.number > self._header.number)

    def _code(self, at: int, column: str, dropped: Mapping[int, DroppedKind]) -> str:
        return "" if at in dropped else self.mapping.get(column, "")

    def _dropped(self, at: int, column: str) -> bool:
        cells = [row.cells[at] for row in self._samples if at < len(row.cells) and row.cells[at]]
        return dropped_kind(column) is not None or (bool(cells) and all(map(is_like_national_number, cells)))

    def _survey(self) -> dict[int, DroppedKind]:
        """Read the whole file once: return the columns that may not be kept, by name or content; note the school."""
        dropped = {at: kind for at, name in enumerate(self.columns) if (kind := dropped_kind(name)) is not None}
        for at, name in enumerate(self.columns):
            if plain(name) == "land" and not self.mapping.get(name):
                dropped[at] = DroppedKind.COUNTRY_OF_BIRTH
        brin_at = next((at for at, name in enumerate(self.columns) if self.mapping.get(name) == "brin"), None)
        filled = [0] * len(self.columns)
        numbers = [0] * len(self.columns)
        for row in self._rows():
            if brin_at is not None and brin_at < len(row.cells):
                self._note_school(row.cells[brin_at], row.where(brin_at))
            for at, cell in enumerate(row.cells[: len(self.columns)]):
                if cell:
                    filled[at] += 1
                    numbers[at] += is_like_national_number(cell)
        for at, count in enumerate(numbers):
            # One number in eleven passes by chance; a column in which most do holds them on purpose.
            if count and count * 2 > filled[at] and at not in dropped:
                dropped[at] = DroppedKind.NATIONAL_NUMBER
        return dropped

    def _note_school(self, cell: str, where: str) -> None:
        brin = cell[:4].upper()
        if not brin:
            return
        if self.school.brin not in {"", brin}:
            raise self._source.refuse(RefusalReason.OTHER_SCHOOL, where, shown(brin))
        self.school = IncomingSchool(brin=brin)


def _padded(row: Row, count: int) -> tuple[str, ...]:
    return (row.cells + ("",) * count)[:count]


def _checked(columns: tuple[str, ...], mapping: Mapping[str, str]) -> dict[str, str]:
    """Return the user's mapping without columns this file lacks and fields this program does not know."""
    return {column: mapping[column] for column in columns if mapping.get(column) in FIELDS}
