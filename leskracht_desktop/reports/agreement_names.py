"""What the places of the guide and the files of reports are called."""

from __future__ import annotations

from typing import Final

from leskracht_desktop.domain.agreement_reports import AgreementReport
from leskracht_desktop.domain.guide_library import GuideLibrary
from leskracht_desktop.domain.guide_notes import GuidePlace, PlaceKind

_FILES: Final = {
    AgreementReport.COMPARISON: "vergelijking",
    AgreementReport.KEY_CARD: "sleutelkaart",
    AgreementReport.AGREEMENT: "overeenkomst",
    AgreementReport.QUESTIONS_LETTER: "vragen",
    AgreementReport.QUESTIONS_MAIL: "vragen",
    AgreementReport.LEAFLET_CHECK: "bijsluitercheck",
    AgreementReport.REGISTER: "register-overeenkomsten",
}

# Articles first, as they are numbered, then annexes, the law, and the version as a whole.
_ANNEXES, _LAW, _VERSION = 1_000, 2_000, 10_000


def file_stem(report: AgreementReport, *parts: str) -> str:
    """Return a name for a report's file without its ending; it may still hold signs that a file name can't."""
    return "-".join((_FILES[report], *(part for part in parts if part)))


def place_name(place: GuidePlace, library: GuideLibrary) -> tuple[str, int]:
    """Return what a place of the guide is called and where it stands among others; one that is gone by its code."""
    guide = library.guide(place.version)
    if place.kind is PlaceKind.ARTICLE:
        article = guide.by_slug(place.code) if guide is not None else None
        if article is not None:
            return f"Artikel {article.number}. {article.title}", article.number
    elif place.kind is PlaceKind.ANNEX:
        annex = guide.annex(place.code) if guide is not None else None
        if annex is not None:
            return f"Bijlage {annex.number}. {annex.title}", _ANNEXES + annex.number
    elif place.kind is PlaceKind.AVG and place.code.isdigit():
        law = library.avg_article(int(place.code))
        title = f". {law.title}" if law is not None else ""
        return f"AVG artikel {place.code}{title}", _LAW + int(place.code)
    elif place.kind is PlaceKind.VERSION:
        return f"Het model {place.version} als geheel", _VERSION
    return f"Onderdeel {place.code} van model {place.version}", _VERSION
