"""The grammar of the command line: Dutch complaints, exit statuses, window or command."""

from __future__ import annotations

from datetime import date

import pytest

from leskracht_desktop.cli import main
from leskracht_desktop.cli.parser import build_parser
from leskracht_desktop.cli.window import wants_window


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--demo"], True),
        (["--vault", "people", "--demo"], True),
        (["--vault", "x.kluis"], True),
        (["version"], False),
        (["--vault", "x.kluis", "people"], False),
        (["--json", "verify"], False),
        (["--help"], False),
        (["onzin"], False),
    ],
)
def test_window_opens_only_without_a_command(arguments: list[str], window: bool) -> None:
    assert wants_window(arguments) is window


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["onzin"], "bestaat niet, kies uit"),
        (["init", "--school", "A"], "deze gegevens ontbreken: --brin, --contact, --email"),
        (["deadline", "--received", "31-02-2026"], "is geen datum"),
        (["people", "--limit", "0"], "geen geheel getal van 1 of hoger"),
        (["people", "--limit"], "ontbreekt een waarde"),
        (["people", "--kind", "docent"], "'docent' bestaat niet, kies uit"),
        (["version", "--wat"], "onbekend: --wat"),
        (["request"], "deze gegevens ontbreken: STAP"),
    ],
)
def test_misuse_is_explained_in_dutch_with_status_2(
    arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert complaint in said
    assert said.startswith("Gebruik: leskracht-desktop")


@pytest.mark.parametrize("place", ["before", "after"])
def test_shared_options_may_stand_on_either_side_of_the_command(place: str) -> None:
    shared = ["--vault", "a.kluis", "--json"]
    words = [*shared, "people"] if place == "before" else ["people", *shared]
    parsed = build_parser().parse_args(words)
    assert (str(parsed.vault), parsed.json, parsed.command) == ("a.kluis", True, "people")


def test_dates_are_read_in_both_ways() -> None:
    for text in ("2026-03-03", "3-3-2026"):
        parsed = build_parser().parse_args(["deadline", "--received", text])
        assert parsed.received == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("import",), ("edexml, csv, xlsx, pakket", "leerling, ouder, medewerker, overig")),
        (("people",), ("leerling, ouder, medewerker, overig", "--school BRIN")),
        (("request", "new"), ("inzage, correctie,", "--confirm-authority")),
        (("request", "list"), ("--school BRIN",)),
        (("dossier",), ("school_identity ", "usage_log ", "history ", "Logboek van dit programma")),
    ],
)
def test_the_help_tells_the_words_to_choose_from(
    command: tuple[str, ...], words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--help"]) == 0
    shown = capsys.readouterr().out
    flowing = " ".join(shown.split())
    assert [word for word in words if word not in shown and word not in flowing] == []


@pytest.mark.parametrize("option", ["--vault", "--passphrase-file", "--walk"])
def test_the_window_complains_in_dutch_too(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    from leskracht_desktop.app import main as open_window

    with pytest.raises(SystemExit) as ended:
        open_window([option])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("Gebruik: leskracht-desktop")
    assert f"na {option} ontbreekt een waarde" in said


def test_help_is_dutch_and_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert "opties" in shown
    assert "usage" not in shown
    assert "options" not in shown
