"""The grammar of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from leskracht_desktop.cli import texts
from leskracht_desktop.messages_nl.usage import DutchParser

_TO = "waar de kluis komt; de naam eindigt op .kluis, dat komt er anders achter"
_OF_WHICH = "wat voor bestand het is, als dat niet vanzelf blijkt: %(choices)s"

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


def day(text: str) -> date:
    """Read `2026-03-03` or `3-3-2026`."""
    parts = text.strip().split("-")
    try:
        if len(parts) == 3 and len(parts[2]) == 4:
            return date(int(parts[2]), int(parts[1]), int(parts[0]))
        return date.fromisoformat(text.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is geen datum; schrijf bijvoorbeeld 2026-03-03") from None


def place(text: str) -> Path:
    """Read where something is to be written."""
    if not text.strip():
        raise argparse.ArgumentTypeError("er staat geen naam")
    return Path(text)


def whole_number(least: int) -> Callable[[str], int]:
    """Return a reader of whole numbers of at least `least`."""

    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or int(text) < least:
            raise argparse.ArgumentTypeError(f"{text!r} is geen geheel getal van {least} of hoger")
        return int(text)

    return read


def _shared(default: object) -> DutchParser:
    shared = DutchParser(with_help=False)
    shared.add_argument("--vault", type=Path, metavar="MAP", default=default, help="map van de kluis (NAAM.kluis)")
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


def parsed(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Return what was typed, by default after the name of the program; on misuse the program ends with status 2."""
    arguments = build_parser().parse_args(words)
    if arguments.command == "dossier" and arguments.school is not None and arguments.group is None:
        arguments.parser.error("argument --school: hoort bij --group")
    return arguments


def build_parser() -> DutchParser:
    """Return the parser of the whole command line."""
    after = _shared(argparse.SUPPRESS)
    parser = DutchParser(
        prog="leskracht-desktop",
        description="Leskracht Privacybeheer. Zonder opdracht opent het venster.",
        parents=[_shared(None)],
    )
    commands = parser.add_subparsers(dest="command", metavar="OPDRACHT", required=True)

    def command(name: str, explanation: str, closing: Callable[[], str] | None = None) -> DutchParser:
        return commands.add_parser(name, help=explanation, parents=[after], closing=closing)

    _vault_commands(command)
    _people_commands(command)
    _request_commands(command, after)
    _agreement_commands(command, after)
    _audit_commands(command, after)
    return parser


