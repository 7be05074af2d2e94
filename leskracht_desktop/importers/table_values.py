"""The cells of contact lists read as values: dates, gezag, relations, names in one cell."""

from __future__ import annotations

import re
from datetime import date, timedelta

from leskracht_desktop.domain.fuzzy import fold
from leskracht_desktop.domain.names import PersonName, split_full_name
from leskracht_desktop.domain.people import Custody, PersonKind, RelationKind

_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?:[ t].*)?")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ t].*)?")
_WITH_MONTH = re.compile(r"(\d{1,2})[-. ]+([a-z]{3,9})\.?[-. ]+(\d{4})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:[.,]0+)?")
_EXCEL_EPOCH = date(1899, 12, 30)
_MONTHS = {
    name[:3]: number
    for number, names in enumerate(
        "januari|februari|maart mrt|april|mei may|juni|juli|augustus|september|oktober october|november|december".split(
            "|"
        ),
        start=1,
    )
    for name in names.split()
}

_CUSTODY = {
    Custody.YES: "ja|j|yes|y|x|1|true|waar|met gezag|gezag|heeft gezag|wel",
    Custody.NO: "nee|n|neen|no|0|false|onwaar|geen|geen gezag|zonder gezag|niet",
    Custody.UNKNOWN: "onbekend|niet bekend|unknown|?",
}
_CUSTODIES = {fold(word) or word: custody for custody, words in _CUSTODY.items() for word in words.split("|")}

_RELATIONS = {
    fold(word): relation
    for relation, words in {
        RelationKind.FATHER: "vader|pa|papa|father|dad|biologische vader",
        RelationKind.MOTHER: "moeder|ma|mama|mother|mum|mom|biologische moeder",
        RelationKind.PARENT: "ouder|parent|ouder verzorger|verzorger|adoptieouder|adoptiefouder|carer|duomoeder",
        RelationKind.GUARDIAN: "voogd|guardian|voogdes|gezinsvoogd|wettelijk vertegenwoordiger|legal guardian",
        RelationKind.FOSTER: "pleegouder|pleegvader|pleegmoeder|foster parent",
        RelationKind.STEP: "stiefouder|stiefvader|stiefmoeder|step parent|stepfather|stepmother|bonusouder|bonusvader"
        "|bonusmoeder|partner",
        RelationKind.GRANDPARENT: "grootouder|opa|oma|grootvader|grootmoeder|grandparent",
        RelationKind.OTHER: "anders|overig|other|oom|tante|contactpersoon|familie|broer|zus|buurvrouw|buurman|oppas",
    }.items()
    for word in words.split("|")
}

_KINDS = {
    word: kind
    for kind, words in {
        PersonKind.PUPIL: "leerling|pupil|student|kind",
        PersonKind.PARENT: "ouder|verzorger|ouder verzorger|parent|guardian|voogd|vader|moeder",
        PersonKind.STAFF: "medewerker|personeel|leerkracht|docent|staff|teacher|directeur",
        PersonKind.OTHER: "overig|anders|other|contact|vrijwilliger",
    }.items()
    for word in words.split("|")
}

_GENDERS = {
    fold(word): code
    for code, words in {
        "1": "m|man|jongen|male|j|mannelijk|1",
        "2": "v|vrouw|meisje|female|f|vrouwelijk|2",
        "0": "onbekend|unknown|0",
        "9": "x|anders|n v t|9|niet opgegeven|divers",
    }.items()
    for word in words.split("|")
}

_TITLES = frozenset("dhr heer mevrouw mevr mw mr mrs ms meester juf drs ir dr prof".split())
NOTHING = frozenset({"", "-", "--", "—", "n.v.t.", "nvt", "n/a", "null", "#n/a", "#n/b"})
"""Cells (in lower case) that say that there is nothing."""


def read_date(text: str) -> date | None:
    """Return the day a cell tells, or None when it tells none; Dutch order, so 3-4-2015 is the third of April."""
    text = text.strip().lower()
    try:
        if found := _DAY_FIRST.fullmatch(text):
            return _plausible(date(int(found[3]), int(found[2]), int(found[1])))
        if found := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
            return _plausible(date(int(found[1]), int(found[2]), int(found[3])))
        if (found := _WITH_MONTH.fullmatch(text)) and found[2][:3] in _MONTHS:
            return _plausible(date(int(found[3]), _MONTHS[found[2][:3]], int(found[1])))
    except ValueError:
        return None
    if found := _SERIAL.fullmatch(text):
        return _plausible(_EXCEL_EPOCH + timedelta(days=int(found[1])))
    return None


def read_custody(text: str) -> Custody | None:
    """Return what a cell says about gezag; None when it can't be told."""
    return _CUSTODIES.get(fold(text) or text.strip())


def read_relation(text: str) -> RelationKind | None:
    """Return what a cell calls an adult of a pupil, None when it is no word we know."""
    return _RELATIONS.get(fold(text))


def read_kind(text: str) -> PersonKind | None:
    """Return what a cell calls a person, None when it is no word we know."""
    return _KINDS.get(fold(text))


def read_gender(text: str) -> str | None:
    """Return the code of a gender, None when it is no word we know."""
    return _GENDERS.get(fold(text))


def split_name(text: str) -> PersonName:
    """Return the parts of a name that stands in one cell, titles such as `dhr.` left out."""
    words = text.removeprefix("de heer ").removeprefix("De heer ").split()
    while len(words) > 1 and fold(words[0]) in _TITLES:
        words.pop(0)
    return split_full_name(" ".join(words))


def _plausible(day: date) -> date | None:
    return day if 1900 <= day.year <= 2100 else None
