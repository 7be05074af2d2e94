"""The guide to the model agreements: what each article asks, in our own words; never the agreement itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from leskracht_desktop.domain.inventory import Certainty


class ModelStatus(StrEnum):
    """Where a version of the model stands; data, so never a verdict of the program."""

    EXPIRED = "expired"
    VALID = "valid"
    EXPECTED = "expected"


class TermKind(StrEnum):
    """Who fixes a term: the law, or the school and the supplier together."""

    FIXED_BY_LAW = "fixed_by_law"
    FILLED_IN_BY_PARTIES = "filled_in_by_parties"


class TermCode(StrEnum):
    """The terms an agreement knows; a school's own period uses the same code."""

    BREACH_TO_SCHOOL = "breach_to_school"
    BREACH_TO_AUTHORITY = "breach_to_authority"
    BREACH_TO_PEOPLE = "breach_to_people"
    REQUEST_REPLY = "request_reply"
    REQUEST_EXTENSION = "request_extension"
    REQUEST_FORWARDING = "request_forwarding"
    ASSISTANCE = "assistance"
    SUB_PROCESSOR_NOTICE = "sub_processor_notice"
    SUB_PROCESSOR_OBJECTION = "sub_processor_objection"
    TRANSFER_NOTICE = "transfer_notice"
    CHANGE_NOTICE = "change_notice"
    AUDIT_NOTICE = "audit_notice"
    AUDIT_COSTS = "audit_costs"
    SECRECY_AFTER_END = "secrecy_after_end"
    RETENTION = "retention"
    RETURN_AT_END = "return_at_end"
    DESTRUCTION_AT_END = "destruction_at_end"
    DESTRUCTION_CONFIRMATION = "destruction_confirmation"
    BACKUP_DESTRUCTION = "backup_destruction"
    LIABILITY = "liability"
    DURATION = "duration"
    NOTICE_PERIOD = "notice_period"


class FunctionCode(StrEnum):
    """The functions of this program that belong to an article; `common.toml` names each in Dutch."""

    REQUESTS = "requests"
    PEOPLE = "people"
    DOSSIER = "dossier"
    CONSENTS = "consents"
    KEY_CARD = "key_card"
    BREACH_CONTACTS = "breach_contacts"
    DOCUMENTS = "documents"
    REGISTER = "register"
    DEVIATIONS = "deviations"
    LEAFLET_CHECK = "leaflet_check"
    SUB_PROCESSORS = "sub_processors"
    RETENTION = "retention"
    WATCH = "watch"
    COMPARE = "compare"
    OPEN_QUESTIONS = "open_questions"
    AUDIT_LOG = "audit_log"


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing the guide says, how sure it is, and where it was read (None: nowhere yet)."""

    text: str
    certainty: Certainty
    source: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class AvgReference:
    """A place in the AVG (Regulation (EU) 2016/679), such as article 28 paragraph 3 point e."""

    number: int
    paragraph: int | None = None
    letter: str | None = None

    @property
    def code(self) -> str:
        """Return the reference as content files write it, e.g. `28.3.e`."""
        return ".".join(str(part) for part in (self.number, self.paragraph, self.letter) if part is not None)


@dataclass(frozen=True, slots=True)
class AvgArticle:
    """An article of the AVG: its title and a summary in our own words."""

    number: int
    title: str
    summary: tuple[Statement, ...]
    for_school: tuple[Statement, ...] = ()
    """What it means at a school."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term or period: what it says, who fixes it, and on what that rests."""

    code: TermCode
    label: str
    kind: TermKind
    text: str
    source: str
    certainty: Certainty
    avg: AvgReference | None = None
    """The place in the AVG that fixes it; always there when the law does."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a model: summary, duties, terms, and what belongs to it."""

    number: int
    slug: str
    """A stable English name of the subject, unique within a guide, e.g. `breaches`."""
    title: str
    heading_certainty: Certainty
    """How sure the number and the title are."""
    summary: tuple[Statement, ...]
    school_duties: tuple[Statement, ...]
    supplier_duties: tuple[Statement, ...]
    terms: tuple[Term, ...]
    avg_articles: tuple[AvgReference, ...]
    questions: tuple[str, ...]
    """What a careful privacy contact asks: questions, not verdicts."""
    functions: tuple[FunctionCode, ...]
    related: tuple[str, ...] = ()
    """Slugs of other articles of the same guide."""
    annexes: tuple[str, ...] = ()
    """Codes of the annexes that belong to it."""
    changes: tuple[Statement, ...] = ()
    """What is different from the version before."""

    def texts(self) -> Iterator[str]:
        """Yield every readable text, in reading order (for searching)."""
        yield self.title
        for statements in (self.summary, self.school_duties, self.supplier_duties):
            yield from (statement.text for statement in statements)
        for term in self.terms:
            yield f"{term.label}: {term.text}"
        yield from self.questions
        yield from (statement.text for statement in self.changes)

    def statements(self) -> Iterator[Statement]:
        """Yield every statement that carries a certainty, terms left out."""
        for statements in (self.summary, self.school_duties, self.supplier_duties, self.changes):
            yield from statements


