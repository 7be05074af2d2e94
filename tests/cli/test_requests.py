"""What a request on the command line says of its coming in, and that an identity check is not lost by a second one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from leskracht_desktop.domain.requests import Authority, Channel
from leskracht_desktop.services.program import build_services
from tests.cli.conftest import Run
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
