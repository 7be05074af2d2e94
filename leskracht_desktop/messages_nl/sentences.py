"""One table: error class to Dutch sentence and next step."""

from __future__ import annotations

import math
import platform
from collections.abc import Callable
from typing import Any

from leskracht_desktop import errors
from leskracht_desktop.messages_nl import codes
from leskracht_desktop.messages_nl.files import FILE_REASONS
from leskracht_desktop.messages_nl.left_out import place_in_file
from leskracht_desktop.messages_nl.message import Message
from leskracht_desktop.messages_nl.problems import problem_text

_UNCHANGED = "Er is niets veranderd."


def sentence(error: BaseException) -> Message:
    """Return what to tell the user about `error`; an unknown class gets the sentence for a bug in the program."""
    for kind in type(error).__mro__:
        maker = TABLE.get(kind)
        if maker is not None:
            return maker(error)
    return _bug(error)


def _bug(error: BaseException) -> Message:
    return Message(
        "Er ging iets mis in het programma",
        f"Dit is een fout in het programma zelf ({type(error).__name__}). Er is niets half opgeslagen.",
        "Probeer het nog een keer. Gaat het weer mis? Sluit het programma en start het opnieuw.",
    )


def _invalid_input(error: errors.InvalidInput) -> Message:
    lines = " ".join(dict.fromkeys(problem_text(field, code) for field, code in error.problems))
    return Message("Nog niet compleet", lines, "Verbeter dit en probeer het opnieuw.")


def _not_found(error: errors.NotFound) -> Message:
    noun = codes.NOUNS.get(error.noun, "niets")
    return Message(
        "Niet gevonden",
        f"Er is {noun} met ‘{error.key}’.",
        "Controleer of u het goed hebt getypt, of zoek op een deel van de naam.",
    )


def _ambiguous(error: errors.Ambiguous) -> Message:
    noun = codes.PLURAL_NOUNS.get(error.noun, "resultaten")
    return Message(
        "Meer dan één gevonden",
        f"Er zijn {error.count} {noun} die passen bij ‘{error.key}’.",
        _CHOOSE_BY.get(error.noun, "Kies er één uit de lijst."),
    )


_CHOOSE_BY = {
    "person": "Kies er één met het volledige nummer, bijvoorbeeld P-000042.",
    "group": "Kies eerst de school, en dan de groep.",
}


def _national_number(error: errors.NationalNumberFound) -> Message:
    return Message(
        "Geen burgerservicenummer opslaan",
        f"In het veld ‘{codes.field_label(error.field)}’ staat een nummer dat een burgerservicenummer (BSN) kan zijn. "
        "Een BSN mag hier niet worden bewaard.",
        "Haal het nummer weg en sla opnieuw op.",
    )


def _identity(error: errors.IdentityNotChecked) -> Message:
    return Message(
        "Eerst de identiteit vastleggen",
        f"Bij verzoek {error.number} is nog niet vastgelegd wie erom vraagt. Zonder die controle kan een dossier bij "
        "de verkeerde persoon terechtkomen.",
        "Kies ‘Identiteit vastleggen…’ bij het verzoek en maak daarna het dossier.",
    )


def _not_allowed(error: errors.NotAllowed) -> Message:
    text, next_step = codes.REASONS.get(
        error.reason, ("Deze stap kan nu niet.", "Kijk bij het verzoek welke stap nu aan de beurt is.")
    )
    return Message("Dit kan nu niet", text, next_step)


def _wrong_secret(error: errors.WrongSecret) -> Message:
    word = {"passphrase": "Deze wachtwoordzin", "recovery_code": "Deze herstelcode"}.get(error.way, "Deze sleutel")
    wait = round(error.wait_seconds)
    next_step = "Let op hoofdletters en spaties en probeer het opnieuw."
    if wait >= 1:
        seconds = "1 seconde" if wait == 1 else f"{wait} seconden"
        next_step = f"Wacht {seconds}. Let op hoofdletters en spaties en probeer het dan opnieuw."
    return Message("Dat klopt niet", f"{word} past niet op deze kluis.", next_step)


