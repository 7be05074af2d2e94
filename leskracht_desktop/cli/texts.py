"""Dutch words of the command line: option names that are Dutch, help texts, argparse's messages."""

from __future__ import annotations

import re

from leskracht_desktop.domain.intake import ImportKind
from leskracht_desktop.domain.people import PersonKind, PersonStatus
from leskracht_desktop.domain.requests import Authority, Channel, RequestKind, RequestStatus

PERSON_KINDS = {
    "leerling": PersonKind.PUPIL,
    "ouder": PersonKind.PARENT,
    "medewerker": PersonKind.STAFF,
    "overig": PersonKind.OTHER,
}
PERSON_KIND_WORDS = {kind: word for word, kind in PERSON_KINDS.items()}
PERSON_STATUS_WORDS = {
    PersonStatus.ACTIVE: "actief",
    PersonStatus.LEFT: "uitgeschreven",
    PersonStatus.MISSING: "niet in laatste bestand",
}
REQUEST_KINDS = {
    "inzage": RequestKind.ACCESS,
    "correctie": RequestKind.RECTIFICATION,
    "verwijdering": RequestKind.ERASURE,
    "beperking": RequestKind.RESTRICTION,
    "bezwaar": RequestKind.OBJECTION,
    "overdracht": RequestKind.PORTABILITY,
}
REQUEST_KIND_WORDS = {kind: word for word, kind in REQUEST_KINDS.items()}
REQUEST_STATUS_WORDS = {
    RequestStatus.RECEIVED: "ontvangen",
    RequestStatus.IDENTITY_CHECKED: "identiteit vastgelegd",
    RequestStatus.ANSWERED: "beantwoord",
    RequestStatus.CLOSED: "afgehandeld",
    RequestStatus.WITHDRAWN: "ingetrokken",
}
CHANNELS = {
    "email": Channel.EMAIL,
    "brief": Channel.LETTER,
    "gesprek": Channel.CONVERSATION,
    "telefoon": Channel.PHONE,
    "formulier": Channel.FORM,
    "app": Channel.APP,
    "overig": Channel.OTHER,
}
AUTHORITIES = {
    "zelf": Authority.SELF,
    "gezag": Authority.CUSTODY,
    "voogd": Authority.GUARDIAN,
    "gemachtigd": Authority.PROXY,
}
IMPORT_KINDS = {
    "edexml": ImportKind.EDEXML,
    "csv": ImportKind.CSV,
    "xlsx": ImportKind.XLSX,
    "pakket": ImportKind.PACKAGE,
}

IMPORT_STEPS = {
    "mapping_needed": "Geef met --people op wie er in staan. Helpt dat niet, lees de lijst dan in met het venster.",
    "person_kind_needed": f"Geef dit op met --people (kies uit {', '.join(PERSON_KINDS)}).",
    "school_needed": "Geef de school op met --school en het BRIN-nummer.",
    "other_school": "Geef de goede school op met --school en het BRIN-nummer.",
    "person_needed": "Geef de betrokkene op met --person en het nummer, bijvoorbeeld P-000042.",
    "person_unconfirmed": "Ga het na. Klopt het, geef dan ook --confirm-person.",
    "person_ambiguous": "Geef de betrokkene op met --person en het nummer, bijvoorbeeld P-000042.",
}
"""What to do about a refused file, for those who have no window; by the reason of the refusal."""
REFUSAL_STEPS = {
    "recorded_without_custody": "Ga het na. Is er toch gezag, geef dan ook --confirm-authority.",
    "nobody_has_custody": "Ga het na. Mag deze persoon het toch vragen, geef dan ook --confirm-authority.",
}
"""What to do about a rule that refuses, for those who have no window; by the reason of the refusal."""
REPLACE_STEP = "Kies een andere naam, of geef --overwrite om te vervangen wat er staat."

USAGE_MESSAGES = (
    (r"the following arguments are required: (.+)", r"deze gegevens ontbreken: \1"),
    (r"unrecognized arguments: (.+)", r"onbekend: \1"),
    (
        r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)",
        r"\1: \2 bestaat niet, kies uit \3",
    ),
    (r"argument (.+?): expected one argument", r"na \1 ontbreekt een waarde"),
    (r"argument (.+?): expected at least one argument", r"na \1 ontbreekt een waarde"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 kan niet samen met \2"),
    (r"one of the arguments (.+) is required", r"geef een van deze op: \1"),
    (r"ambiguous option: (.+) could match (.+)", r"\1 kan meer betekenen: \2"),
    (r"argument (.+?): (.+)", r"\1: \2"),
)


def dutch_usage(message: str) -> str:
    """Return argparse's English usage message in Dutch."""
    for pattern, replacement in USAGE_MESSAGES:
        if re.fullmatch(pattern, message):
            return re.sub(pattern, replacement, message)
    return message
