"""What every report about agreements shares: the sheet it is printed on, and how an empty value is said."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from leskracht_desktop.domain.agreement_reports import Letterhead
from leskracht_desktop.domain.comparing import Heading as GuideHeading
from leskracht_desktop.domain.guide_library import Notice
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import long_date
from leskracht_desktop.labels_nl.countries import country_name
from leskracht_desktop.reports.pdf.model import Block, Document, Logo, Note, NoteKind

MISSING = "Niet ingevuld"

_NOON = time(12, tzinfo=UTC)


def sheet(
    head: Letterhead, title: str, subject: str, blocks: tuple[Block, ...], *, version: str = "", footer: str = ""
) -> Document:
    """Return a document with whose it is, its version and its day on each page.

    The running header is not on the first page, which has a title of its own; the footer is on all of them.
    """
    school = visible(head.institution)
    day = long_date(head.prepared_on)
    parts = [part for part in (visible(footer) or title, version, f"gemaakt op {day}") if part]
    return Document(
        title=title,
        author=school,
        created_at=datetime.combine(head.prepared_on, _NOON),
        blocks=blocks,
        subject=subject,
        keywords=("verwerkersovereenkomst", "AVG"),
        header=f"{school} · {title}",
        footer=" · ".join(parts),
        logo=Logo(head.logo, f"Logo van {school}") if head.logo else None,
    )


def guide_notice(notice: Notice, title: str = "Dit is een leeswijzer") -> Note:
    """Return the notice that this is a guide and not the agreement itself."""
    return Note(visible(notice.full), title, NoteKind.IMPORTANT)


def heading_text(heading: GuideHeading) -> str:
    """Return what an article or annex is called."""
    word = "Bijlage" if heading.is_annex else "Artikel"
    return f"{word} {heading.number}. {visible(heading.title)}"


def filled(text: str) -> str:
    """Return a text made visible on its own lines, or words that say that nobody filled it in."""
    return visible(text, keep_lines=True) or MISSING


def day(on: date | None) -> str:
    """Return a day in words, or words that say that nobody filled it in."""
    return MISSING if on is None else long_date(on)


def country(code: str) -> str:
    """Return a country by its Dutch name, or words that say that nobody filled it in."""
    return visible(country_name(code)) or MISSING


def together(*parts: str, mark: str = ", ") -> str:
    """Return what is filled in, one after the other."""
    return mark.join(visible(part) for part in parts if part)