def _too_soon(error: errors.TooSoon) -> Message:
    wait = max(1, math.ceil(error.wait_seconds))
    seconds = "1 seconde" if wait == 1 else f"{wait} seconden"
    return Message(
        "Nog even wachten",
        f"Na een paar foute pogingen moet u eerst {seconds} wachten. Wat u nu invulde, is nog niet bekeken.",
        f"Wacht {seconds} en probeer het dan opnieuw.",
    )


def _weak_passphrase(error: errors.WeakPassphrase) -> Message:
    return Message(
        "Wachtwoordzin is te kort",
        f"Een wachtwoordzin heeft ten minste {error.minimum} tekens.",
        "Neem bijvoorbeeld vier of vijf woorden die niets met elkaar te maken hebben.",
    )


def _file_refused(error: errors.FileRefused) -> Message:
    text, next_step = FILE_REASONS.get(
        error.reason, ("Het programma kan dit bestand niet veilig lezen.", "Kies een ander bestand.")
    )
    place = place_in_file(error.where)
    where = f" Plaats in het bestand: {place}." if place else ""
    return Message(
        "Bestand niet ingelezen", f"‘{error.path.name}’ is niet ingelezen. {text}{where} {_UNCHANGED}", next_step
    )


def _target_exists(error: errors.TargetExists) -> Message:
    name = error.path.name or error.path
    return Message(
        "Er staat al iets",
        f"Op deze plek staat al iets met de naam ‘{name}’. Het programma schrijft daar niet overheen.",
        "Kies een andere naam of een andere map.",
    )


def _folder_missing(error: errors.FolderMissing) -> Message:
    return Message(
        "Map bestaat niet",
        f"De map ‘{error.path}’ bestaat niet. {_UNCHANGED}",
        "Maak de map eerst, of kies een andere.",
    )


def _vault_missing(error: errors.VaultMissing) -> Message:
    if error.missing == "folder":
        return Message(
            "Geen kluis gevonden",
            f"Er is geen map ‘{error.path}’, en dus ook geen kluis.",
            "Kies de map waarvan de naam op ‘.kluis’ eindigt, of zet een back-up terug.",
        )
    part = codes.VAULT_PARTS.get(error.missing, "een onderdeel")
    return Message(
        "Geen kluis gevonden",
        f"In de map ‘{error.path.name}’ ontbreekt {part}. Het programma maakt daar geen nieuwe kluis overheen.",
        "Kies de map waarvan de naam op ‘.kluis’ eindigt, of zet een back-up terug.",
    )


def _folder_read_only(error: errors.FolderReadOnly) -> Message:
    return Message(
        "Geen schrijfrechten",
        f"Het programma mag hier niet schrijven: ‘{error.path}’. {_UNCHANGED}",
        "Kies een andere map, of vraag de beheerder om schrijfrechten.",
    )


def _vault_in_use(error: errors.VaultInUse) -> Message:
    return Message(
        "De kluis is al open",
        f"De kluis ‘{error.path.stem}’ is al geopend {_by_whom(error.holder)}.",
        "Sluit het andere venster, of open de kluis hier alleen om te lezen.",
    )


def _by_whom(holder: str) -> str:
    computer = holder.partition(",")[0].strip()
    if computer in {"", platform.node()}:
        return "in een ander venster van dit programma op deze computer"
    return f"op een andere computer ({holder})"


def _vault_damaged(error: errors.VaultDamaged) -> Message:
    if error.part == "document":
        return Message(
            "Het document is veranderd",
            "In de kluis staat niet meer wat er is toegevoegd: er is minstens één byte anders. Daarom toont het "
            "programma dit document niet en slaat het niet op.",
            "Zet de laatste goede back-up terug, of haal het document weg en voeg het origineel opnieuw toe.",
        )
    part = codes.VAULT_PARTS.get(error.part, "een onderdeel")
    return Message(
        "De kluis is beschadigd",
        f"In de kluis ‘{error.path.stem}’ klopt {part} niet meer. Er is niets aan de kluis veranderd.",
        "Zet de laatste goede back-up terug met ‘Back-up terugzetten…’.",
    )


def _keychain(error: errors.KeychainProblem) -> Message:
    text = codes.KEYCHAIN_REASONS.get(error.reason, "De sleutelhanger van deze computer geeft de sleutel niet.")
    return Message("Sleutelhanger werkt niet mee", text, "Open de kluis met uw wachtwoordzin. Uw gegevens zijn er nog.")


