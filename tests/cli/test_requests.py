"""What a request on the command line says of its coming in, and that an identity check is not lost by a second one."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from leskracht_desktop.domain.requests import Authority, Channel
from leskracht_desktop.services.program import build_services
from tests.cli.conftest import Run, Said
from tests.support.edexml import write_school
from tests.support.vaults import Template


@pytest.fixture
def person(on_vault: Run, tmp_path: Path) -> str:
    """The key of somebody in the vault."""
    write_school(tmp_path / "leerlingen.xml", 2, brin="99XX")
    on_vault("import", tmp_path / "leerlingen.xml")
    return str(on_vault("people", "--limit", "1").data[0]["key"])


@pytest.mark.parametrize(
    ("words", "channel", "authority"),
    [
        ((), Channel.UNKNOWN, Authority.UNKNOWN),
        (("--channel", "brief", "--authority", "gezag"), Channel.LETTER, Authority.CUSTODY),
        (("--channel", "telefoon", "--authority", "gemachtigd"), Channel.PHONE, Authority.PROXY),
        (("--channel", "overig", "--authority", "voogd"), Channel.OTHER, Authority.GUARDIAN),
    ],
)
def test_a_request_says_of_its_coming_in_what_was_said(
    on_vault: Run,
    person: str,
    vault_folder: Path,
    template: Template,
    words: tuple[str, ...],
    channel: Channel,
    authority: Authority,
) -> None:
    new = ("request", "new", "--kind", "inzage", "--person", person, "--received", "2026-03-03", "--requester", "Ans")
    number = on_vault(*new, *words).data["number"]
    services = build_services()
    services.vaults.unlock_with_passphrase(vault_folder, template.passphrase, read_only=True)
    details = services.requests.details(services.requests.by_number(number))
    services.vaults.lock()
    assert (details.channel, details.authority) == (channel, authority)


def test_a_second_identity_check_is_refused_unless_it_corrects(on_vault: Run, person: str) -> None:
    new = ("request", "new", "--kind", "inzage", "--person", person, "--received", "2026-03-03")
    number = on_vault(*new).data["number"]
    identity = ("request", "identity", number, "--method")
    assert on_vault(*identity, "Gesproken aan de balie").status == 0
    before = on_vault("audit", "list").data
    refused = on_vault(*identity, "Iets anders")
    assert refused.status == 3
    assert "--correct" in json.loads(refused.err)["next_step"]
    assert on_vault("audit", "list").data == before
    assert on_vault(*identity, "Gebeld op het bekende nummer", "--correct").status == 0


def test_the_contact_signs_what_is_done_and_who_checked_not_the_account(
    on_vault: Run, person: str, vault_folder: Path, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "oper01")
    services = build_services()
    services.vaults.unlock_with_passphrase(vault_folder, template.passphrase, read_only=True)
    contact = services.schools.institution().contact_name
    services.vaults.lock()
    number = asked(on_vault, person).data["number"]
    on_vault("request", "identity", number, "--method", "Gesproken aan de balie")
    services.vaults.unlock_with_passphrase(vault_folder, template.passphrase, read_only=True)
    found = services.requests.details(services.requests.by_number(number))
    services.vaults.lock()
    assert found.identity is not None
    assert {found.identity.checked_by, found.registered_by, *(one.actor for one in found.events)} == {contact}
    assert "oper01" not in {line["actor"] for line in on_vault("audit", "list").data}


PARENTS = """Leerling;Leerlingnummer;Roepnaam;Achternaam;Relatie;Gezag
Sem Bakker;10001;Mark;Bakker;vader;nee
Sem Bakker;10001;Sanne;Vos;moeder;ja
"""


@pytest.fixture
def sem(on_vault: Run, tmp_path: Path) -> dict[str, str]:
    """The keys of a pupil, of his mother with custody and his father without, by call name."""
    pupils, parents = tmp_path / "kinderen.csv", tmp_path / "ouders.csv"
    pupils.write_text("Nummer;Voornaam;Achternaam;Geboortedatum\n10001;Sem;Bakker;3-5-2018\n", encoding="utf-8")
    assert on_vault("import", pupils, "--people", "leerling").status == 0
    parents.write_text(PARENTS, encoding="utf-8")
    assert on_vault("import", parents, "--people", "ouder").status == 0
    return {one["name"].split(", ")[1]: one["key"] for one in on_vault("people").data}


def asked(on_vault: Run, about: str, *words: str) -> Said:
    """Register a request for access about somebody."""
    return on_vault("request", "new", "--kind", "inzage", "--person", about, "--received", "2026-03-03", *words)


@pytest.mark.parametrize("name", ["Mark Bakker", "bakker, mark", "Mark"])
def test_a_parent_recorded_without_custody_is_refused_as_one_with_it(
    on_vault: Run, sem: dict[str, str], name: str
) -> None:
    told = sem["Mark"] if name == "Mark" else name
    refused = asked(on_vault, sem["Sem"], "--requester", told, "--authority", "gezag")
    assert refused.status == 3
    assert "geen gezag" in json.loads(refused.err)["message"]
    assert "--confirm-authority" in json.loads(refused.err)["next_step"]
    assert on_vault("request", "list").data == []
    done = asked(on_vault, sem["Sem"], "--requester", told, "--authority", "gezag", "--confirm-authority")
    assert done.status == 0, done.err
    assert "no_custody" in done.data["acting"]


def test_what_to_look_at_is_told_with_the_request_and_its_dossier(
    on_vault: Run, run: Run, sem: dict[str, str], vault_folder: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    made = asked(on_vault, sem["Sem"], "--requester", "Mark Bakker")
    assert made.data["acting"] == ["no_custody", "information_right"]
    number = made.data["number"]
    assert on_vault("request", "show", number).data["acting"] == made.data["acting"]
    on_vault("request", "identity", number, "--method", "Gesproken aan de balie")
    opening = ("--vault", vault_folder, "--passphrase-file", passphrase_file)
    said = run(*opening, "dossier", "--request", number, "--out", tmp_path / "a.pdf")
    assert said.status == 0, said.err
    assert "Let op: Deze persoon heeft volgens de kluis geen gezag" in said.out


def test_nothing_is_told_of_a_parent_with_custody_and_that_is_what_she_asks_on(
    on_vault: Run, sem: dict[str, str], tmp_path: Path
) -> None:
    made = asked(on_vault, sem["Sem"], "--requester", "Sanne Vos")
    assert "acting" not in made.data
    on_vault("request", "identity", made.data["number"], "--method", "Gesproken aan de balie")
    target = tmp_path / "moeder.pdf"
    assert on_vault("dossier", "--request", made.data["number"], "--out", target).status == 0
    assert "ouder met gezag" in text_of(target)


def test_a_stranger_is_told_to_be_one(on_vault: Run, sem: dict[str, str]) -> None:
    made = asked(on_vault, sem["Sem"], "--requester", "Onbekende Man", "--authority", "gezag")
    assert made.data["acting"] == ["not_related"]


def test_a_request_stands_in_the_dossier_of_who_made_it(on_vault: Run, sem: dict[str, str], tmp_path: Path) -> None:
    number = asked(on_vault, sem["Sem"], "--requester", "Mark Bakker").data["number"]
    target = tmp_path / "vader.pdf"
    assert on_vault("dossier", sem["Mark"], "--out", target).status == 0
    assert number in text_of(target)


def test_nobody_asks_for_himself_under_the_name_of_another(on_vault: Run, sem: dict[str, str]) -> None:
    refused = asked(on_vault, sem["Sem"], "--requester", "Onbekende Man", "--authority", "zelf")
    assert refused.status == 3
    assert "heet anders" in json.loads(refused.err)["message"]
    assert asked(on_vault, sem["Sem"], "--requester", "Mark Bakker", "--authority", "zelf").status == 3
    assert on_vault("request", "list").data == []
    own = asked(on_vault, sem["Sem"], "--requester", "sem bakker", "--authority", "zelf")
    assert own.data["acting"] == ["pupil_under_16"]


def text_of(path: Path) -> str:
    """Return the text of a PDF, its lines joined."""
    pages = pdfium.PdfDocument(path)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
    finally:
        pages.close()
