"""The main job in the running program, through the accessibility bus alone, by the names that are a contract.

Nothing here touches the program's objects: a process under a virtual display, and what a screen reader could do.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

if not sys.platform.startswith("linux"):
    pytest.skip("AT-SPI is Linux's; Windows and macOS have interfaces of their own", allow_module_level=True)

from devkit.display import virtual_display

from leskracht_desktop.clock import local_date, system_clock
from tests.support.atspi import Bus, State, Thing, missing_programs, wait

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("Overzicht", "Overeenkomsten", "Betrokkenen", "Toestemmingen", "Verzoeken", "Logboek", "Instellingen")
PASSPHRASE = "zeven groene fietsen"
BUTTON = ("push button", "button", "toggle button", "check box", "radio button")
FIELD = ("text", "entry", "password text", "combo box")


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Thing]:
    """The program, just started for the first time, as a screen reader finds it."""
    assert missing_programs() == []
    errors = tmp_path / "stderr"
    with virtual_display() as display, Bus(tmp_path, display) as bus, errors.open("wb") as written:
        env = bus.environment | {
            "LESKRACHT_HOME": str(tmp_path / "home"),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "PYTHONPATH": str(ROOT),
        }
        running = subprocess.Popen([sys.executable, "-m", "leskracht_desktop"], env=env, stderr=written)
        try:
            yield bus.program(running.pid)
        finally:
            running.terminate()
            running.wait()
    assert "Traceback" not in errors.read_text()


def test_the_main_job_can_be_done_through_the_accessibility_bus(program: Thing, tmp_path: Path):
    make_vault(program)
    for page in PAGES:
        show(program, page)
    add_person(program, "Noah", "van den", "Berg")
    add_person(program, "Emma", "", "Smit")
    search(program, "Zoeken in betrokkenen", "noah berg", "Betrokkenen", ["van den Berg, Noah"])
    register(program)
    hand_over(program, tmp_path / "inzage.pdf")
    lock_and_unlock(program)
    show(program, "Verzoeken")
    assert [row[2] for row in program.find("Verzoeken", "table").rows()] == ["van den Berg, Noah"]


def test_locking_takes_its_own_text_off_the_clipboard_of_the_desktop(program: Thing):
    code = make_vault(program, copy_code=True)
    assert clipboard(program) == code
    program.find("Vergrendelen", "push button", "button").press()
    program.find("Ontgrendelen", *BUTTON)
    wait(lambda: clipboard(program) != code, "an empty clipboard")
    assert clipboard(program) == ""
    unlock(program, PASSPHRASE)
    with other_program(program, "own", "van een ander") as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "there\n"
        program.find("Vergrendelen", "push button", "button").press()
        program.find("Ontgrendelen", *BUTTON)
        assert clipboard(program) == "van een ander"


def other_program(program: Thing, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.desktop_clipboard", *arguments],
        env=program.bus.environment | {"QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def clipboard(program: Thing) -> str:
    return other_program(program, "read").communicate()[0]


def show(program: Thing, page: str) -> None:
    button = program.find(page, *BUTTON)
    button.press()
    wait(lambda: button.has(State.CHECKED), page)


def fill_in(window: Thing, values: dict[str, str]) -> None:
    for name, text in values.items():
        field = window.find(name, *FIELD)
        field.type(text)
        if "Wachtwoordzin" not in name:
            assert field.text == text


def make_vault(program: Thing, *, copy_code: bool = False) -> str:
    program.find("Nieuwe kluis maken", *BUTTON).press()
    fill_in(
        program,
        {
            "Naam van de school": "De Regenboog",
            "BRIN-nummer": "99XX",
            "Contactpersoon privacy": "Noor Testers",
            "E-mailadres": "privacy@regenboog.example",
            "Wachtwoordzin": PASSPHRASE,
            "Wachtwoordzin herhalen": PASSPHRASE,
        },
    )
    program.find("Kluis maken", *BUTTON).press()
    code = program.find("Herstelcode").description
    assert len(code.split()) > 4
    if copy_code:
        program.find("Kopiëren", *BUTTON).press()
    program.find("Ik heb de herstelcode op een veilige plek bewaard", *BUTTON).press("Toggle")
    program.find("Doorgaan", *BUTTON).press()
    program.find("Vergrendelen", *BUTTON)
    return "-".join(code.split())


def add_person(program: Thing, call_name: str, prefix: str, surname: str) -> None:
    program.find("Betrokkenen", *BUTTON).press()
    program.find("Nieuwe betrokkene…", *BUTTON).press()
    dialog = program.find("Nieuwe betrokkene", "dialog")
    fill_in(dialog, {"Roepnaam": call_name, "Tussenvoegsel": prefix, "Achternaam": surname})
    dialog.find("Opslaan", *BUTTON).press()
    program.gone("Nieuwe betrokkene", "dialog")
    people = program.find("Betrokkenen", "table")
    wait(lambda: any(call_name in cell for row in people.rows() for cell in row), call_name)


def search(program: Thing, field: str, text: str, table: str, names: list[str]) -> None:
    program.find(field, *FIELD).type(text)
    wait(lambda: [row[0] for row in program.find(table, "table").rows()] == names, names)


def register(program: Thing) -> None:
    program.find("Verzoeken", *BUTTON).press()
    program.find("Nieuw verzoek…", *BUTTON).press()
    dialog = program.find("Nieuw verzoek", "dialog")
    assert dialog.find("Soort verzoek", "combo box").chosen == "inzage"
    channel = dialog.find("Ontvangen via", "combo box")
    channel.choose_open("telefoon")
    wait(lambda: channel.chosen == "telefoon", "telefoon")
    channel.choose("brief")
    wait(lambda: channel.chosen == "brief", "brief")
    received_on = local_date(system_clock()) - timedelta(days=3)
    fill_in(
        dialog,
        {
            "Betrokkene": "Noah van den Berg",
            "Ontvangen op": f"{received_on:%d-%m-%Y}",
            "Verzoeker": "Pieter van den Berg",
            "Omschrijving": "Alles wat er over Noah is vastgelegd.",
        },
    )
    dialog.find("Opslaan", *BUTTON).press()
    program.gone("Nieuw verzoek", "dialog")
    requests = program.find("Verzoeken", "table")
    (row,) = wait(requests.rows, "the request in the table")
    assert row[1:4] == ["inzage", "van den Berg, Noah", f"{received_on:%d-%m-%Y}"]
    wait(lambda: any(thing.name.endswith(", brief") for thing in program.walk()), "how it was received")


def hand_over(program: Thing, target: Path) -> None:
    program.find("Identiteit vastleggen…", *BUTTON).press()
    dialog = program.find("Identiteit vastleggen", "dialog")
    dialog.find("Hoe gecontroleerd", "text").type("Gesproken aan de balie")
    dialog.find("Opslaan", *BUTTON).press()
    program.gone("Identiteit vastleggen", "dialog")
    program.find("Inzagedossier maken…", *BUTTON).press()
    program.find("Inzagedossier maken", "dialog").find("Opslaan…", *BUTTON).press()
    files = program.find("Inzagedossier opslaan", "file chooser", "dialog")
    next(thing for thing in files.walk() if thing.role == "text").type(str(target))
    files.find("Opslaan", *BUTTON).press()
    wait(target.exists, "the dossier")
    program.find("Map openen", *BUTTON)
    assert target.read_bytes().startswith(b"%PDF")


def lock_and_unlock(program: Thing) -> None:
    program.find("Vergrendelen", "push button", "button").press()
    field = program.find("Wachtwoordzin", *FIELD)
    program.gone("Verzoeken", *BUTTON)
    field.type("niet de goede zin")
    program.find("Ontgrendelen", *BUTTON).press()
    wait(lambda: "wachtwoordzin" in field.description.lower(), "an error that is read with the field")
    wait(lambda: program.find("Ontgrendelen", *BUTTON).has(State.ENABLED), "another try")
    unlock(program, PASSPHRASE)


def unlock(program: Thing, passphrase: str) -> None:
    program.find("Wachtwoordzin", *FIELD).type(passphrase)
    program.find("Ontgrendelen", *BUTTON).press()
    program.find("Vergrendelen", *BUTTON)
