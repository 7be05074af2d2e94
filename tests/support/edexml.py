"""Writes EDEXML files: single elements for a test that needs one odd thing, and whole schools of any size."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="EDEXML.structuur.xsd"'

SURNAMES = (
    ("", "Jansen"), ("de", "Vries"), ("van den", "Berg"), ("", "Yılmaz"),
    ("El", "Amrani"), ("van 't", "Hof"),
    ("", "Nguyễn"), ("", "Kowalczyk"), ("de", "Haan"), ("", "Öztürk"), ("", "Ramdin"), ("van der", "Meer"),
    ("", "Šimić"), ("", "O'Brien"), ("", "Smit-Bakker"), ("", "Tesfaye"), ("", "Hoekstra"), ("ter", "Horst"),
)  # fmt: skip
CALL_NAMES = (
    "Noah", "Fatima", "Daan", "Zoë", "Mees", "Aïsha", "Thijs", "Noor", "Yusuf", "Lotte", "Sem", "Çağla", "Jaïr",
    "Ngozi", "Björn", "Siem", "Ismaël", "Renée", "Wiktor", "Mila", "Ömer", "Elif", "Joëlle", "Chinedu",
)  # fmt: skip
YEAR_GROUPS = ("1", "2", "3", "4", "5", "6", "7", "8")


def element(name: str, text: object = None, inner: str = "", **attributes: str) -> str:
    """Return one element with text or inner elements, escaped."""
    written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    content = inner if text is None else escape(str(text))
    return f"<{name}{written}>{content}</{name}>"


def pupil(key: str | None, *, eck_id: str = "", inner: str | None = None, **texts: str) -> str:
    """Return a pupil; names of elements with `_1` for `-1`, e.g. `voorletters_1`; `inner` comes last."""
    return _person("leerling", key, eck_id, inner, texts)


def staff(key: str | None, *, eck_id: str = "", inner: str | None = None, **texts: str) -> str:
    """Return a member of staff."""
    return _person("leerkracht", key, eck_id, inner, texts)


def _person(name: str, key: str | None, eck_id: str, inner: str | None, texts: dict[str, str]) -> str:
    texts = texts or {"achternaam": "Jansen", "roepnaam": "Noah"}
    parts = "".join(element(field.replace("_1", "-1"), text) for field, text in texts.items())
    attributes = ({} if key is None else {"key": key}) | ({"eckid": eck_id} if eck_id else {})
    return element(name, inner=parts + (inner or ""), **attributes)


def base_group(key: str, name: str, year_group: str = "4") -> str:
    """Return a base group (stamgroep)."""
    return element("groep", inner=element("naam", name) + element("jaargroep", year_group), key=key)


def mixed_group(key: str, name: str) -> str:
    """Return a mixed group (samengestelde groep)."""
    return element("samengestelde_groep", inner=element("naam", name), key=key)


def site(key: str, name: str) -> str:
    """Return a site (vestiging)."""
    return element("vestiging", inner=element("naam", name), key=key)


def document(
    pupils: Iterable[str] = (),
    staff_members: Iterable[str] = (),
    *,
    groups: Sequence[str] = (),
    sites: Sequence[str] = (),
    school: str = "",
    year: str = "2026-2027",
    brin: str = "99ZZ",
    dependance: str = "",
    reference_on: str = "",
    declaration: str = '<?xml version="1.0" encoding="UTF-8"?>\n',
) -> str:
    """Return a whole file; each person stands on a line of its own."""
    parts = [
        f"{declaration}<EDEX {XSI}>",
        "<school>"
        + element("schooljaar", year)
        + (element("peildatum", reference_on) if reference_on else "")
        + (element("brincode", brin) if brin else "")
        + (element("dependancecode", dependance) if dependance else "")
        + f"{school}</school>",
    ]
    parts += ["<vestigingen>", *sites, "</vestigingen>"] if sites else []
    parts += ["<groepen>", *groups, "</groepen>"] if groups else []
    parts += ["<leerlingen>", *pupils, "</leerlingen>"]
    teachers = list(staff_members)
    parts += ["<leerkrachten>", *teachers, "</leerkrachten>"] if teachers else []
    return "\n".join([*parts, "</EDEX>", ""])


@dataclass(frozen=True)
class SchoolFile:
    """What a generated school file holds."""

    pupils: int
    staff: int
    groups: int
    left: int
    dropped: dict[str, int]


def write_school(
    path: Path,
    pupils: int,
    *,
    seed: int = 1,
    year: str = "2026-2027",
    brin: str = "99ZZ",
    dependance: str = "",
    version: str = "2.1",
    first_key: int = 10_001,
) -> SchoolFile:
    """Write a school of `pupils` pupils, a group for every 25 of them and 1.5 members of staff per group.

    One in twenty has left, one in five carries fields that may not be kept. Nothing larger than one pupil is held
    in memory. The same arguments give the same bytes.
    """
    luck = random.Random(seed)
    groups = max(1, pupils // 25)
    base = [
        base_group(f"G{n:04}", f"Groep {n % 8 + 1}{chr(97 + n // 8 % 26)}", YEAR_GROUPS[n % 8]) for n in range(groups)
    ]
    teachers = max(1, groups * 3 // 2)
    dropped: dict[str, int] = {}
    left = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        head = document(
            groups=[*base, mixed_group("S1", "Plusklas")],
            sites=[site("V1", "Hoofdgebouw")],
            year=year,
            brin=brin,
            dependance=dependance,
            reference_on=f"{year[:4]}-10-01",
            school=element("schoolkey", "41323") + element("xsdversie", version),
        )
        file.write(head[: head.index("</leerlingen>")])
        for number in range(pupils):
            text, has_left = _school_pupil(luck, number, groups, first_key + number, year, dropped)
            left += has_left
            file.write(text)
        file.write("</leerlingen>\n<leerkrachten>\n")
        for number in range(teachers):
            file.write(_school_teacher(luck, number, groups))
        file.write("</leerkrachten>\n</EDEX>\n")
    return SchoolFile(pupils, teachers, groups + 1, left, dropped)


def _school_pupil(
    luck: random.Random, number: int, groups: int, key: int, year: str, dropped: dict[str, int]
) -> tuple[str, bool]:
    prefix, surname = luck.choice(SURNAMES)
    call_name = luck.choice(CALL_NAMES)
    group = number % groups
    born = date(int(year[:4]) - 5 - group % 8, 10, 1) - timedelta(days=luck.randrange(365))
    has_left = luck.random() < 0.05
    carries = luck.random() < 0.2
    if carries:
        for kind, count in (("national_number", 1), ("country_of_birth", 3), ("weight", 1), ("photo_address", 1)):
            dropped[kind] = dropped.get(kind, 0) + count
    parts: Iterator[str] = (
        part
        for part, wanted in (
            (element("achternaam", surname), True),
            (element("voorvoegsel", prefix), bool(prefix)),
            (element("voornamen", f"{call_name} {luck.choice(CALL_NAMES)}"), True),
            (element("voorletters-1", call_name[0]), True),
            (element("roepnaam", call_name), True),
            (element("geboortedatum", born), True),
            (element("geslacht", luck.choice("129")), True),
            (element("start_ondw_jgr3", f"{int(year[:4]) - 2}-08-01"), group % 8 > 2),
            (element("jaargroep", YEAR_GROUPS[group % 8]), True),
            (element("groep", key=f"G{group:04}"), True),
            (element("samengestelde_groepen", inner=element("samengestelde_groep", key="S1")), number % 10 == 0),
            (element("vestiging", key="V1"), number % 3 == 0),
            (element("gebruikersnaam", f"leerling{number + 1}"), True),
            (element("emailadres", f"leerling{number + 1}@school.example"), True),
            (element("fotourl", "https://school.example/foto.jpg"), carries),
            (element("land", "NL") + element("land_vader", "MA") + element("land_moeder", "NL"), carries),
            (element("bsn", f"{luck.randrange(10**9):09}"), carries),
            (element("gewicht_nieuw", "0,3"), carries),
            (element("postcodenl", f"{luck.randrange(1000, 9999)}AB"), True),
            (element("instroomdatum", f"{int(year[:4]) - 1}-08-25"), True),
            (element("uitstroomdatum", f"{year[:4]}-08-15"), has_left),
            (element("mutatiedatum", f"{year[:4]}-09-07T08:47:34"), True),
        )
        if wanted
    )
    return element("leerling", inner="".join(parts), key=str(key)) + "\n", has_left


def _school_teacher(luck: random.Random, number: int, groups: int) -> str:
    prefix, surname = luck.choice(SURNAMES)
    call_name = luck.choice(CALL_NAMES)
    roles = element("rol", "LRK") if number % 3 else element("rolomschrijving", "Intern begeleider")
    link = element("groep", inner=element("rol", "STA"), key=f"G{number % groups:04}")
    inner = (
        element("achternaam", surname)
        + (element("voorvoegsel", prefix) if prefix else "")
        + element("voorletters-1", call_name[0])
        + element("roepnaam", call_name)
        + element("emailadres", f"medewerker{number + 1}@school.example")
        + roles
        + element("groepen", inner=link)
    )
    return element("leerkracht", inner=inner, key=f"L{number + 1}") + "\n"
