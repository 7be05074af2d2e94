"""What an event of the log holds besides who, when and what: counts, codes and checksums, in Dutch."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from leskracht_desktop.domain.audit import AuditRow, Detail
from leskracht_desktop.domain.intake import Change, ImportKind
from leskracht_desktop.domain.people import Custody, Origin, RelationKind, person_key
from leskracht_desktop.domain.requests import RequestKind
from leskracht_desktop.domain.vaults import WayKind
from leskracht_desktop.labels_nl import field_label, import_noun_label, label_of, whole_number
from leskracht_desktop.labels_nl.intake import dropped_label

_LINE = 16


def detail_pairs(event: AuditRow) -> Iterator[tuple[str, str]]:
    """Yield label and value of every detail this program knows a label for."""
    labels = _labels()
    for key, value in event.details:
        if key in labels:
            yield labels[key], _worded(key, value)
        elif isinstance(value, int) and (label := _import_label(key)):
            yield label, whole_number(value)


def checksum(text: str) -> str:
    """Return a checksum in lines that fit beside a list."""
    return "\n".join(text[start : start + _LINE] for start in range(0, len(text), _LINE))


def _import_label(key: str) -> str:
    """Return the words for a count of an import, such as `pupil_new` or `dropped_ethnicity`."""
    noun, _, change = key.rpartition("_")
    if change in set(Change):
        words = f"{import_noun_label(noun, 2)}, {label_of(Change, change)}"
        return words[:1].upper() + words[1:]
    if key.startswith("dropped_"):
        return _tr("Niet bewaard: {0}").format(dropped_label(key.removeprefix("dropped_")))
    return ""


def _worded(key: str, value: Detail) -> str:
    if isinstance(value, tuple):
        words = [field_label(one) for one in value] if key == "fields" else list(value)
        return ", ".join(dict.fromkeys(words))
    if isinstance(value, int):
        return _number(key, value)
    for kind in _kinds().get(key, ()):
        known = label_of(kind, value)
        if known != "onbekend":
            return known
    return checksum(value) if key == "sha256" else _words().get(value, value)


def _kinds() -> dict[str, tuple[type[StrEnum], ...]]:
    """Return of which enumerations the code of a detail may be."""
    from leskracht_desktop.domain.agreements import AgreementStatus, AgreementStep, Decision, Risk
    from leskracht_desktop.domain.guide_notes import ReadingStatus
    from leskracht_desktop.domain.request_letters import LetterKind

    return {
        "way": (WayKind,),
        "custody": (Custody,),
        "relation": (RelationKind,),
        "source": (Origin,),
        "kind": (RequestKind,),
        "file_kind": (ImportKind,),
        "step": (AgreementStep,),
        "status": (AgreementStatus, ReadingStatus),
        "risk": (Risk,),
        "decision": (Decision,),
        "report": (LetterKind,),
    }


def _number(key: str, value: int) -> str:
    if key == "person":
        return person_key(value)
    return _day(value) if key == "day" else whole_number(value)


def _day(number: int) -> str:
    return f"{number % 100:02d}-{number // 100 % 100:02d}-{number // 10_000:04d}"


def _labels() -> dict[str, str]:
    return {
        "fields": _tr("Gewijzigd"),
        "kind": _tr("Soort"),
        "file_kind": _tr("Soort bestand"),
        "way": _tr("Manier"),
        "change": _tr("Wijziging"),
        "day": _tr("Dag"),
        "moved": _tr("Verzoeken met een andere datum"),
        "person": _tr("Betrokkene"),
        "subject": _tr("Over wie het gaat"),
        "key": _tr("Instelling"),
        "people": _tr("Betrokkenen"),
        "source": _tr("Bron"),
        "document": _tr("Document"),
        "sha256": _tr("Controlegetal van het bestand"),
        "pages": _tr("Bladzijden"),
        "relation": _tr("Relatie"),
        "custody": _tr("Gezag"),
        "groups": _tr("Groepen"),
        "reason": _tr("Aanleiding"),
        "size": _tr("Grootte in bytes"),
        "masked": _tr("Namen onleesbaar gemaakt"),
        "left_out": _tr("Weggelaten onderdelen"),
        "late": _tr("Dagen te laat"),
        "step": _tr("Stap"),
        "status": _tr("Status"),
        "risk": _tr("Risico"),
        "decision": _tr("Besluit"),
        "report": _tr("Soort document"),
    }


def _words() -> dict[str, str]:
    return {
        "chosen_by_user": _tr("gekozen door wie het inlas"),
        "confirmed_by_user": _tr("bevestigd door wie het inlas"),
        "added": _tr("toegevoegd"),
        "struck": _tr("geschrapt"),
        "taken_back": _tr("teruggedraaid"),
        "manual": _tr("op verzoek"),
        "automatic": _tr("vanzelf"),
        "recovery_sheet": _tr("blad met de herstelcode"),
        "idle_minutes": _tr("minuten tot vergrendelen"),
        "appearance": _tr("weergave"),
        "actor_name": _tr("naam in het logboek"),
        "automatic_backups": _tr("aantal back-ups"),
        "retention.school_identity": _tr("bewaartermijn van naam en geboortedatum"),
        "retention.school_enrolment": _tr("bewaartermijn van inschrijving en groep"),
        "retention.school_relations": _tr("bewaartermijn van ouders, verzorgers en gezag"),
        "retention.school_contact": _tr("bewaartermijn van contactgegevens"),
        "comparison": _tr("vergelijking"),
        "key_card": _tr("sleutelkaart"),
        "agreement": _tr("overeenkomst"),
        "questions_letter": _tr("brief met vragen"),
        "questions_mail": _tr("mail met vragen"),
        "leaflet_check": _tr("nakijken van de bijsluiter"),
        "register": _tr("register van overeenkomsten"),
    }


def _tr(dutch: str) -> str:
    return QCoreApplication.translate("audit", dutch)
