"""What every step of an import needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from leskracht_desktop.domain.intake import ImportKind, Problem, ProblemLevel, origin_of
from leskracht_desktop.domain.intake_codes import ProblemCode
from leskracht_desktop.domain.people import Origin
from leskracht_desktop.services.imports_outcome import Outcome

LISTS: Final = frozenset({Origin.CSV.value, Origin.XLSX.value})
"""Origins of people who came from contact lists."""


@dataclass(frozen=True, slots=True)
class ImportContext:
    """One import under way; without `import_id` it is a preview, and nothing is written."""

    session: Session
    outcome: Outcome
    kind: ImportKind
    school_id: int
    now: datetime
    today: date
    actor: str
    import_id: int | None = None
    complete: bool = False

    @property
    def applies(self) -> bool:
        """Whether what is found is also stored."""
        return self.import_id is not None

    @property
    def origin(self) -> str:
        """The origin that values of this file get."""
        return origin_of(self.kind).value

    @property
    def origins(self) -> frozenset[str]:
        """People with these origins are gone when the file does not list them any more."""
        return LISTS if self.origin in LISTS else frozenset({self.origin})

    def doubt(self, code: ProblemCode, where: str = "", field: str = "", value: str = "", about: str = "") -> None:
        """Tell something doubtful that was taken in all the same."""
        self.outcome.doubt(Problem(ProblemLevel.DOUBTFUL, code, where, field, value, about))

    def refuse(self, code: ProblemCode, where: str = "", field: str = "", value: str = "", about: str = "") -> None:
        """Tell something that was left out."""
        self.outcome.doubt(Problem(ProblemLevel.REFUSED, code, where, field, value, about))
