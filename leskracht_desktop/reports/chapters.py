"""The chapters with data: one per compartment, and one for what the program itself keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from leskracht_desktop.domain.dossier import DossierPart, DossierSnapshot
from leskracht_desktop.domain.inventory import Certainty, Compartment, CompartmentText
from leskracht_desktop.labels_nl import long_date, whole_number
from leskracht_desktop.reports.attached import AttachedFiles
from leskracht_desktop.reports.facts import ChapterFacts
from leskracht_desktop.reports.pdf.model import Block, Figure, Heading, KeyValues, Link, Paragraph, TextStyle
from leskracht_desktop.reports.pictures import Pictures
from leskracht_desktop.reports.record_values import Item
from leskracht_desktop.reports.records import RecordSection
from leskracht_desktop.reports.tables import item_blocks

NOTHING = "Niets vastgelegd."

_EMPTY_PARTS: Mapping[DossierPart, str] = {
    DossierPart.HISTORY: "Er is in dit programma nog geen gegeven gewijzigd.",
    DossierPart.CONSENTS: (
        "De school legt in dit programma nog geen toestemmingen vast. Een toestemming op papier of in een ander "
        "systeem staat dus niet in dit dossier."
    ),
    DossierPart.REQUESTS: "Er is geen verzoek vastgelegd.",
    DossierPart.EXPORTS: "Vóór vandaag is er geen dossier gemaakt.",
    DossierPart.LOG: "Er staan geen regels in het logboek.",
}
_PART_INTROS: Mapping[DossierPart, str] = {
    DossierPart.HISTORY: "Als de school een gegeven wijzigt, bewaart het programma wat er eerst stond.",
    DossierPart.REQUESTS: "Verzoeken die over deze persoon gaan of die deze persoon deed.",
    DossierPart.EXPORTS: "Met deze dossiers zijn eerder gegevens meegegeven.",
    DossierPart.LOG: "Het programma schrijft op wie wat wanneer deed.",
}
_CHANGES_LEFT_OUT = "Wijzigingen in onderdelen die niet zijn gekozen, staan hier niet bij."


class Numbering:
    """Numbers the chapters in the order in which they are asked for."""

    def __init__(self) -> None:
        self._last = 0

    def heading(self, text: str, key: str = "") -> Heading:
        """Return the heading of the next chapter."""
        self._last += 1
        return Heading(1, f"{self._last}. {text}", key=key)


def data_chapters(
    snapshot: DossierSnapshot, sections: Sequence[RecordSection], files: AttachedFiles, numbering: Numbering
) -> Iterator[Block]:
    """Yield a chapter for every compartment of which a section was chosen."""
    texts = {text.compartment: text for text in snapshot.compartments}
    pictures = Pictures(files)
    for compartment in Compartment:
        own = [section for section in sections if section.compartment == compartment.value]
        if own:
            yield from _compartment(texts[compartment], own, pictures, numbering)


def _compartment(
    text: CompartmentText, sections: Sequence[RecordSection], pictures: Pictures, numbering: Numbering
) -> Iterator[Block]:
    yield numbering.heading(text.label)
    yield Paragraph(f"{text.explanation} {text.addressee}")
    yield from _where_facts_come_from(text.compartment, sections)
    facts = ChapterFacts([section.facts for section in sections if section.facts is not None])
    yield from facts.shared()
    for section in sections:
        if section.count:
            yield from _filled(section, pictures, facts)
    empty = [section for section in sections if not section.count]
    if empty:
        yield from _empty(empty, all_empty=len(empty) == len(sections))


def _where_facts_come_from(compartment: Compartment, sections: Sequence[RecordSection]) -> Iterator[Block]:
    unchecked = any(
        section.facts is not None and section.facts.certainty is Certainty.TO_BE_CHECKED for section in sections
    )
    if compartment is not Compartment.SCHOOL and unchecked:
        yield Paragraph(
            "Wat hier staat over het doel, de ontvangers en het bewaren, komt uit de privacyverklaring van Leskracht. "
            "Als die iets niet noemt, staat dat erbij.",
            TextStyle.SMALL,
        )


def _filled(section: RecordSection, pictures: Pictures, facts: ChapterFacts) -> Iterator[Block]:
    yield Heading(2, f"{section.title} ({whole_number(section.count)})")
    if section.facts is not None:
        yield Paragraph(section.facts.explanation)
    yield from item_blocks(section.title, section.items, lambda item: _figure(item, pictures))
    if section.summed_up:
        yield Paragraph(("Alle regels staan in ", Link("de bestanden bij dit dossier", "#bestanden"), "."))
    if section.facts is not None:
        yield from facts.own(section.facts)


def _figure(item: Item, pictures: Pictures) -> Iterator[Block]:
    picture = pictures.of(item.attachment_id)
    if picture is not None:
        described = [entry.text for entry in item.entries if entry.code in {"title", "description"}]
        about = ": ".join(described) if described else "zonder titel of beschrijving"
        yield Figure(picture.data, alt=f"Foto of plaatje {about}", caption=picture.name, width_mm=picture.width_mm)


def _empty(sections: Sequence[RecordSection], *, all_empty: bool) -> Iterator[Block]:
    yield Heading(2, "Niets vastgelegd" if all_empty else "Verder niets vastgelegd")
    yield Paragraph("Van deze soorten gegevens is over deze persoon niets vastgelegd. Er staat bij wat ze zouden zijn.")
    rows = [
        (section.title, f"{NOTHING} {section.facts.explanation}") for section in sections if section.facts is not None
    ]
    yield KeyValues(rows=tuple(rows), caption="Niets vastgelegd")


def own_chapter(snapshot: DossierSnapshot, sections: Sequence[RecordSection], numbering: Numbering) -> Iterator[Block]:
    """Yield the chapter about what the program itself keeps: changes, consents, requests, dossiers, log."""
    parts = [section for section in sections if section.part is not None]
    if not parts:
        return
    yield numbering.heading("Wat dit programma verder bijhoudt")
    for section in parts:
        if section.part is not None:
            yield from _part(snapshot, section, section.part)


def _part(snapshot: DossierSnapshot, section: RecordSection, part: DossierPart) -> Iterator[Block]:
    if not section.items:
        yield Heading(2, section.title)
        changed = part is DossierPart.HISTORY and snapshot.changes_left_out
        yield Paragraph(_CHANGES_LEFT_OUT if changed else f"{NOTHING} {_EMPTY_PARTS[part]}")
        return
    yield Heading(2, f"{section.title} ({whole_number(section.count)})")
    yield Paragraph(_part_intro(snapshot, section, part))
    yield from item_blocks(section.title, section.items, lambda _item: ())


def _part_intro(snapshot: DossierSnapshot, section: RecordSection, part: DossierPart) -> str:
    intro = _PART_INTROS.get(part, "")
    if part is DossierPart.HISTORY and snapshot.changes_left_out:
        intro += f" {_CHANGES_LEFT_OUT}"
    if part in {DossierPart.LOG, DossierPart.EXPORTS}:
        intro += f" Dossiers die op {long_date(snapshot.prepared_on)} zelf zijn gemaakt, staan er nog niet bij."
    if part is DossierPart.LOG and snapshot.log_total > len(section.items):
        shown, total = whole_number(len(section.items)), whole_number(snapshot.log_total)
        intro += f" Dit zijn de laatste {shown} van {total} regels over deze persoon."
    return intro.strip()
