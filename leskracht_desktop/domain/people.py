"""People (betrokkenen), their relations, and the values that cross layers about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from leskracht_desktop.domain.names import PersonName, display_name, list_name

PersonId = NewType("PersonId", int)
SchoolId = NewType("SchoolId", int)
GroupId = NewType("GroupId", int)


class PersonKind(StrEnum):
    """What someone is to the school."""

    PUPIL = "pupil"
    PARENT = "parent"
    STAFF = "staff"
    OTHER = "other"


class PersonStatus(StrEnum):
    """Active; left (with a date); or gone from the last file without a date."""

    ACTIVE = "active"
    LEFT = "left"
    MISSING = "missing"


class Custody(StrEnum):
    """Parental authority (gezag): an unknown stays unknown, never a no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class RelationKind(StrEnum):
    """What an adult is to a pupil."""

    FATHER = "father"
    MOTHER = "mother"
    PARENT = "parent"
    GUARDIAN = "guardian"
    FOSTER = "foster"
    STEP = "step"
    GRANDPARENT = "grandparent"
    OTHER = "other"


class Origin(StrEnum):
    """Where a value came from."""

    MANUAL = "manual"
    EDEXML = "edexml"
    CSV = "csv"
    XLSX = "xlsx"
    PACKAGE = "package"
    DEMO = "demo"


class PersonSort(StrEnum):
    """Orders of the people list."""

    NAME = "name"
    KIND = "kind"
    GROUP = "group"
    STATUS = "status"
    BIRTH = "birth"


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """Which people a list shows; empty means all."""

    text: str = ""
    kinds: frozenset[PersonKind] = frozenset()
    statuses: frozenset[PersonStatus] = frozenset()
    school_id: SchoolId | None = None
    group_id: GroupId | None = None
    sort: PersonSort = PersonSort.NAME
    descending: bool = False


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """A school as lists show it."""

    id: SchoolId
    name: str
    brin: str
    denomination: str
    address: str
    postcode: str
    city: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group as lists show it; `count` is its number of pupils."""

    id: GroupId
    school_id: SchoolId
    name: str
    year_group: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as a list shows it; `parts` are those of a `PersonName`, in order.

    A name is put together when it is shown: few of the rows that are read ever are.
    """

    id: PersonId
    kind: PersonKind
    status: PersonStatus
    parts: tuple[str, str, str, str, str]
    groups: tuple[str, ...]
    school: str
    birth_on: date | None

    @property
    def key(self) -> str:
        """Return the key that people read, such as `P-000042`."""
        return person_key(self.id)

    @property
    def name(self) -> str:
        """Return the name as lists show it: `van den Berg, Noah`."""
        return list_name(PersonName(*self.parts))

    @property
    def display_name(self) -> str:
        """Return the name as it is said: `Noah van den Berg`."""
        return display_name(PersonName(*self.parts))


@dataclass(frozen=True, slots=True)
class PeopleList:
    """The beginning of a list: ids in its order, how many people are in it in all, and the first rows."""

    ids: list[PersonId]
    count: int
    rows: tuple[PersonRow, ...]


@dataclass(frozen=True, slots=True)
class RelationDetails:
    """One relation, seen from either side; `other` is the person at the other end."""

    id: int
    other_id: PersonId
    other_key: str
    other_name: str
    other_is_pupil: bool
    kind: RelationKind
    custody: Custody
    custody_since: date | None
    origin: Origin
    missing: bool


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a person's row came from: kind of source, the file's name and moment when imported."""

    origin: Origin
    file_name: str = ""
    imported_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredField:
    """One stored value; code and category have a Dutch label in the processing inventory."""

    code: str
    value: str


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """One thing that is stored, within a category: a message, a device, an account."""

    id: int
    category: str
    compartment: str
    external_id: str
    occurred_at: datetime | None
    fields: tuple[StoredField, ...]
    third_parties: tuple[str, ...]
    attachment_id: int | None
    attachment_name: str
    attachment_type: str
    attachment_size: int
    missing: bool


@dataclass(frozen=True, slots=True)
class EventSummary:
    """Log events of one category in numbers; months are `YYYY-MM`."""

    category: str
    compartment: str
    count: int
    first_at: datetime | None
    last_at: datetime | None
    per_kind: tuple[tuple[str, int], ...]
    per_month: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ValueChangeRow:
    """One change in the history of a value."""

    entity: str
    field: str
    old: str
    new: str
    changed_at: datetime
    actor: str
    category: str = ""  # of a `record`: of which category it is


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """Everything the program stores about one person, but for the bytes of attachments and events."""

    id: PersonId
    key: str
    kind: PersonKind
    status: PersonStatus
    school: SchoolRow
    site: str
    display_name: str
    list_name: str
    given_names: str
    call_name: str
    initials: str
    prefix: str
    surname: str
    birth_on: date | None
    gender: str
    year_group: str
    enrolled_on: date | None
    left_on: date | None
    roles: tuple[str, ...]
    groups: tuple[tuple[str, str], ...]
    local_key: str
    eck_id: str
    username: str
    email: str
    phone: str
    address: str
    postcode: str
    city: str
    country: str
    note: str
    provenance: Provenance
    missing_since: datetime | None
    created_at: datetime
    changed_at: datetime
    relations: tuple[RelationDetails, ...] = ()
    records: tuple[StoredRecord, ...] = ()
    events: tuple[EventSummary, ...] = ()
    history: tuple[ValueChangeRow, ...] = ()
    start_year_3: str = ""
    group_ids: tuple[GroupId, ...] = ()


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What the user typed for a new or edited person; checked by `domain.people_rules.problems`."""

    kind: PersonKind
    school_id: SchoolId
    given_names: str = ""
    call_name: str = ""
    initials: str = ""
    prefix: str = ""
    surname: str = ""
    birth_on: date | None = None
    gender: str = ""
    year_group: str = ""
    enrolled_on: date | None = None
    left_on: date | None = None
    username: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""
    note: str = ""
    group_ids: tuple[GroupId, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class NewRelation:
    """What the user typed about an adult's relation to a pupil."""

    adult_id: PersonId
    pupil_id: PersonId
    kind: RelationKind
    custody: Custody = Custody.UNKNOWN
    custody_since: date | None = None


def person_key(person_id: int) -> str:
    """Return the key by which people and programs name a person, e.g. `P-000042`."""
    return f"P-{person_id:06d}"


def person_id_of(key: str) -> PersonId | None:
    """Return the id in a key such as `P-000042` or `p42`; None when it is no such key."""
    digits = key.strip().upper().removeprefix("P").removeprefix("-")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 18:
        return None
    return PersonId(int(digits))
