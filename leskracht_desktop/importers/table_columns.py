"""What the columns of contact lists are called, in Dutch and English, and which of them are never kept."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from leskracht_desktop.domain.fuzzy import fold
from leskracht_desktop.domain.intake_codes import DroppedKind
from leskracht_desktop.domain.people import PersonKind

IGNORE = ""
"""The field code of a column that is left out."""

_PERSON: Mapping[str, str] = {
    "surname": "achternaam|familienaam|geslachtsnaam|last name|surname|family name",
    "prefix": "tussenvoegsel|tussenvoegsels|voorvoegsel|voorvoegsels|tussenv|tv|vvgsl|infix|prefix",
    "given_names": "voornamen|doopnamen|officiele voornamen|given names|first names",
    "call_name": "roepnaam|voornaam|first name|call name|given name",
    "initials": "voorletters|voorletter|initialen|initials",
    "full_name": "naam|volledige naam|naam volledig|name|full name|display name",
    "birth_on": "geboortedatum|geb datum|gebdatum|gebdat|geboren|geboren op|date of birth|birth date|birthdate|dob",
    "gender": "geslacht|m v|man vrouw|gender|sex",
    "email": "email|e mail|emailadres|e mailadres|e mail adres|email adres|mail|mailadres|email address",
    "phone": "telefoon|telefoonnummer|tel|telefoon thuis|mobiel|mobiel nummer|mobiele telefoon|mobiele nummer|gsm"
    "|mobiel telefoonnummer|telefoon mobiel|telefoonnummer mobiel|phone|mobile|phone number|06 nummer|telnr|tel nr",
    "address": "adres|straat|straatnaam|straat en huisnummer|straat huisnummer|woonadres|address|street",
    "house_number": "huisnummer|huisnr|huis nr|house number",
    "house_addition": "toevoeging|huisnummertoevoeging|huisnummer toevoeging|huisnr toev",
    "postcode": "postcode|zip|zip code|postal code",
    "city": "plaats|woonplaats|stad|gemeente|city|town|plaatsnaam",
    "country": "land|woonland|country",
    "username": "gebruikersnaam|inlognaam|login|loginnaam|username|user name|account",
    "roles": "functie|functies|rol|taak|functieomschrijving|role|function|job title",
    "group": "groep|klas|stamgroep|groepsnaam|naam groep|group|class",
    "year_group": "leerjaar|jaargroep|jaarlaag|year group|grade",
    "enrolled_on": "inschrijfdatum|instroomdatum|ingeschreven op|ingeschreven sinds|datum inschrijving|in dienst"
    "|datum in dienst|in dienst sinds|datum indiensttreding|enrolled on|start date",
    "left_on": "uitschrijfdatum|uitstroomdatum|uitgeschreven op|datum uitschrijving|uit dienst|datum uit dienst"
    "|left on|end date",
    "note": "opmerking|opmerkingen|notitie|notities|remark|remarks|note|notes",
}

_ROW: Mapping[str, str] = {
    "local_key": "id|key|sleutel|nummer|relatienummer|personeelsnummer|medewerkernummer|medewerker id|oudernummer"
    "|ouder id|verzorgernummer|verzorger id|contactnummer|stamnummer",
    "pupil_number": "leerlingnummer|leerling nummer|leerlingnr|leerling nr|llnr|leerling id|leerlingid|pupil number"
    "|student number|student id|pupil id|kind id|nummer leerling",
    "pupil_name": "leerling|naam leerling|leerling naam|leerlingnaam|kind|naam kind|naam van het kind|ouder van"
    "|verzorger van|pupil|child|student",
    "full_name": "ouder|naam ouder|ouder verzorger|naam ouder verzorger|verzorger|naam verzorger|contactpersoon"
    "|naam contactpersoon|medewerker|naam medewerker|leerkracht|naam leerkracht|parent|teacher|staff",
    "relation": "relatie|relatie tot leerling|relatie tot kind|relatie tot de leerling|relatie met leerling"
    "|soort relatie|rol ouder|verwantschap|relation|relationship",
    "custody": "gezag|ouderlijk gezag|heeft gezag|gezaghebbend|gezaghouder|met gezag|wettelijk vertegenwoordiger"
    "|wettelijke vertegenwoordiger|custody|legal guardian",
    "custody_since": "gezag sinds|gezag vanaf|gezag per|datum gezag|custody since",
    "kind": "soort|type|soort persoon|type persoon|persoonstype|kind of person",
    "brin": "brin|brinnummer|brin nummer|brincode|brin code|instellingscode",
}

_SYNONYMS = {name: code for table in (_ROW, _PERSON) for code, names in table.items() for name in names.split("|")}
_PERSON_SYNONYMS = {name: code for code, names in _PERSON.items() for name in names.split("|")}

_PUPIL_WORDS = frozenset("leerling kind pupil child student".split())
_ADULT_WORDS = frozenset("ouder verzorger ouders verzorgers contactpersoon parent guardian contact".split())
_NUMBERS = {"1": "1", "2": "2", "1e": "1", "2e": "2", "eerste": "1", "tweede": "2"}
_FILLERS = frozenset("van de het een den v d".split())
_OF_PUPIL = frozenset({"full_name", "surname", "prefix", "call_name", "given_names", "birth_on"})

_DROPPED_WORDS: tuple[tuple[str, DroppedKind], ...] = (
    ("rijksregister", DroppedKind.BELGIAN_NUMBER),
    ("bsn", DroppedKind.NATIONAL_NUMBER),
    ("burgerservice", DroppedKind.NATIONAL_NUMBER),
    ("sofi", DroppedKind.NATIONAL_NUMBER),
    ("onderwijsnummer", DroppedKind.NATIONAL_NUMBER),
    ("onderwijsnr", DroppedKind.NATIONAL_NUMBER),
    ("persoonsgebonden", DroppedKind.NATIONAL_NUMBER),
    ("pgn", DroppedKind.NATIONAL_NUMBER),
    ("ondwnr", DroppedKind.NATIONAL_NUMBER),
    ("etnici", DroppedKind.ETHNICITY),
    ("etnisch", DroppedKind.ETHNICITY),
    ("nationaliteit", DroppedKind.NATIONALITY),
    ("nationality", DroppedKind.NATIONALITY),
    ("geboorteland", DroppedKind.COUNTRY_OF_BIRTH),
    ("herkomst", DroppedKind.COUNTRY_OF_BIRTH),
    ("gewicht", DroppedKind.WEIGHT),
    ("foto", DroppedKind.PHOTO_ADDRESS),
    ("photo", DroppedKind.PHOTO_ADDRESS),
    ("godsdienst", DroppedKind.RELIGION),
    ("religie", DroppedKind.RELIGION),
    ("geloof", DroppedKind.RELIGION),
    ("levensovertuiging", DroppedKind.RELIGION),
    ("medisch", DroppedKind.HEALTH),
    ("medicatie", DroppedKind.HEALTH),
    ("medicijn", DroppedKind.HEALTH),
    ("allergie", DroppedKind.HEALTH),
)
_DROPPED_NAMES = {
    "land vader": DroppedKind.COUNTRY_OF_BIRTH,
    "land moeder": DroppedKind.COUNTRY_OF_BIRTH,
    "land van geboorte": DroppedKind.COUNTRY_OF_BIRTH,
    "country of birth": DroppedKind.COUNTRY_OF_BIRTH,
    "ethnicity": DroppedKind.ETHNICITY,
    "religion": DroppedKind.RELIGION,
}
_PUPIL_NUMBER = "pupil_number"
"""Whose key this is depends on whom the list is about: its own in a list of pupils, a reference in one of parents."""

_END_WORDS = frozenset({"4", "laatste", "vier"})

FIELDS = frozenset(
    {*_PERSON, "local_key", "pupil_key", "relation", "custody", "custody_since", "kind", "brin"}
    | {f"pupil_{code.removeprefix('full_')}" for code in _OF_PUPIL}
    | {f"adult{n}.{code}" for n in "12" for code in (*_PERSON, "relation", "custody", "custody_since", "local_key")}
)
"""Every field code that a column can be given."""


def plain(header: str) -> str:
    """Return a column's name for comparing: lower case, no accents, words parted by one space."""
    return fold(header)