def _vault_commands(command: Callable[..., DutchParser]) -> None:
    init = command("init", "maak een nieuwe kluis")
    init.add_argument("--school", required=True, metavar="NAAM")
    init.add_argument("--brin", required=True, metavar="99ZZ")
    init.add_argument("--contact", required=True, metavar="NAAM")
    init.add_argument("--email", required=True, metavar="ADRES")
    init.add_argument("--institution", metavar="NAAM", help="bevoegd gezag (anders: de school)")
    init.add_argument("--keychain", action="store_true", help="bewaar de sleutel ook in de sleutelhanger")

    taken = command("import", "neem een bestand in")
    taken.add_argument("file", type=Path, metavar="BESTAND")
    taken.add_argument("--as", dest="as_kind", choices=list(texts.IMPORT_KINDS), metavar="SOORT", help=_OF_WHICH)
    taken.add_argument(
        "--people",
        choices=list(texts.PERSON_KINDS),
        metavar="SOORT",
        help="wie er in een CSV of XLSX staan: %(choices)s",
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
    backup.add_argument("file", type=place, metavar="BESTAND")
    backup.add_argument("--overwrite", action="store_true", help="vervang het bestand als het er al is")
    restore = command("restore", "zet een back-up terug in een nieuwe map")
    restore.add_argument("file", type=Path, metavar="BESTAND")
    restore.add_argument("--to", type=place, required=True, metavar="MAP", help=_TO)
    demo = command("demo", "maak een kluis met een verzonnen school")
    demo.add_argument(
        "--people", type=whole_number(1), default=400, metavar="N", help="hoeveel betrokkenen (anders: %(default)s)"
    )
    demo.add_argument("--to", type=place, required=True, metavar="MAP", help=_TO)
    command("version", "toon de versie")


def _people_commands(command: Callable[..., DutchParser]) -> None:
    people = command("people", "toon betrokkenen")
    people.add_argument("--search", default="", metavar="TEKST")
    people.add_argument("--kind", choices=list(texts.PERSON_KINDS), metavar="SOORT", help="alleen: %(choices)s")
    people.add_argument("--school", metavar="BRIN", help="alleen van deze school")
    people.add_argument("--limit", type=whole_number(1), metavar="N")

    dossier = command("dossier", "maak een inzagedossier", _section_codes)
    dossier.set_defaults(parser=dossier)
    about = dossier.add_mutually_exclusive_group(required=True)
    about.add_argument("key", nargs="?", metavar="KEY", help="over deze betrokkene")
    about.add_argument("--request", metavar="NR", help="voor dit verzoek")
    about.add_argument("--group", metavar="NAAM", help="over elke leerling van deze groep")
    dossier.add_argument("--school", metavar="BRIN", help="van welke school de groep is")
    dossier.add_argument("--out", type=place, required=True, metavar="BESTAND", help="bij een groep: de map")
    dossier.add_argument(
        "--section", action="append", default=[], metavar="CODE", help="alleen dit onderdeel (mag vaker), zie onder"
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


def _section_codes() -> str:
    """Return the codes of the sections a dossier can be narrowed to."""
    from leskracht_desktop import labels_nl
    from leskracht_desktop.domain.dossier import DossierPart
    from leskracht_desktop.services.inventory import processing_inventory

    known = {facts.code: facts.label for facts in processing_inventory().categories}
    known |= {part.value: labels_nl.label(part) for part in DossierPart}
    return "onderdelen:\n" + "\n".join(f"  {code:<24}  {name}" for code, name in known.items())


def _request_commands(command: Callable[..., DutchParser], after: DutchParser) -> None:
    steps = command("request", "verzoeken").add_subparsers(dest="step", metavar="STAP", required=True)

    def step(name: str, explanation: str) -> argparse.ArgumentParser:
        return steps.add_parser(name, help=explanation, parents=[after])

    new = step("new", "leg een verzoek vast")
    new.add_argument(
        "--kind",
        choices=list(texts.REQUEST_KINDS),
        required=True,
        metavar="SOORT",
        help="wat gevraagd wordt: %(choices)s",
    )
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
    listing = step("list", "toon alle verzoeken")
    listing.add_argument("--school", metavar="BRIN", help="alleen van deze school")
    show = step("show", "toon een verzoek")
    show.add_argument("number", metavar="NR")


def _agreement_commands(command: Callable[..., DutchParser], after: DutchParser) -> None:
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
    add.add_argument("--school-signer", default="", metavar="NAAM", help="wie tekende namens de school")
    add.add_argument("--supplier-signer", default="", metavar="NAAM", help="wie tekende namens de leverancier")
    add.add_argument("--from", dest="valid_from", type=day, metavar="DATUM", help="geldig vanaf")
    add.add_argument("--until", type=day, metavar="DATUM", help="geldig tot en met")
    add.add_argument("--title", default="", metavar="TEKST")
    add.add_argument(
        "--again", action="store_true", help="ook als dit bestand al bij een overeenkomst van de leverancier staat"
    )
    check = step("check", "vergelijk de bijsluiter met wat er is opgeslagen")
    check.add_argument("number", nargs="?", type=whole_number(1), metavar="NR", help="alleen deze overeenkomst")
    check.add_argument("--out", type=Path, metavar="BESTAND", help="schrijf het verslag als PDF")
    check.add_argument("--overwrite", action="store_true", help="vervang een verslag dat er al is")


def _audit_commands(command: Callable[..., DutchParser], after: DutchParser) -> None:
    steps = command("audit", "logboek").add_subparsers(dest="step", metavar="STAP", required=True)
    listing = steps.add_parser("list", help="toon het logboek", parents=[after])
    listing.add_argument("--limit", type=whole_number(1), metavar="N")
    listing.add_argument("--person", metavar="KEY", help="alleen over deze betrokkene, ook wat er is ingelezen")
    command("verify", "controleer het logboek en de kluis")
