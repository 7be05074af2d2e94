"""Dutch words for what the program keeps about agreements as codes."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from leskracht_desktop.domain.agreement_content import Level, Period, PeriodUnit, TestedBy
from leskracht_desktop.domain.agreement_documents import DocumentKind, DocumentRole
from leskracht_desktop.domain.agreement_watch import WatchKind, WatchLevel
from leskracht_desktop.domain.agreements import (
    AgreementEventKind,
    AgreementStatus,
    AgreementStep,
    ChangeKind,
    Decision,
    Risk,
    SubProcessorChangeKind,
)
from leskracht_desktop.domain.guide_notes import HitKind, NoteKind, PlaceKind, ReadingStatus
from leskracht_desktop.domain.key_facts import FactSource
from leskracht_desktop.domain.leaflet_check import CheckState, Knowledge
from leskracht_desktop.domain.objections import ObjectionBasis, ObjectionDay
from leskracht_desktop.domain.schools import NumberKind
from leskracht_desktop.labels_nl.times import long_date

AGREEMENT_LABELS: dict[type[StrEnum], dict[str, str]] = {
    AgreementStatus: {
        "draft": "concept",
        "to_sign": "ter ondertekening",
        "signed": "getekend",
        "notice_given": "opgezegd",
        "ended": "beëindigd",
        "destruction_confirmed": "vernietiging bevestigd",
    },
    AgreementStep: {
        "offer": "Ter ondertekening aanbieden",
        "sign": "Ondertekening vastleggen",
        "give_notice": "Opzegging vastleggen",
        "end": "Beëindiging vastleggen",
        "confirm_destruction": "Bevestiging van vernietiging vastleggen",
        "correct": "Laatste stap terugnemen",
    },
    AgreementEventKind: {
        "registered": "overeenkomst vastgelegd",
        "corrected": "verbeterd",
        "new_version": "nieuwe versie",
        "offered": "ter ondertekening aangeboden",
        "signed": "getekend",
        "notice_given": "opgezegd",
        "notice_waived": "besloten niet op te zeggen",
        "notice_open_again": "besluit om niet op te zeggen teruggenomen",
        "ended": "beëindigd",
        "destruction_confirmed": "vernietiging bevestigd",
        "step_taken_back": "stap teruggenomen",
        "reviewed": "beoordeeld",
        "document_added": "document toegevoegd",
        "change_announced": "wijziging van subverwerkers aangekondigd",
        "change_decided": "besloten over een wijziging van subverwerkers",
        "change_corrected": "aankondiging van een wijziging van subverwerkers verbeterd",
        "change_removed": "aankondiging van een wijziging van subverwerkers weggehaald",
    },
    ChangeKind: {"correction": "kleine verbetering", "new_version": "nieuwe versie"},
    Risk: {"low": "laag", "middle": "midden", "high": "hoog"},
    Decision: {"open": "nog te besluiten", "no_objection": "geen bezwaar", "objected": "bezwaar gemaakt"},
    SubProcessorChangeKind: {"added": "erbij", "replaced": "vervangen", "removed": "weg"},
    NumberKind: {
        "": "geen",
        "brin": "BRIN-nummer",
        "rio": "RIO-nummer",
        "kvk": "KvK-nummer",
        "authority": "bevoegd-gezagnummer",
    },
    PeriodUnit: {
        "hours": "uur",
        "days": "dagen",
        "working_days": "werkdagen",
        "weeks": "weken",
        "months": "maanden",
        "years": "jaar",
        "none": "in woorden",
    },
    Level: {"unknown": "niet bekend", "low": "laag", "middle": "midden", "high": "hoog"},
    TestedBy: {
        "unknown": "niet bekend",
        "self": "door de leverancier zelf",
        "third_party": "door een derde partij",
        "certificate": "met een certificaat",
    },
    DocumentKind: {
        "pdf": "PDF",
        "docx": "Word-document",
        "odt": "OpenDocument-tekst",
        "png": "plaatje (PNG)",
        "jpeg": "foto (JPEG)",
    },
    DocumentRole: {
        "agreement": "overeenkomst",
        "privacy_leaflet": "privacybijsluiter",
        "security_annex": "beveiligingsbijlage",
        "amendment_annex": "wijzigingsbijlage",
        "sub_processors": "subverwerkers",
        "destruction": "bevestiging van vernietiging",
        "correspondence": "brief of e-mail",
        "other": "anders",
    },
    WatchKind: {
        "end": "Einde van de overeenkomst",
        "notice": "Laatste dag om op te zeggen",
        "review": "Jaarlijkse beoordeling",
        "objection": "Laatste dag om bezwaar te maken tegen een wijziging van subverwerkers",
        "destruction": "Bevestiging van vernietiging ontbreekt",
    },
    WatchLevel: {
        "late": "te laat",
        "near": "binnenkort",
        "early": "komt eraan",
        "later": "later",
        "done": "afgehandeld",
    },
    CheckState: {
        "stored_not_agreed": "wel opgeslagen, niet afgesproken",
        "agreed_not_stored": "wel afgesproken, niet opgeslagen",
        "agreed_and_stored": "afgesproken en opgeslagen",
        "agreed_elsewhere": "staat in een andere overeenkomst met deze leverancier",
        "not_comparable": "staat niet in de indeling van dit programma",
        "unknown": "afgesproken, opslag hier niet te weten",
    },
    Knowledge: {
        "known": "de kluis bevat gegevens van deze leverancier",
        "other_supplier": "wat deze leverancier opslaat, komt niet in deze kluis",
        "nothing_read": "er is nog niets van deze leverancier ingelezen",
    },
    ReadingStatus: {"unread": "niet gelezen", "read": "gelezen", "question": "vraag", "discussed": "besproken"},
    NoteKind: {"note": "aantekening", "highlight": "markering", "question": "vraag"},
    PlaceKind: {
        "version": "versie",
        "article": "artikel",
        "annex": "bijlage",
        "section": "onderdeel van een bijlage",
        "avg_contents": "de AVG",
        "avg": "artikel van de AVG",
        "statement": "privacyverklaring",
        "glossary": "woordenlijst",
    },
    HitKind: {
        "article": "artikel",
        "annex": "bijlage",
        "version": "versie",
        "avg": "artikel van de AVG",
        "statement": "privacyverklaring",
        "glossary": "woordenlijst",
        "note": "aantekening",
        "document": "document",
        "agreement": "onze overeenkomst",
    },
    FactSource: {
        "ours": "onze overeenkomst",
        "law": "de wet",
        "model": "volgens het model",
        "missing": "niet ingevuld",
    },
}

_ONE = {"days": "dag", "working_days": "werkdag", "weeks": "week", "months": "maand"}


def objection_day_label(day: ObjectionDay, announced_on: date | None) -> str:
    """Return until when the school can object and how that day was found: `15 februari 2026 (14 dagen, geteld …)`.

    Empty when no day is known.
    """
    if day.on is None:
        return ""
    if day.basis is ObjectionBasis.ANNOUNCED:
        return f"{long_date(day.on)} (genoemd door de leverancier)"
    if day.basis is not ObjectionBasis.RECKONED or day.period is None or announced_on is None:
        why = "er is geen aantal dagen afgesproken"
        if day.period is not None and day.period.value is not None:
            why = "de dag van de aankondiging is niet ingevuld"
        return f"{long_date(day.on)} (de dag waarop de wijziging ingaat, want {why})"
    counted_from = f"geteld vanaf de dag na de aankondiging op {long_date(announced_on)}"
    how = f"afgesproken: {period_label(day.period)}; {counted_from}"
    if day.period.unit is PeriodUnit.WORKING_DAYS:
        how += ", zonder weekenden en feestdagen"
    return f"{long_date(day.on)} ({how})"


def period_label(period: Period) -> str:
    """Return a period in words, such as `24 uur` or `30 dagen, na overleg langer`; empty when nothing was filled in."""
    parts = []
    if period.value is not None and period.unit is not PeriodUnit.NONE:
        unit = AGREEMENT_LABELS[PeriodUnit][period.unit.value]
        parts.append(f"{period.value} {_ONE.get(period.unit.value, unit) if period.value == 1 else unit}")
    if period.text:
        parts.append(period.text)
    return ", ".join(parts)
