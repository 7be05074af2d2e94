"""Dutch labels of the program's own enumerations."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from leskracht_desktop.domain.dossier import DossierPart, ExportKind, Remedy
from leskracht_desktop.domain.intake import Change, ImportKind, ProblemLevel
from leskracht_desktop.domain.inventory import Answer, Compartment, LawfulBasis
from leskracht_desktop.domain.people import Custody, Origin, PersonKind, PersonSort, PersonStatus, RelationKind
from leskracht_desktop.domain.request_letters import LetterKind
from leskracht_desktop.domain.requests import Authority, Channel, RequestEventKind, RequestKind, RequestStatus
from leskracht_desktop.domain.vaults import WayKind
from leskracht_desktop.labels_nl.school_codes import EDEXML_ROLES

_LABELS: dict[type[StrEnum], dict[str, str]] = {
    PersonKind: {"pupil": "leerling", "parent": "ouder of verzorger", "staff": "medewerker", "other": "overig"},
    PersonStatus: {"active": "actueel", "left": "vertrokken", "missing": "niet meer in de lijst"},
    PersonSort: {"name": "naam", "kind": "soort", "group": "groep", "status": "status", "birth": "geboortedatum"},
    Custody: {"yes": "ja", "no": "nee", "unknown": "niet bekend"},
    RelationKind: {
        "father": "vader",
        "mother": "moeder",
        "parent": "ouder",
        "guardian": "voogd",
        "foster": "pleegouder",
        "step": "stiefouder",
        "grandparent": "grootouder",
        "other": "anders",
    },
    Origin: {
        "manual": "met de hand ingevoerd",
        "edexml": "bestand uit het leerlingsysteem (EDEXML)",
        "csv": "lijst (CSV)",
        "xlsx": "lijst (Excel)",
        "package": "gegevenspakket van Leskracht",
        "demo": "voorbeeldgegevens",
    },
    RequestKind: {
        "access": "inzage",
        "rectification": "correctie",
        "erasure": "verwijdering",
        "restriction": "beperking",
        "objection": "bezwaar",
        "portability": "overdracht",
    },
    RequestStatus: {
        "received": "ontvangen",
        "identity_checked": "identiteit gecontroleerd",
        "answered": "beantwoord",
        "closed": "afgehandeld",
        "withdrawn": "ingetrokken",
    },
    Authority: {
        "self": "voor zichzelf",
        "custody": "ouder met gezag",
        "guardian": "voogd",
        "proxy": "met een machtiging",
        "unknown": "niet bekend",
    },
    Channel: {
        "unknown": "niet vastgelegd",
        "email": "e-mail",
        "letter": "brief",
        "conversation": "gesprek",
        "phone": "telefoon",
        "form": "formulier",
        "app": "app",
        "other": "anders",
    },
    RequestEventKind: {
        "registered": "verzoek vastgelegd",
        "identity": "identiteit gecontroleerd",
        "extended": "termijn verlengd",
        "dossier": "dossier gemaakt",
        "answered": "verzoek beantwoord",
        "closed": "verzoek afgehandeld",
        "withdrawn": "verzoek ingetrokken",
        "note": "aantekening",
        "letter": "brief gemaakt",
    },
    LetterKind: {
        "acknowledgement": "ontvangstbevestiging",
        "identity_request": "vraag naar de identiteit",
        "extension_notice": "bericht van verlenging",
    },
    ImportKind: {
        "edexml": "leerlingsysteem (EDEXML)",
        "csv": "lijst (CSV)",
        "xlsx": "lijst (Excel)",
        "package": "gegevenspakket van Leskracht",
    },
    ProblemLevel: {"doubtful": "twijfel", "refused": "geweigerd"},
    Change: {
        "new": "nieuw",
        "changed": "gewijzigd",
        "unchanged": "niet veranderd",
        "gone": "niet meer in het bestand",
        "returned": "terug in het bestand",
    },
    Compartment: {
        "school": "de school zelf",
        "processor": "Leskracht als verwerker",
        "own_controller": "Leskracht als eigen verantwoordelijke",
    },
    LawfulBasis: {
        "consent": "toestemming",
        "contract": "overeenkomst",
        "legal_obligation": "wettelijke verplichting",
        "vital_interest": "levensbelang",
        "public_task": "publieke taak",
        "legitimate_interest": "gerechtvaardigd belang",
        "not_stated": "niet genoemd",
    },
    Answer: {"yes": "ja", "no": "nee", "unknown": "niet bekend"},
    Remedy: {"public": "openbare school", "private": "bijzondere school", "unknown": "niet bekend"},
    WayKind: {"passphrase": "wachtwoordzin", "recovery_code": "herstelcode", "keychain": "sleutelhanger"},
    DossierPart: {
        "history": "Wijzigingen",
        "consents": "Toestemmingen",
        "requests": "Verzoeken",
        "exports": "Eerder gemaakte dossiers",
        "log": "Logboek van dit programma",
    },
    ExportKind: {
        "dossier": "inzagedossier",
        "mail_copy": "inzagedossier met wachtwoord",
        "recovery_sheet": "blad met de herstelcode",
    },
}

_STATUSES = {
    (PersonKind.PUPIL, PersonStatus.ACTIVE): "op school",
    (PersonKind.PUPIL, PersonStatus.LEFT): "van school",
    (PersonKind.STAFF, PersonStatus.ACTIVE): "werkzaam",
}
"""Where a kind of person has a better word than the general one: a parent is not at school."""

GENDER_LABELS = {"0": "niet bekend", "1": "man", "2": "vrouw", "9": "niet opgegeven"}
"""By the codes of EDEXML, which follow ISO 5218."""

ROLE_LABELS = {
    **EDEXML_ROLES,
    "teacher": "leerkracht",
    "leerkracht": "leerkracht",
    "leraar": "leerkracht",
    "administrator": "beheerder",
    "beheerder": "beheerder",
    "coordinator": "coördinator",
    "director": "directeur",
    "directeur": "directeur",
    "assistant": "onderwijsassistent",
    "support": "ondersteuner",
    "": "niet opgegeven",
}

_IMPORT_NOUNS = {
    "pupil": ("leerling", "leerlingen"),
    "parent": ("ouder of verzorger", "ouders en verzorgers"),
    "staff": ("medewerker", "medewerkers"),
    "other": ("andere betrokkene", "andere betrokkenen"),
    "group": ("groep", "groepen"),
    "site": ("vestiging", "vestigingen"),
    "record": ("gegeven van Leskracht", "gegevens van Leskracht"),
    "events": ("logboekregel", "logboekregels"),
    "relation": ("relatie", "relaties"),
    "attachment": ("bijlage", "bijlagen"),
}


@cache
def all_labels() -> dict[type[StrEnum], dict[str, str]]:
    """Return the labels of all enumerations; those of agreements come late, because a start without them is faster."""
    from leskracht_desktop.labels_nl.agreements import AGREEMENT_LABELS
    from leskracht_desktop.labels_nl.guide import GUIDE_LABELS

    return {**_LABELS, **AGREEMENT_LABELS, **GUIDE_LABELS}


def _labels_of(kind: type[StrEnum]) -> dict[str, str]:
    return _LABELS.get(kind) or all_labels()[kind]


def label(value: StrEnum) -> str:
    """Return the Dutch label of a value of one of the program's enumerations.

    Raises: KeyError for an enumeration without labels.
    """
    return _labels_of(type(value))[value.value]


def label_of(kind: type[StrEnum], code: str) -> str:
    """Return the Dutch label of a code, or `onbekend` for a code that a newer program may have written."""
    return _labels_of(kind).get(code, "onbekend")


def person_status_label(status: PersonStatus, kind: PersonKind) -> str:
    """Return the Dutch label of a status for somebody of this kind: `op school` for a pupil, `actueel` for a parent."""
    return _STATUSES.get((kind, status)) or label(status)


def gender_label(code: str) -> str:
    """Return the Dutch label of a gender code, or the text itself when it is none."""
    return GENDER_LABELS.get(code, code)


def role_label(code: str) -> str:
    """Return the Dutch label of a member of staff's role, or the text itself when the school chose its own word."""
    return ROLE_LABELS.get(code.strip().lower(), code)


def import_noun_label(noun: str, number: int = 1) -> str:
    """Return the Dutch noun of a line of an import's preview, in the form that goes with `number`."""
    one, many = _IMPORT_NOUNS.get(noun, (noun, noun))
    return one if number == 1 else many
