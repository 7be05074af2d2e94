"""The vocabulary of EDEXML 1.0.3, 2.0 and 2.1: which element is kept as what, and which never is."""

from __future__ import annotations

import re
from enum import Enum, auto

from leskracht_desktop.domain.intake_codes import DroppedKind

SECTIONS = ("school", "vestigingen", "groepen", "leerlingen", "leerkrachten")
"""The children of the root, in the order in which they must stand."""

NAME_FIELDS = ("surname", "prefix", "given_names", "initials", "call_name")

TEXTS = {
    "achternaam": "surname",
    "voorvoegsel": "prefix",
    "voornamen": "given_names",
    "voorletters-1": "initials",
    "roepnaam": "call_name",
    "gebruikersnaam": "username",
    "emailadres": "email",
    "postcodenl": "postcode",
    "postnummerbe": "postcode",
    "postcodeoverig": "postcode",
    "postcode": "postcode",
}
"""Elements whose text is kept as it is."""

DATES = {
    "geboortedatum": "birth_on",
    "start_ondw_jgr3": "start_year_3",
    "instroomdatum": "enrolled_on",
    "uitstroomdatum": "left_on",
}

CODES = {"geslacht": "gender", "jaargroep": "year_group"}
"""Elements whose text is one of a list."""

GENDERS = frozenset({"0", "1", "2", "9"})
YEAR_GROUPS = frozenset(
    {"B", "D", *(str(year) for year in range(9)), *(str(year) for year in range(11, 17)), "S", "V", "C", "N", "H"}
)
ROLES = frozenset(
    {"ADJ", "ADM", "CON", "DIR", "ICT", "IB", "KLA", "LRK", "LOS", "LOC", "OWA", "OUD", "RT", "SMW", "STA", "TAL"}
    | {"VAK"}
)
CODE_LISTS = {"gender": GENDERS, "year_group": YEAR_GROUPS}

DROPPED = {
    "sofinummer": DroppedKind.NATIONAL_NUMBER,
    "bsn": DroppedKind.NATIONAL_NUMBER,
    "onderwijsnummer": DroppedKind.NATIONAL_NUMBER,
    "bsn_ondwnr-4": DroppedKind.NATIONAL_NUMBER_END,
    "rijksregisternummer": DroppedKind.BELGIAN_NUMBER,
    "etniciteit": DroppedKind.ETHNICITY,
    "land": DroppedKind.COUNTRY_OF_BIRTH,
    "land_vader": DroppedKind.COUNTRY_OF_BIRTH,
    "land_moeder": DroppedKind.COUNTRY_OF_BIRTH,
    "gewicht": DroppedKind.WEIGHT,
    "gewicht_nieuw": DroppedKind.WEIGHT,
    "fotourl": DroppedKind.PHOTO_ADDRESS,
}
"""Elements that never reach a record: only their number is told."""

VERSIONS = frozenset({(1,), (1, 0, 1), (1, 0, 2), (1, 0, 3), (1, 1), (1, 2), (1, 3), (2,), (2, 1)})
"""The versions that were published, without zeros at the end; 1.01 to 1.03 are other ways to write 1.0.1 to 1.0.3."""

_NEWEST = (2, 1)
_NUMBER = re.compile(r"(?:edexml[ ._-]?)?(?:v|versie)?[ .]?(\d{1,4}(?:\.\d{1,4}){0,3})", re.IGNORECASE)


class Version(Enum):
    """What a file says of the version of the standard it follows."""

    KNOWN = auto()
    NEWER = auto()
    STRANGE = auto()


def version_told(text: str) -> Version:
    """Judge the element `xsdversie`; a file that does not say which version it follows is judged by its structure."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return Version.STRANGE if text.strip() else Version.KNOWN
    parts = [int(part) for part in found[1].split(".")]
    while parts and parts[-1] == 0:
        parts.pop()
    if tuple(parts) in VERSIONS:
        return Version.KNOWN
    return Version.NEWER if tuple(parts) > _NEWEST else Version.STRANGE


IGNORED = frozenset({"mutatiedatum", "omschrijving"})
"""Elements that say nothing about a person that this program keeps."""
