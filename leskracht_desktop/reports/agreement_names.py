"""What the places of the guide and the files of reports are called."""

from __future__ import annotations

from typing import Final

from leskracht_desktop.domain.agreement_reports import AgreementReport
from leskracht_desktop.domain.guide import Guide
from leskracht_desktop.domain.guide_library import GuideLibrary
from leskracht_desktop.domain.guide_notes import GuidePlace, PlaceKind
from leskracht_desktop.labels_nl.guide import STATEMENT_HEADINGS, STATEMENT_TITLE

_FILES: Final = {
    AgreementReport.COMPARISON: "vergelijking",
    AgreementReport.KEY_CARD: "sleutelkaart",
    AgreementReport.AGREEMENT: "overeenkomst",
    AgreementReport.QUESTIONS_LETTER: "vragen",
    AgreementReport.QUESTIONS_MAIL: "vragen",
    AgreementReport.LEAFLET_CHECK: "bijsluitercheck",
    AgreementReport.REGISTER: "register-overeenkomsten",
}

# Articles first, as they are numbered, then annexes, the law, the statement, and the version as a whole.
_ANNEXES, _LAW, _STATEMENT, _GLOSSARY, _VERSION = 1_000, 2_000, 4_000, 5_000, 10_000
_WHOLE: Final = {PlaceKind.AVG_CONTENTS: ("De AVG", _LAW), PlaceKind.GLOSSARY: ("De woordenlijst", _GLOSSARY)}


def file_stem(report: AgreementReport, *parts: str) -> str:
    """Return a name for a report's file without its ending; it may still hold signs that a file name can't."""
    return "-".join((_FILES[report], *(part for part in parts if part)))


def place_name(place: GuidePlace, library: GuideLibrary) -> tuple[str, int]:
    """Return what a place of the guide is called and where it stands among others; one that is gone by its code."""
    is_model = place.version and place.kind is not PlaceKind.STATEMENT
    found = _in_model(place, library.guide(place.version)) if is_model else _elsewhere(place, library)
    return found or (f"Onderdeel {place.code} van model {place.version}", _VERSION)


def _in_model(place: GuidePlace, guide: Guide | None) -> tuple[str, int] | None:
    code, _, part = place.code.partition(".")
    article = guide.by_slug(place.code) if guide is not None else None
    annex = guide.annex(code) if guide is not None else None
    section = annex.section(part) if annex is not None else None
    if place.kind is PlaceKind.VERSION:
        return f"Het model {place.version} als geheel", _VERSION
    if place.kind is PlaceKind.ARTICLE and article is not None:
        return f"Artikel {article.number}. {article.title}", article.number
    if place.kind is PlaceKind.ANNEX and annex is not None:
        return f"Bijlage {annex.number}. {annex.title}", _ANNEXES + annex.number
    if place.kind is PlaceKind.SECTION and annex is not None and section is not None:
        return f"Bijlage {annex.number}, onderdeel {section.name}", _ANNEXES + annex.number
    return None


def _elsewhere(place: GuidePlace, library: GuideLibrary) -> tuple[str, int] | None:
    if place.kind is PlaceKind.AVG and place.code.isdigit():
        law = library.avg_article(int(place.code))
        title = f". {law.title}" if law is not None else ""
        return f"AVG artikel {place.code}{title}", _LAW + int(place.code)
    if place.kind is PlaceKind.STATEMENT:
        part = STATEMENT_HEADINGS.get(place.code, "")
        return ": ".join(filter(None, (STATEMENT_TITLE, part))), _STATEMENT
    return _WHOLE.get(place.kind)
