"""What importers hand over: plain records and problems, before anything touches the vault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from leskracht_desktop.domain.package_subject import PackageSubject
from leskracht_desktop.domain.people import Custody, Origin, PersonId, PersonKind, RelationKind, SchoolId


class ImportKind(StrEnum):
    """Kinds of files the program takes in."""

    EDEXML = "edexml"
    CSV = "csv"
    XLSX = "xlsx"
    PACKAGE = "package"


class ProblemLevel(StrEnum):
    """Doubtful rows are taken in and shown; refused rows are left out and shown."""

    DOUBTFUL = "doubtful"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one place of a file; `where` is a line, cell or part, `value` safe to show.

    `about` names the person that the place is about, as far as the file tells: many may stand on one line.
    """

    level: ProblemLevel
    code: str
    where: str
    field: str = ""
    value: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class IncomingSchool:
    """The school a file is about, as far as the file says."""

    brin: str = ""
    site_code: str = ""
    local_key: str = ""
    school_year: str = ""
    reference_on: str = ""


@dataclass(frozen=True, slots=True)
class IncomingSite:
    """A vestiging named in a file."""

    local_key: str
    name: str


@dataclass(frozen=True, slots=True)
class IncomingGroup:
    """A base or mixed group named in a file."""

    local_key: str
    name: str
    year_group: str
    kind: str  # base | mixed


@dataclass(frozen=True, slots=True)
class IncomingRelation:
    """An adult's relation to a pupil, the pupil named by key or by name and birth date."""

    pupil_key: str
    pupil_name: str
    pupil_birth_on: date | None
    kind: RelationKind | None = None  # None: the file does not say
    custody: Custody | None = None  # None: the file does not say, which is not the same as `unknown`
    custody_since: date | None = None


@dataclass(frozen=True, slots=True)
class IncomingPerson:
    """One person of a file; `values` uses the column names of the people table (texts, ISO dates)."""

    kind: PersonKind
    local_key: str  # empty: matched by name and birth date or e-mail
    values: Mapping[str, str]
    group_keys: tuple[tuple[str, str, str], ...] = ()  # (kind base|mixed, group key, role)
    site_key: str = ""
    relations: tuple[IncomingRelation, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class RefusedPerson:
    """Someone whose row was refused: not taken in, but not gone from the file either."""

    kind: PersonKind
    local_key: str


@dataclass(frozen=True, slots=True)
class IncomingAttachment:
    """A file inside a package; the importer reads it piece by piece, by its part, when it is stored."""

    name: str
    media_type: str
    size: int
    sha256: str
    part: str


@dataclass(frozen=True, slots=True)
class IncomingRecord:
    """One record of a Leskracht package within one inventory category."""

    category: str
    compartment: str
    external_id: str
    occurred_at: datetime | None
    values: Mapping[str, str]
    third_parties: tuple[str, ...] = ()
    attachment: IncomingAttachment | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class IncomingEventBatch:
    """Some thousands of log events as canonical JSON Lines (UTF-8), with their counts."""

    category: str
    compartment: str
    first_at: datetime
    last_at: datetime
    count: int
    per_kind: Mapping[str, int]
    per_month: Mapping[str, int]
    lines: bytes
    sha256: str


@dataclass(slots=True)
class Tally:
    """What was left out on purpose: dropped fields per kind, filled while reading."""

    dropped: dict[str, int] = field(default_factory=dict)

    def drop(self, kind: str, count: int = 1) -> None:
        """Count a value that is not stored (data minimisation)."""
        self.dropped[kind] = self.dropped.get(kind, 0) + count


Incoming = (
    IncomingSchool
    | IncomingSite
    | IncomingGroup
    | IncomingPerson
    | RefusedPerson
    | PackageSubject
    | IncomingRecord
    | IncomingEventBatch
    | Problem
)
IncomingStream = Iterator[Incoming]


class Change(StrEnum):
    """What an import would do with one person, group or record."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    GONE = "gone"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that would change; `by_hand` tells that the old value was typed in this program."""

    field: str
    old: str
    new: str
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One line of the preview: what happens to whom, and field by field how; `category` is that of a package's data."""

    change: Change
    noun: str  # pupil | parent | staff | other | group | site | record | events | relation | attachment
    name: str
    where: str
    fields: tuple[FieldChange, ...] = ()
    category: tuple[str, str] | None = None  # code and compartment


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would do; `lines` is bounded (`lines_total` counts all), counts are complete.

    `about` names whom a package goes to; with `must_confirm` the package does not prove that it is that person.
    """

    kind: ImportKind
    file_name: str
    sha256: str
    size: int
    school: str
    school_year: str
    counts: Mapping[str, int]  # "<noun>.<change>" -> number
    lines: tuple[PreviewLine, ...]
    lines_total: int
    problems: tuple[Problem, ...]
    problems_total: int
    dropped: Mapping[str, int]
    already_imported: bool
    about: str = ""
    must_confirm: bool = False

    @property
    def changes_nothing(self) -> bool:
        """True when carrying it out would leave every person and record as it is."""
        return not any(number for key, number in self.counts.items() if not key.endswith(Change.UNCHANGED))


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file turned out to be, by its content.

    For tables: `layout` names the header row's form, `columns` its names (unique), `sample_rows` the first rows as
    text (in memory only), `mapping` column -> field code (saved for this layout, or else a guess), `saved` which of
    the two, and `person_kind` the guess of whom it lists. For EDEXML and packages: `school` as the file names it.
    """

    kind: ImportKind
    layout: str = ""
    columns: tuple[str, ...] = ()
    sample_rows: tuple[tuple[str, ...], ...] = ()
    mapping: Mapping[str, str] | None = None
    saved: bool = False
    person_kind: PersonKind | None = None
    school: IncomingSchool = IncomingSchool()
    subject: PackageSubject | None = None


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the user decided about a file; what is left None is found out from its content.

    `complete` tells that a table lists everyone of its kind, so that others are marked as gone from the file.
    `confirmed` tells that the user made sure that a package is about `person_id`, which it does not prove itself.
    """

    kind: ImportKind | None = None
    school_id: SchoolId | None = None
    mapping: Mapping[str, str] | None = None
    person_kind: PersonKind | None = None
    person_id: PersonId | None = None
    complete: bool = False
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One file that was taken in, as the list of imports shows it."""

    id: int
    kind: ImportKind
    file_name: str
    sha256: str
    size: int
    school: str
    school_year: str
    reference_on: str
    imported_at: datetime
    actor: str
    counts: Mapping[str, int]
    dropped: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did; without `import_id` it changed nothing, and told nothing newer either."""

    import_id: int | None
    counts: Mapping[str, int]
    dropped: Mapping[str, int]


def origin_of(kind: ImportKind) -> Origin:
    """Return the origin that values of such a file get."""
    return Origin(kind.value)
