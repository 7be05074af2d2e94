"""The grammar of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from typing_extensions import override

from leskracht_desktop.cli import texts

COMMANDS = (
    "init",
    "import",
    "people",
    "request",
    "dossier",
    "deadline",
    "agreement",
    "audit",
    "verify",
    "backup",
    "restore",
    "demo",
    "version",
)


class DutchParser(argparse.ArgumentParser):
    """An argument parser whose headings and complaints are Dutch; exit status 2 on misuse."""

    def __init__(self, *, with_help: bool = True, **settings: Any) -> None:
        super().__init__(**{**settings, "add_help": False, "allow_abbrev": False})
        self._positionals.title = "gegevens"
        self._optionals.title = "opties"
        if with_help:
            self.add_argument("-h", "--help", action="help", help="toon deze uitleg")

    @override
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.format_usage()}Fout: {texts.dutch_usage(message)}.\n")

    @override
    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "Gebruik: ", 1)

    @override
    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "Gebruik: ", 1)


def day(text: str) -> date:
    """Read `2026-03-03` or `3-3-2026`."""
    parts = text.strip().split("-")
    try:
        if len(parts) == 3 and len(parts[2]) == 4:
            return date(int(parts[2]), int(parts[1]), int(parts[0]))
        return date.fromisoformat(text.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is geen datum; schrijf bijvoorbeeld 2026-03-03") from None


def whole_number(least: int) -> Callable[[str], int]:
    """Return a reader of whole numbers of at least `least`."""

    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or int(text) < least:
            raise argparse.ArgumentTypeError(f"{text!r} is geen geheel getal van {least} of hoger")
        return int(text)

    return read


def _shared(default: object) -> DutchParser:
    shared = DutchParser(with_help=False)
    shared.add_argument("--vault", type=Path, metavar="MAP", default=default, help="map van de kluis")
    shared.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="BESTAND",
        default=default,
        help="bestand met de wachtwoordzin op de eerste regel",
    )
    shared.add_argument(
        "--json",
        action="store_true",
        default=False if default is None else default,
        help="uitvoer voor programma's",
    )
    return shared


def build_parser() -> DutchParser:
    """Return the parser of the whole command line."""
    after = _shared(argparse.SUPPRESS)
    parser = DutchParser(
        prog="leskracht-desktop",
        description="Leskracht Privacybeheer. Zonder opdracht opent het venster.",
        parents=[_shared(None)],
    )
    commands = parser.add_subparsers(dest="command", metavar="OPDRACHT", required=True)

    def command(name: str, explanation: str) -> DutchParser:
        return commands.add_parser(name, help=explanation, parents=[after])

    _vault_commands(command)
    _people_commands(command)
    _request_commands(command, after)
    _agreement_commands(command, after)
    _audit_commands(command, after)
    return parser


def _vault_commands(command: Callable[[str, str], DutchParser]) -> None:
    init = command("init", "maak een nieuwe kluis")
    init.add_argument("--school", required=True, metavar="NAAM")
    init.add_argument("--brin", required=True, metavar="99ZZ")
    init.add_argument("--contact", required=True, metavar="NAAM")
    init.add_argument("--email", required=True, metavar="ADRES")
    init.add_argument("--institution", metavar="NAAM", help="bevoegd gezag (anders: de school)")
    init.add_argument("--keychain", action="store_true", help="bewaar de sleutel ook in de sleutelhanger")

    taken = command("import", "neem een bestand in")
    taken.add_argument("file", type=Path, metavar="BESTAND")
    taken.add_argument("--as", dest="as_kind", choices=list(texts.IMPORT_KINDS), metavar="SOORT")
    taken.add_argument(
        "--people", choices=list(texts.PERSON_KINDS), metavar="SOORT", help="wie er in een CSV of XLSX staan"
    )
    taken.add_argument("--school", metavar="BRIN", help="voor welke school")
    taken.add_argument("--person", metavar="KEY", help="over wie een gegevenspakket gaat")
    taken.add_argument(
        "--confirm-person",
        action="store_true",
        help="u hebt nagegaan dat het pakket over --person gaat (komt in het logboek)",
    )
    taken.add_argument("--dry-run", action="store_true", help="alleen tonen wat er zou veranderen")

    backup = command("backup", "maak een back-up")
    backup.add_argument("file", type=Path, metavar="BESTAND")
    backup.add_argument("--overwrite", action="store_true", help="vervang het bestand als het er al is")
    restore = command("restore", "zet een back-up terug in een nieuwe map")
    restore.add_argument("file", type=Path, metavar="BESTAND")
    restore.add_argument("--to", type=Path, required=True, metavar="MAP")
    demo = command("demo", "maak een kluis met een verzonnen school")
    demo.add_argument("--people", type=whole_number(1), default=400, metavar="N")
    demo.add_argument("--to", type=Path, required=True, metavar="MAP")
    command("version", "toon de versie")


def _people_commands(command: Callable[[str, str], DutchParser]) -> None:
    people = command("people", "toon betrokkenen")
    people.add_argument("--search", default="", metavar="TEKST")
    people.add_argument("--kind", choices=list(texts.PERSON_KINDS), metavar="SOORT")
    people.add_argument("--limit", type=whole_number(1), metavar="N")

    dossier = command("dossier", "maak een inzagedossier")
    dossier.add_argument("key", nargs="?", metavar="KEY")
    dossier.add_argument("--request", metavar="NR")
    dossier.add_argument("--group", metavar="NAAM")
    dossier.add_argument("--out", type=Path, required=True, metavar="BESTAND")
    dossier.add_argument(
        "--section", action="append", default=[], metavar="CODE", help="alleen dit onderdeel (mag vaker)"
    )
    dossier.add_argument(
        "--mask", action="append", default=[], metavar="NAAM", help="maak deze naam onleesbaar (mag vaker)"
    )
    dossier.add_argument("--reason", default="", metavar="TEKST", help="waarom iets onleesbaar is gemaakt")
    dossier.add_argument("--overwrite", action="store_true", help="vervang een dossier dat er al is")
    dossier.add_argument("--mail-copy", action="store_true", help="versleutelde kopie om te mailen")

    deadline = command("deadline", "reken een termijn uit")
    deadline.add_argument("--received", type=day, required=True, metavar="DATUM")
    deadline.add_argument("--extended", action="store_true", help="met de verlenging tot drie maanden")


def _request_commands(command: Callable[[str, str], DutchParser], after: DutchParser) -> None:
    steps = command("request", "verzoeken").add_subparsers(dest="step", metavar="STAP", required=True)

    def step(name: str, explanation: str) -> argparse.ArgumentParser:
        return steps.add_parser(name, help=explanation, parents=[after])

    new = step("new", "leg een verzoek vast")
    new.add_argument("--kind", choices=list(texts.REQUEST_KINDS), required=True, metavar="SOORT")
    new.add_argument("--person", required=True, metavar="KEY")
    new.add_argument("--received", type=day, required=True, metavar="DATUM")
    new.add_argument(
        "--requester", default="", metavar="NAAM", help="wie het vraagt: de naam, of het nummer van een betrokkene"
    )
    new.add_argument("--description", default="", metavar="TEKST")
    new.add_argument("--channel", choices=list(texts.CHANNELS), metavar="WEG", help="hoe het binnenkwam: %(choices)s")
    new.add_argument(
        "--authority", choices=list(texts.AUTHORITIES), metavar="ROL", help="namens wie er gevraagd wordt: %(choices)s"
    )
    new.add_argument(
        "--confirm-authority",
        action="store_true",
        help="u hebt nagegaan dat --authority klopt, al staat het anders in de kluis",
    )
    identity = step("identity", "leg de identiteitscontrole vast")
    identity.add_argument("number", metavar="NR")
    identity.add_argument("--method", required=True, metavar="TEKST")
    identity.add_argument("--on", type=day, metavar="DATUM", help="wanneer (anders: vandaag)")
    identity.add_argument("--by", default="", metavar="NAAM", help="door wie (anders: uw naam in het logboek)")
    identity.add_argument("--correct", action="store_true", help="verbeter een controle die er al staat")
    step("list", "toon alle verzoeken")
    show = step("show", "toon een verzoek")
    show.add_argument("number", metavar="NR")


def _agreement_commands(command: Callable[[str, str], DutchParser], after: DutchParser) -> None:
    steps = command("agreement", "overeenkomsten").add_subparsers(dest="step", metavar="STAP", required=True)

    def step(name: str, explanation: str) -> argparse.ArgumentParser:
        return steps.add_parser(name, help=explanation, parents=[after])

    step("list", "toon de overeenkomsten en de versies van het model")
    show = step("show", "toon de leeswijzer bij een versie van het model")
    show.add_argument("version", metavar="VERSIE")
    show.add_argument("--article", type=whole_number(1), metavar="NR", help="alleen dit artikel")
    search = step("search", "zoek in alles wat te lezen is")
    search.add_argument("text", metavar="TEKST")
    search.add_argument(
        "--limit", type=whole_number(0), default=10, metavar="N", help="zoveel plaatsen per document (0: alle)"
    )
    diff = step("diff", "vergelijk twee versies van het model")
    diff.add_argument("old", metavar="OUD")
    diff.add_argument("new", metavar="NIEUW")
    add = step("add", "leg een overeenkomst vast, met haar document")
    add.add_argument("file", type=Path, metavar="BESTAND")
    add.add_argument("--supplier", required=True, metavar="NAAM")
    add.add_argument("--model", required=True, metavar="VERSIE")
    add.add_argument("--signed", type=day, metavar="DATUM", help="wanneer getekend (anders: een concept)")
    add.add_argument("--from", dest="valid_from", type=day, metavar="DATUM", help="geldig vanaf")
    add.add_argument("--until", type=day, metavar="DATUM", help="geldig tot en met")
    add.add_argument("--title", default="", metavar="TEKST")
    check = step("check", "vergelijk de bijsluiter met wat er is opgeslagen")
    check.add_argument("number", nargs="?", type=whole_number(1), metavar="NR", help="alleen deze overeenkomst")
    check.add_argument("--out", type=Path, metavar="BESTAND", help="schrijf het verslag als PDF")
    check.add_argument("--overwrite", action="store_true", help="vervang een verslag dat er al is")


def _audit_commands(command: Callable[[str, str], DutchParser], after: DutchParser) -> None:
    steps = command("audit", "logboek").add_subparsers(dest="step", metavar="STAP", required=True)
    listing = steps.add_parser("list", help="toon het logboek", parents=[after])
    listing.add_argument("--limit", type=whole_number(1), metavar="N")
    listing.add_argument("--person", metavar="KEY", help="alleen over deze betrokkene, ook wat er is ingelezen")
    command("verify", "controleer het logboek en de kluis")