@dataclass(frozen=True, slots=True)
class AnnexField:
    """One thing to fill in in an annex, and what is meant by it."""

    code: str
    label: str
    text: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class AnnexSection:
    """A lettered or numbered section of an annex."""

    code: str
    title: str
    summary: tuple[Statement, ...]
    fields: tuple[AnnexField, ...]

    @property
    def name(self) -> str:
        """Return the title, after the letter if the section goes by one: `A. Algemeen`."""
        return f"{self.code}. {self.title}" if len(self.code) <= 2 else self.title


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex of a model: leaflet, security annex, amendment annex."""

    code: str
    """A stable English name, e.g. `privacy_leaflet`."""
    number: int
    title: str
    heading_certainty: Certainty
    summary: tuple[Statement, ...]
    sections: tuple[AnnexSection, ...]
    questions: tuple[str, ...]
    functions: tuple[FunctionCode, ...]
    avg_articles: tuple[AvgReference, ...] = ()
    changes: tuple[Statement, ...] = ()

    def section(self, code: str) -> AnnexSection | None:
        """Return the part with this code, or None."""
        return next((section for section in self.sections if section.code == code), None)

    def texts(self) -> Iterator[str]:
        """Yield every readable text, in reading order (for searching)."""
        yield self.title
        yield from (statement.text for statement in self.summary)
        for section in self.sections:
            yield section.title
            yield from (statement.text for statement in section.summary)
            yield from (f"{field.label}: {field.text}" for field in section.fields)
        yield from self.questions
        yield from (statement.text for statement in self.changes)

    def statements(self) -> Iterator[Statement]:
        """Yield every statement that carries a certainty, fields left out."""
        yield from self.summary
        for section in self.sections:
            yield from section.summary
        yield from self.changes


@dataclass(frozen=True, slots=True)
class VersionDate:
    """A date that matters for a version; `on` is None when only a month or year is known."""

    code: str
    label: str
    text: str
    on: date | None
    certainty: Certainty
    source: str | None = None


@dataclass(frozen=True, slots=True)
class ModelVersion:
    """The facts of one version of the model."""

    id: str
    """Such as `4.0` or `2015`."""
    title: str
    sequence: int
    """Orders the versions, oldest first."""
    status: ModelStatus
    status_certainty: Certainty
    dates: tuple[VersionDate, ...]
    facts: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """What the program knows about one version; without articles it is not worked out yet (and says so)."""

    version: ModelVersion
    articles: tuple[Article, ...]
    annexes: tuple[Annex, ...]
    changes: tuple[Statement, ...] = ()
    """What is different from the version before, at large."""

    @property
    def worked_out(self) -> bool:
        """Tell whether there are articles to read."""
        return bool(self.articles)

    def article(self, number: int) -> Article | None:
        """Return the article with this number, or None."""
        return next((article for article in self.articles if article.number == number), None)

    def by_slug(self, slug: str) -> Article | None:
        """Return the article about this subject, or None."""
        return next((article for article in self.articles if article.slug == slug), None)

    def annex(self, code: str) -> Annex | None:
        """Return the annex with this code, or None."""
        return next((annex for annex in self.annexes if annex.code == code), None)

    def term(self, code: TermCode) -> tuple[Article, Term] | None:
        """Return the first term with this code and the article it stands in, or None."""
        for article in self.articles:
            for term in article.terms:
                if term.code is code:
                    return article, term
        return None
