"""The processing inventory: what is processed about people, why, for how long and by whom (AVG art. 13-15, 30)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Compartment(StrEnum):
    """Who decides about a category, and so who answers a request about it."""

    SCHOOL = "school"
    """The school keeps it itself, in this program; the school answers."""
    PROCESSOR = "processor"
    """Leskracht processes it for the school under an agreement; the school answers."""
    OWN_CONTROLLER = "own_controller"
    """Leskracht decides for itself; a request goes to Leskracht."""


class LawfulBasis(StrEnum):
    """The lawful bases of AVG art. 6(1), and the honest answer that none was named."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_OBLIGATION = "legal_obligation"
    VITAL_INTEREST = "vital_interest"
    PUBLIC_TASK = "public_task"
    LEGITIMATE_INTEREST = "legitimate_interest"
    NOT_STATED = "not_stated"


class Certainty(StrEnum):
    """Whether a text rests on a source that was read, or still has to be checked with its author."""

    CHECKED = "checked"
    TO_BE_CHECKED = "to_be_checked"


class Answer(StrEnum):
    """Yes, no, or not said."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class FieldKind(StrEnum):
    """How the value of a field is written in records (ISO 8601 for dates and instants)."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    INSTANT = "instant"
    NUMBER = "number"
    AMOUNT = "amount"
    DURATION_SECONDS = "duration_seconds"
    SIZE_BYTES = "size_bytes"
    YES_NO = "yes_no"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class FieldLabel:
    """One field of a record: its stable code, its label, and the labels of its known values."""

    code: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    choices: tuple[tuple[str, str], ...] = ()

    def choice_label(self, value: str) -> str | None:
        """Return the label of a known value, or None if the value is free."""
        for code, label in self.choices:
            if code == value:
                return label
        return None


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166-1 alpha-2 code."""

    code: str
    label: str
    in_eea: bool


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why data are processed (AVG art. 15(1)(a))."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets to see data (AVG art. 15(1)(c)); `outside_eea` is about where the recipient works."""

    code: str
    label: str
    text: str
    outside_eea: Answer


@dataclass(frozen=True, slots=True)
class Basis:
    """The lawful basis (AVG art. 6(1)) and its explanation."""

    kind: LawfulBasis
    text: str


@dataclass(frozen=True, slots=True)
class Retention:
    """How long data are kept (AVG art. 15(1)(d)); `months` is None when no fixed term is named.

    `suggestion` is what a school could decide, still to be checked by it; empty where it is not for the school to say.
    """

    text: str
    months: int | None = None
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Transfers:
    """Whether data leave the EEA, and the safeguards if they do (AVG art. 15(2))."""

    outside_eea: Answer
    text: str
    safeguards: str


@dataclass(frozen=True, slots=True)
class AutomatedDecisions:
    """Whether decisions are taken by machine alone (AVG art. 15(1)(h), art. 22)."""

    present: Answer
    text: str


@dataclass(frozen=True, slots=True)
class Category:
    """One category of personal data with the facts of AVG art. 15(1)(a)-(h) and 15(2)."""

    code: str
    label: str
    explanation: str
    compartment: Compartment
    fields: tuple[FieldLabel, ...]
    purposes: tuple[Purpose, ...]
    basis: Basis
    recipients: tuple[Recipient, ...]
    storage_countries: tuple[Country, ...]
    retention: Retention
    source: str
    transfers: Transfers
    automated_decisions: AutomatedDecisions
    certainty: Certainty
    high_volume: bool = False
    """Records may run into the hundreds of thousands: summarise them and attach them in full."""
    time_field: str | None = None
    """The field that orders the records and names their period, if there is one."""
    questions: tuple[str, ...] = ()
    """What a privacy contact could ask the author: questions, not verdicts."""

    def field(self, code: str) -> FieldLabel | None:
        """Return the field with this code, or None if the category does not know it."""
        for label in self.fields:
            if label.code == code:
                return label
        return None


@dataclass(frozen=True, slots=True)
class Statement:
    """Facts about the privacy statement on which the inventory rests."""

    supplier: str
    contact_email: str
    edition: str
    """The version of our summary of it."""
    edition_on: date
    """The day our summary was last read beside the statement."""
    named_version: str | None
    """The version or date the statement gives itself; None when none is known."""
    agreement_version: str | None
    """The version of the model agreement that the statement names; None when it names none."""
    opt_out_working_days: int
    storage_countries: tuple[Country, ...]
    staff_access_countries: tuple[Country, ...]
    names_supervisor: bool
    names_officer: bool
    about: str
    security: str
    breach: str
    changes: str
    rights: str
    consents: tuple[str, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """What of the inventory the statement itself says; whatever is not here was filled in by us."""

    compartments: frozenset[Compartment] = frozenset()
    """Those whose purposes, recipients and categories it describes."""
    recipients: tuple[Recipient, ...] = ()
    bases: tuple[Basis, ...] = ()
    retentions: tuple[Retention, ...] = ()
    sources: tuple[str, ...] = ()
    transfers: tuple[Transfers, ...] = ()
    automated_decisions: tuple[AutomatedDecisions, ...] = ()
    fields: frozenset[tuple[str, str]] = frozenset()
    """The codes of a category and of a field in it."""

    def describes(self, category: Category) -> bool:
        """Tell whether the statement describes a category at all, in its compartment."""
        return category.compartment in self.compartments

    def names_field(self, category: Category, field: FieldLabel) -> bool:
        """Tell whether the statement names a field of a category."""
        return self.describes(category) and (category.code, field.code) in self.fields


@dataclass(frozen=True, slots=True)
class CompartmentText:
    """The heading of a compartment and whom to turn to."""

    compartment: Compartment
    label: str
    explanation: str
    addressee: str


@dataclass(frozen=True, slots=True)
class Inventory:
    """The whole inventory; categories stand in the order in which a dossier shows them."""

    version: int
    statement: Statement
    compartments: tuple[CompartmentText, ...]
    categories: tuple[Category, ...]
    own_variants: tuple[Category, ...] = ()
    """What differs when Leskracht decides for itself about a category it also processes for the school."""
    named: Named = Named()
    """What of all this stands in the statement itself."""

    def category(self, code: str) -> Category | None:
        """Return the category with this code, or None if there is none."""
        for category in self.categories:
            if category.code == code:
                return category
        return None

    def facts(self, code: str, compartment: str) -> Category | None:
        """Return the facts of a category within one compartment, else those of the category at large."""
        for category in (*self.categories, *self.own_variants):
            if category.code == code and category.compartment == compartment:
                return category
        return self.category(code)

    def compartment_text(self, compartment: Compartment) -> CompartmentText:
        """Return heading and addressee of a compartment."""
        return next(text for text in self.compartments if text.compartment is compartment)

    def within(self, compartment: Compartment) -> Iterator[Category]:
        """Yield the categories of one compartment, in order."""
        return (category for category in self.categories if category.compartment is compartment)

    def with_terms(self, terms: Mapping[str, str]) -> Inventory:
        """Return the inventory in which the school's own categories are kept as long as it says, by their codes."""
        if not terms:
            return self
        categories = tuple(
            replace(category, retention=replace(category.retention, text=terms[category.code]))
            if category.compartment is Compartment.SCHOOL and category.code in terms
            else category
            for category in self.categories
        )
        return replace(self, categories=categories)