def unique_names(headers: Sequence[str]) -> tuple[str, ...]:
    """Return the columns' names, those without one named after their letter, doubles numbered."""
    names: list[str] = []
    for position, header in enumerate(headers):
        name = wanted = header or column_letter(position)
        number = 1
        while name in names:
            number += 1
            name = f"{wanted} ({number})"
        names.append(name)
    return tuple(names)


def column_letter(position: int) -> str:
    """Return the letter a spreadsheet gives to a column: 0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def layout_of(columns: Sequence[str]) -> str:
    """Return by what a saved mapping is found again: the same header row gives the same 64 characters."""
    return hashlib.sha256("\x1f".join(map(plain, columns)).encode()).hexdigest()


def dropped_kind(header: str) -> DroppedKind | None:
    """Return what a column may not be kept for, or None."""
    name = plain(header)
    words = name.split()
    kind = _DROPPED_NAMES.get(name) or next(
        (kind for part, kind in _DROPPED_WORDS if any(word.startswith(part) or word.endswith(part) for word in words)),
        None,
    )
    if kind is DroppedKind.NATIONAL_NUMBER and _END_WORDS & set(words):
        return DroppedKind.NATIONAL_NUMBER_END
    return kind


def guess_mapping(columns: Sequence[str], kind: PersonKind | None = None) -> dict[str, str]:
    """Return column -> field code, as far as the columns' names tell; `kind` is whom the list is about, if known."""
    mapping = {column: IGNORE if dropped_kind(column) else _guess(plain(column)) for column in columns}
    whom = kind or _kind_of(set(mapping.values()))
    for column, code in mapping.items():
        if code == _PUPIL_NUMBER:
            mapping[column] = "pupil_key" if whom is PersonKind.PARENT else "local_key"
    # A bare `land` is a country of birth, unless it stands among the parts of an address.
    if "country" in mapping.values() and (whom is PersonKind.PUPIL or not {"address", "city"} & set(mapping.values())):
        mapping = {column: IGNORE if code == "country" else code for column, code in mapping.items()}
    return _without_doubles(mapping)


