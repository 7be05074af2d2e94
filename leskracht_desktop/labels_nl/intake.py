"""What a file that comes in would do, what is doubtful in it and what is left out of it, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from leskracht_desktop.domain.intake import Change, PreviewLine, Problem, ProblemLevel
from leskracht_desktop.domain.intake_codes import DroppedKind, ProblemCode
from leskracht_desktop.domain.inventory import Category, Inventory
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl.codes import import_noun_label
from leskracht_desktop.labels_nl.fields import field_label
from leskracht_desktop.labels_nl.numbers import whole_number
from leskracht_desktop.labels_nl.values import FieldTexts

_CHANGES = {
    Change.NEW: "nieuw",
    Change.CHANGED: "gewijzigd",
    Change.UNCHANGED: "ongewijzigd",
    Change.GONE: "niet meer in het bestand",
    Change.RETURNED: "weer in het bestand",
}

_DROPPED = {
    DroppedKind.NATIONAL_NUMBER: "burgerservicenummer (BSN) of onderwijsnummer",
    DroppedKind.NATIONAL_NUMBER_END: "laatste vier cijfers van een BSN",
    DroppedKind.BELGIAN_NUMBER: "Belgisch rijksregisternummer",
    DroppedKind.ETHNICITY: "etniciteit",
    DroppedKind.NATIONALITY: "nationaliteit",
    DroppedKind.COUNTRY_OF_BIRTH: "geboorteland",
    DroppedKind.WEIGHT: "leerlinggewicht",
    DroppedKind.PHOTO_ADDRESS: "adres van een foto",
    DroppedKind.VENDOR_BLOCK: "extra blok van een leverancier",
    DroppedKind.RELIGION: "geloof",
    DroppedKind.HEALTH: "gezondheid",
}

_PROBLEMS = {
    ProblemCode.KEY_MISSING: "Het nummer van deze persoon ontbreekt.",
    ProblemCode.DUPLICATE_KEY: "Dit nummer komt vaker voor.",
    ProblemCode.NAME_MISSING: "Er staat geen naam.",
    ProblemCode.TOO_LONG: "De tekst is te lang.",
    ProblemCode.NATIONAL_NUMBER: "In de tekst staat een nummer dat een BSN kan zijn. Dat mag hier niet worden bewaard.",
    ProblemCode.FORMULA: "Er staat een formule in waar een gewone tekst hoort.",
    ProblemCode.AMBIGUOUS_MATCH: "Meer dan één persoon in de kluis kan dit zijn.",
    ProblemCode.DUPLICATE_RECORD: "Dit gegeven staat er twee keer in.",
    ProblemCode.DUMMY_KEY: "Het nummer is voorlopig. De persoon is gezocht op naam en geboortedatum.",
    ProblemCode.KEY_LIKE_NATIONAL_NUMBER: (
        "Dit nummer kan een BSN zijn. Het is niet bewaard; de persoon is gezocht op naam en geboortedatum."
    ),
    ProblemCode.WEAK_MATCH: "De persoon is alleen op naam gevonden. Controleer of het klopt.",
    ProblemCode.BAD_DATE: "Dit is geen datum. Het veld is leeg gelaten.",
    ProblemCode.FUTURE_DATE: "Deze datum ligt in de toekomst. Het veld is leeg gelaten.",
    ProblemCode.BAD_CODE: "Deze code bestaat niet. Het veld is leeg gelaten.",
    ProblemCode.BAD_EMAIL: "Dit is geen e-mailadres. Het veld is leeg gelaten.",
    ProblemCode.UNKNOWN_VERSION: (
        "De versie van EDEXML in ‘xsdversie’ bestaat niet. De opbouw past bij een bekende versie. "
        "Controleer of dit het goede bestand is."
    ),
    ProblemCode.UNKNOWN_ELEMENT: "Dit onderdeel kent het programma niet. Het is overgeslagen.",
    ProblemCode.UNKNOWN_FIELD: "Dit veld kent het programma niet. Het is bewaard, maar zonder uitleg.",
    ProblemCode.UNKNOWN_GROUP: "Deze groep is niet bekend.",
    ProblemCode.UNKNOWN_SITE: "Deze vestiging staat niet in het bestand.",
    ProblemCode.DUPLICATE_ECK_ID: "Dit ECK iD hoort ook bij iemand anders.",
    ProblemCode.CONTROL_CHARACTERS: "Er staan onzichtbare stuurtekens in. Ze zijn zichtbaar gemaakt.",
    ProblemCode.PUPIL_UNKNOWN: "De leerling die hier staat, is niet gevonden. De relatie is niet vastgelegd.",
    ProblemCode.PUPIL_AMBIGUOUS: "Meer dan één leerling kan hier bedoeld zijn. De relatie is niet vastgelegd.",
    ProblemCode.ROWS_DISAGREE: "Twee regels over dezelfde persoon spreken elkaar tegen. De eerste telt.",
    ProblemCode.SCHOOL_ASSUMED: "Het bestand noemt geen school. De enige school in de kluis is gekozen.",
    ProblemCode.SCHOOL_DIFFERS: "Het bestand noemt een andere school dan u koos.",
    ProblemCode.SUBJECT_DIFFERS: "De naam in het pakket is anders dan die van de gekozen persoon.",
    ProblemCode.SUBJECT_UNPROVEN: (
        "Alleen de naam klopt: het pakket noemt geen nummer, geboortedatum of e-mailadres om het aan te zien."
    ),
    ProblemCode.OLDER_FILE: "Dit bestand is ouder dan het vorige van deze school.",
    ProblemCode.OLDER_PACKAGE: "Dit pakket is ouder dan het vorige over deze persoon.",
    ProblemCode.GONE_NOT_MARKED: (
        "Er zijn regels geweigerd. Daarom is niet te zien wie er niet meer in het bestand staat."
    ),
}


@dataclass(frozen=True, slots=True)
class FieldTold:
    """One field that would change, in words."""

    label: str
    old: str
    new: str
    by_hand: bool


class PreviewTexts:
    """The lines of a preview in words; those of a package by what the processing inventory calls them."""

    def __init__(self, inventory: Inventory) -> None:
        self._inventory = inventory

    def title(self, line: PreviewLine) -> str:
        """Return what or whom a line is about."""
        facts = self._facts(line)
        return visible(line.name) if facts is None else facts.label

    def fields(self, line: PreviewLine) -> Iterator[FieldTold]:
        """Yield what would change."""
        texts = FieldTexts(self._facts(line))
        for one in line.fields:
            old, new = (texts.text(one.field, value) for value in (one.old, one.new))
            yield FieldTold(texts.label(one.field), old, new, one.by_hand)

    def _facts(self, line: PreviewLine) -> Category | None:
        return None if line.category is None else self._inventory.facts(*line.category)


def change_label(change: Change) -> str:
    """Return what happens to something in a preview, e.g. `nieuw`."""
    return _CHANGES[change]


def dropped_label(kind: str) -> str:
    """Return what kind of value is never stored."""
    return _DROPPED.get(DroppedKind(kind), kind) if kind in set(DroppedKind) else kind


def preview_count(key: str, number: int) -> str:
    """Return one count of a preview in words; `key` is `<noun>.<change>`, e.g. `pupil.new`."""
    noun, _, change = key.partition(".")
    said = _CHANGES[Change(change)] if change in set(Change) else change
    return f"{whole_number(number)} {import_noun_label(noun, number)}: {said}"


def dropped_count(kind: str, number: int) -> str:
    """Return in words how many values of a kind are left out on purpose."""
    return f"{whole_number(number)} keer niet bewaard: {dropped_label(kind)}"


def problem_sentence(problem: Problem) -> str:
    """Return where something is wrong and with whom, what, and whether the row is taken in."""
    text = _PROBLEMS[ProblemCode(problem.code)] if problem.code in set(ProblemCode) else problem.code
    line = "regel " if problem.where.isdecimal() else ""
    told = [part for part in (f"{line}{visible(problem.where)}", visible(problem.about)) if part]
    place = f"{', '.join(told)}: " if told else ""
    about = f" ({field_label(problem.field)})" if problem.field else ""
    refused = " Niet ingelezen." if problem.level is ProblemLevel.REFUSED else ""
    return f"{place}{text}{about}{refused}"
