"""Marked names in every kind of file and form the program takes in, to be looked for afterwards where they must not be.

The words are no names of anybody, so one that turns up was planted here.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import openpyxl

from tests.support import edexml, packages

PLANT = "Zwartkruiskruid"
ACCENTED = "žłůtěkruiskruid"
FOLDED = "zlutekruiskruid"
"""How the search index writes the accented one."""
CHINESE = "黑紫堇苔"
PASSPHRASE = "distelvink boterkaas zwartkruiskruid"
MARKS = (PLANT, ACCENTED, FOLDED, CHINESE, "distelvink")

PUPIL_KEY = "77001"


def logo() -> bytes:
    """Return a PNG image of one pixel whose own text holds a mark."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    text = b"Author\0" + f"{PLANT}schilder".encode()
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"tEXt", text)
        + chunk(b"IDAT", zlib.compress(b"\0\xff\x80\x00"))
        + chunk(b"IEND", b"")
    )


def write_edexml(folder: Path, pupils: int = 4) -> Path:
    """Write a class list with its sites, groups and staff; the first pupil has the key `PUPIL_KEY`."""
    names = (f"{PLANT}meer", f"{ACCENTED}veld", CHINESE)
    text = edexml.document(
        [
            edexml.pupil(
                str(int(PUPIL_KEY) + number),
                achternaam=names[number % len(names)],
                roepnaam=f"{PLANT}je",
                voornamen=f"{PLANT}je {CHINESE}",
                geboortedatum="2015-05-03",
                gebruikersnaam=f"zwartkruiskruid{number}",
                emailadres=f"leerling{number}@zwartkruiskruid.example",
                inner=edexml.element("groep", key="G1"),
            )
            for number in range(pupils)
        ],
        [edexml.staff("L1", achternaam=f"{PLANT}berg", roepnaam=f"{ACCENTED}je")],
        groups=[edexml.base_group("G1", f"{PLANT}groep")],
        sites=[edexml.site("V1", f"{PLANT}gebouw")],
        brin="99XX",
    )
    path = folder / f"{PLANT}-klassenlijst.xml"
    path.write_text(text, encoding="utf-8")
    return path


def write_csv(folder: Path) -> Path:
    """Write a list of parents with columns of an unknown name, so that their meaning must be chosen."""
    path = folder / f"{PLANT}-ouders.csv"
    path.write_text(
        f"{PLANT}kolom;Roepnaam;E-mailadres;Leerlingnummer;Relatie;Gezag\n"
        f"{PLANT}vader;{ACCENTED};vader@zwartkruiskruid.example;{PUPIL_KEY};vader;ja\n"
        f"{CHINESE};{PLANT}moeder;moeder@zwartkruiskruid.example;{PUPIL_KEY};moeder;nee\n",
        encoding="utf-8",
    )
    return path


def write_xlsx(folder: Path) -> Path:
    """Write a list of staff as Excel has it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Achternaam", "Roepnaam", "E-mailadres", "Functie"])
    sheet.append([f"{PLANT}juf", ACCENTED, "juf@zwartkruiskruid.example", f"{PLANT}docent"])
    path = folder / f"{PLANT}-medewerkers.xlsx"
    book.save(path)
    return path


def write_package(folder: Path) -> Path:
    """Write a Leskracht package about the first pupil: messages, a photo, and a log."""
    package = packages.Package(
        subject={
            "reference": f"{PLANT}-4711",
            "brin": "99XX",
            "kind": "pupil",
            "school_key": PUPIL_KEY,
            "name": f"{PLANT}je {PLANT}meer",
            "birth_on": "2015-05-03",
        }
    )
    package.records[("messages", "processor")] = [
        {
            "id": "m1",
            "values": {"sent_at": "2026-02-03T09:15:00Z", "subject": CHINESE, "text": f"Dag {PLANT}vriend!"},
            "third_parties": [f"Sem {PLANT}vriend"],
        }
    ]
    photo = b"\xff\xd8\xff\xe0 " + PLANT.encode("utf-16-le") + b" " + ACCENTED.encode() + b" \xff\xd9"
    package.attachments = {"bijlagen/0001.jpg": photo}
    package.events[("usage_log", "processor")] = [
        {"at": f"2026-03-01T08:{minute:02}:00Z", "action": "view", "page": f"/{PLANT}/{minute}"} for minute in range(60)
    ]
    return package.write_zip(folder / f"{PLANT}-pakket.zip")


def write_refused(folder: Path) -> tuple[Path, Path]:
    """Write two files that are refused, each with a mark at the place that the message names."""
    broken = folder / f"{PLANT}-stuk.xml"
    broken.write_text(f'<?xml version="1.0"?><EDEX><school>{PLANT}</leerlingen>', encoding="utf-8")
    foreign = folder / f"{PLANT}-vreemd.zip"
    packages.Package(manifest={"version": 99, "note": PLANT}).write_zip(foreign, extra={f"../{PLANT}.txt": b"x"})
    return broken, foreign