def guess_kind(columns: Sequence[str], mapping: Mapping[str, str]) -> PersonKind | None:
    """Return whom a list is about, by the names of its columns and what the user says they mean, if that is clear."""
    codes = set(mapping.values())
    return _kind_of(codes | {code for column in columns if (code := _guess(plain(column))) == _PUPIL_NUMBER})


def _kind_of(codes: set[str]) -> PersonKind | None:
    if "kind" in codes:
        return None
    names_pupils = any(code.startswith(("adult", "pupil_")) for code in codes - {_PUPIL_NUMBER})
    if names_pupils or codes & {"relation", "custody", "custody_since"}:
        return PersonKind.PARENT
    if _PUPIL_NUMBER in codes or codes & {"group", "year_group"}:
        return PersonKind.STAFF if "roles" in codes and _PUPIL_NUMBER not in codes else PersonKind.PUPIL
    return PersonKind.STAFF if "roles" in codes else None


def known_names(headers: Sequence[str]) -> int:
    """Return how many of these cells look like the name of a column."""
    return sum(1 for header in headers if header and (dropped_kind(header) or _guess(plain(header))))


def _guess(name: str) -> str:
    if name in _SYNONYMS:
        return _SYNONYMS[name]
    words = name.split()
    number = next((_NUMBERS[word] for word in words if word in _NUMBERS), "")
    is_adult, is_pupil = bool(_ADULT_WORDS & set(words)), bool(_PUPIL_WORDS & set(words))
    rest = " ".join(
        word
        for word in words
        if word not in _NUMBERS and word not in _FILLERS and word not in _ADULT_WORDS | _PUPIL_WORDS
    )
    if is_adult and number:
        code = "full_name" if not rest else _SYNONYMS.get(rest, IGNORE)
        return f"adult{number}.{code}" if f"adult{number}.{code}" in FIELDS else IGNORE
    if is_pupil:
        code = _PERSON_SYNONYMS.get(rest, IGNORE)
        return f"pupil_{code.removeprefix('full_')}" if code in _OF_PUPIL else IGNORE
    return _SYNONYMS.get(rest, IGNORE) if is_adult else IGNORE


def _without_doubles(mapping: dict[str, str]) -> dict[str, str]:
    """Leave a field to its first column; telephone numbers may stand in several."""
    seen: set[str] = set()
    for column, code in mapping.items():
        if code in seen and not code.endswith("phone"):
            mapping[column] = IGNORE
        seen.add(code)
    return mapping