def _output_failed(error: errors.OutputFailed) -> Message:
    why = "De schijf is vol. " if error.detail in {"ENOSPC", "EDQUOT", "EFBIG"} else ""
    return Message(
        "Uitvoer niet geschreven",
        f"De uitvoer van deze opdracht kan niet worden geschreven. {why}De opdracht zelf is wel uitgevoerd.",
        "Stuur de uitvoer naar een andere plek en vraag de gegevens opnieuw op.",
    )


def _chain_broken(error: errors.ChainBroken) -> Message:
    how = codes.DAMAGES.get(error.kind, "klopt niet")
    return Message(
        "Het logboek klopt niet",
        f"Regel {error.sequence} van het logboek {how}.",
        "Maak een kopie van de kluis zoals die nu is en vergelijk die met de laatste back-up.",
    )


def _path_message(title: str, text: str, next_step: str) -> Callable[[Any], Message]:
    return lambda error: Message(title, text.format(name=error.path.name or str(error.path)), next_step)


def _fixed(title: str, text: str, next_step: str = "") -> Callable[[Any], Message]:
    return lambda _error: Message(title, text, next_step)


TABLE: dict[type[BaseException], Callable[[Any], Message]] = {
    errors.Cancelled: _fixed("Gestopt", f"U hebt dit gestopt. {_UNCHANGED}"),
    errors.InvalidInput: _invalid_input,
    errors.NotFound: _not_found,
    errors.Ambiguous: _ambiguous,
    errors.NationalNumberFound: _national_number,
    errors.IdentityNotChecked: _identity,
    errors.NotAllowed: _not_allowed,
    errors.NothingChosen: _fixed(
        "Niets gekozen", "Er is geen enkel onderdeel gekozen voor het dossier.", "Kies ten minste één onderdeel."
    ),
    errors.WrongSecret: _wrong_secret,
    errors.TooSoon: _too_soon,
    errors.LastWayIn: _fixed(
        "Laatste toegang",
        "Dit is de laatste manier om de kluis te openen. Zonder toegang zijn alle gegevens voorgoed weg.",
        "Voeg eerst een andere toegang toe.",
    ),
    errors.WeakPassphrase: _weak_passphrase,
    errors.FileRefused: _file_refused,
    errors.TargetExists: _target_exists,
    errors.FolderMissing: _folder_missing,
    errors.VaultMissing: _vault_missing,
    errors.VaultLocked: _fixed("De kluis is vergrendeld", "Hiervoor moet de kluis open zijn.", "Ontgrendel de kluis."),
    errors.ReadOnlyVault: _fixed(
        "Alleen lezen",
        "De kluis is alleen geopend om te lezen. Er kan niets worden gewijzigd.",
        "Sluit de kluis in het andere venster en open hem hier opnieuw.",
    ),
    errors.VaultInUse: _vault_in_use,
    errors.VaultDamaged: _vault_damaged,
    errors.VaultNewer: _path_message(
        "Nieuwere kluis",
        "De kluis ‘{name}’ is gemaakt met een nieuwere versie van dit programma. Er is niets aan veranderd.",
        "Installeer de nieuwste versie van Leskracht Privacybeheer.",
    ),
    errors.KeychainProblem: _keychain,
    errors.DiskFull: _path_message(
        "Schijf vol",
        f"Er is geen ruimte meer om ‘{{name}}’ te bewaren. {_UNCHANGED}",
        "Maak ruimte vrij of kies een andere schijf.",
    ),
    errors.FolderReadOnly: _folder_read_only,
    errors.FileInUse: _path_message(
        "Bestand is in gebruik",
        f"‘{{name}}’ is geopend in een ander programma. {_UNCHANGED}",
        "Sluit het bestand daar en probeer het opnieuw.",
    ),
    errors.FileUnreadable: _path_message(
        "Bestand niet te lezen",
        "‘{name}’ kan niet worden gelezen.",
        "Kijk of het bestand er nog staat en of u het mag openen.",
    ),
    errors.OutputFailed: _output_failed,
    errors.ChainBroken: _chain_broken,
}
