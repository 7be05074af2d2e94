"""The vocabulary of EDEXML 1.0.3, 2.0 and 2.1: which element is kept as what, and which never is."""

from __future__ import annotations

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

IGNORED = frozenset({"mutatiedatum", "omschrijving"})
"""Elements that say nothing about a person that this program keeps."""
