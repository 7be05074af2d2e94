"""Reading a file with its importer, without a vault."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from leskracht_desktop.agreements.inventory import load_inventory
from leskracht_desktop.domain.intake import ImportKind, IncomingPerson, Problem, RefusedPerson, Tally
from leskracht_desktop.domain.people import PersonKind
from leskracht_desktop.importers.csv_table import CsvTable
from leskracht_desktop.importers.edexml import EdexmlFile
from leskracht_desktop.importers.limits import LIMITS, Limits
from leskracht_desktop.importers.package import PackageFile
from leskracht_desktop.importers.recognise import recognise
from leskracht_desktop.importers.source import SourceFile
from leskracht_desktop.importers.tables import TableFile
from leskracht_desktop.importers.xlsx_table import XlsxTable
from leskracht_desktop.paths import resource

Found = TypeVar("Found")


@dataclass
class Content:
    """Everything a file held."""

    kind: ImportKind
    tally: Tally
    items: list[Any] = field(default_factory=list)

    def all(self, kind: type[Found]) -> list[Found]:
        """Return the items of a type, in order."""
        return [item for item in self.items if isinstance(item, kind)]

    @property
    def people(self) -> list[IncomingPerson]:
        """The people."""
        return self.all(IncomingPerson)

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """(code, place, field) of every problem."""
        return [(str(one.code), one.where, one.field) for one in self.all(Problem)]

    @property
    def refused(self) -> list[RefusedPerson]:
        """Who was refused but told."""
        return self.all(RefusedPerson)

    @property
    def dropped(self) -> dict[str, int]:
        """What was left out on purpose."""
        return {str(kind): number for kind, number in self.tally.dropped.items()}


def read_file(
    path: Path,
    mapping: dict[str, str] | None = None,
    person_kind: PersonKind | None = None,
    limits: Limits = LIMITS,
) -> Content:
    """Return all that a file holds, by its content.

    Raises: FileRefused.
    """
    with SourceFile(path) as source:
        kind = recognise(source, limits)
        file: EdexmlFile | TableFile | PackageFile
        if kind is ImportKind.EDEXML:
            file = EdexmlFile(source, limits)
        elif kind is ImportKind.PACKAGE:
            file = PackageFile(source, load_inventory(resource("inventory/leskracht.toml")), limits)
        else:
            table = CsvTable(source, limits) if kind is ImportKind.CSV else XlsxTable(source, limits)
            file = TableFile(source, table, mapping, person_kind)
        content = Content(kind, file.tally)
        content.items.extend(file.records())
        return content
