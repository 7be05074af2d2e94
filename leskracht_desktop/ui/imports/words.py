"""What a file is, and what its columns can mean, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from leskracht_desktop.domain.intake import ImportKind, Recognised
from leskracht_desktop.domain.intake_codes import RefusalReason
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import counted, label

_PERSON: Final = {
    "surname": "achternaam",
    "prefix": "tussenvoegsel",
    "call_name": "roepnaam",
    "given_names": "voornamen",
    "initials": "voorletters",
    "full_name": "hele naam",
    "birth_on": "geboortedatum",
    "gender": "geslacht",
    "email": "e-mailadres",
    "phone": "telefoonnummer",
    "address": "adres (straat)",
    "house_number": "huisnummer",
    "house_addition": "toevoeging bij huisnummer",
    "postcode": "postcode",
    "city": "plaats",
    "country": "land waar iemand woont",
    "username": "gebruikersnaam",
    "roles": "taak op school",
    "group": "groep",
    "year_group": "leerjaar",
    "enrolled_on": "op school sinds",
    "left_on": "van school sinds",
    "note": "aantekening",
    "local_key": "nummer op school",
}
_RELATION: Final = {"relation": "relatie", "custody": "gezag", "custody_since": "gezag sinds"}
_OF_PUPIL: Final = {
    "pupil_key": "nummer van de leerling",
    "pupil_name": "naam van de leerling",
    "pupil_surname": "achternaam van de leerling",
    "pupil_prefix": "tussenvoegsel van de leerling",
    "pupil_call_name": "roepnaam van de leerling",
    "pupil_given_names": "voornamen van de leerling",
    "pupil_birth_on": "geboortedatum van de leerling",
}
_OTHER: Final = {"kind": "soort (leerling, ouder, medewerker)", "brin": "BRIN-nummer van de school"}

FIELD_NAMES: Final[Mapping[str, str]] = {
    **_PERSON,
    **_RELATION,
    **_OF_PUPIL,
    **_OTHER,
    **{
        f"adult{number}.{code}": f"ouder {number}: {name}"
        for number in (1, 2)
        for code, name in {**_PERSON, **_RELATION}.items()
    },
}
"""What a column can mean: every field code of the importers, in the order of the choice."""

NOT_TAKEN: Final = "niet overnemen"

_KINDS: Final = {
    ImportKind.EDEXML: "Dit is een bestand uit het leerlingsysteem (EDEXML)",
    ImportKind.CSV: "Dit is een lijst (CSV)",
    ImportKind.XLSX: "Dit is een lijst (Excel)",
    ImportKind.PACKAGE: "Dit is een gegevenspakket van Leskracht",
}


TO_BE_CHOSEN: Final = {
    RefusalReason.SCHOOL_NEEDED: "Kies hieronder bij welke school dit bestand hoort.",
    RefusalReason.OTHER_SCHOOL: "Dit bestand is van een andere school. Kies hieronder de goede school.",
    RefusalReason.PERSON_NEEDED: "Kies hieronder over wie dit gegevenspakket gaat.",
    RefusalReason.PERSON_AMBIGUOUS: (
        "Dit gegevenspakket kan over meer dan één betrokkene gaan. Kies hieronder wie het is."
    ),
    RefusalReason.PERSON_CONTRADICTED: (
        "Dit gegevenspakket gaat over iemand anders: het nummer, de geboortedatum, het e-mailadres of de naam past "
        "niet bij wie u koos. Kies de goede persoon."
    ),
    RefusalReason.MAPPING_NEEDED: "Kies hieronder wat er in de kolommen staat.",
    RefusalReason.PERSON_KIND_NEEDED: "Kies hieronder of dit leerlingen, ouders of medewerkers zijn.",
}
"""What to say when a file was refused for something that the user can decide in the first step."""


def recognised_text(found: Recognised) -> str:
    """Return what a file turned out to be, in one or two sentences."""
    parts = [_KINDS[found.kind]]
    school = found.school
    if found.kind is ImportKind.EDEXML:
        parts += [f"van school {visible(school.brin)}"] if school.brin else []
        parts += [f"over schooljaar {visible(school.school_year)}"] if school.school_year else []
    elif found.kind is not ImportKind.PACKAGE:
        parts.append(f"met {counted(len(found.columns), 'kolom', 'kolommen')}")
    text = ", ".join(parts) + "."
    if found.subject is not None:
        who = visible(found.subject.name) or visible(found.subject.reference)
        text += f" Het gaat over {label(found.subject.kind)} {who}."
    if found.saved:
        text += " U hebt dit soort lijst eerder ingelezen; de betekenis van de kolommen is onthouden."
    return text
