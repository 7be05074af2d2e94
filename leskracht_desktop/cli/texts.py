"""Dutch words of the command line: option names that are Dutch, and what to do when something is refused."""

from __future__ import annotations

from leskracht_desktop.domain.intake import ImportKind
from leskracht_desktop.domain.people import PersonKind, PersonStatus
from leskracht_desktop.domain.requests import Authority, Channel, RequestKind

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
GROUP_STEP = "Geef de school op met --school en het BRIN-nummer."
SAME_GROUP_STEP = "Ook binnen deze school heten er meer zo. Maak de dossiers per leerling, met haar nummer."
SECTION_STEP = "De codes van de onderdelen staan onder `leskracht-desktop dossier --help`."
NO_SUFFIX = "Let op: de naam eindigt niet op .pdf. Daardoor weet een computer niet waarmee het bestand opengaat."
REPLACE_STEP = "Kies een andere naam, of geef --overwrite om te vervangen wat er staat."
