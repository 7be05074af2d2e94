"""The letter that comes before a dossier: what was asked, what is enclosed, what is not, and what one can do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leskracht_desktop.domain.dossier import DossierSnapshot
from leskracht_desktop.domain.inventory import Compartment
from leskracht_desktop.domain.requests import RequestDetails, RequestKind
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import counted, joined, label, long_date
from leskracht_desktop.reports.attached import AttachedFiles
from leskracht_desktop.reports.letter_parts import letter_close, letter_head
from leskracht_desktop.reports.pdf.model import Block, BulletList, Heading, Keep, Link, Paragraph, Text
from leskracht_desktop.reports.records import RecordSection
from leskracht_desktop.reports.wording import Wording


def letter(
    snapshot: DossierSnapshot, sections: Sequence[RecordSection], files: AttachedFiles, event_file_count: int
) -> Iterator[Block]:
    """Yield the blocks of the letter."""
    wording = Wording(snapshot)
    number, asker = snapshot.number, snapshot.asker
    yield from letter_head(snapshot.controller, wording.addressee, asker.address, snapshot.prepared_on, number)
    yield Heading(1, _subject_line(snapshot, wording), key="brief", in_contents=False)
    yield Paragraph(wording.salutation)
    yield from _opening(snapshot, wording)
    yield from _enclosed(sections, files, event_file_count, wording)
    yield from _not_enclosed(snapshot, files, wording)
    yield from _next(snapshot)
    yield from letter_close(snapshot.controller)


def _subject_line(snapshot: DossierSnapshot, wording: Wording) -> str:
    request = snapshot.request
    if request is None:
        return "Uw gegevens bij de school" if wording.is_self else f"Gegevens over {wording.person} bij de school"
    if request.row.kind is RequestKind.ACCESS:
        return "Antwoord op uw verzoek om inzage"
    return f"Gegevens bij uw verzoek ({label(request.row.kind)})"


def _opening(snapshot: DossierSnapshot, wording: Wording) -> Iterator[Block]:
    request = snapshot.request
    if request is None:
        yield Paragraph(f"U krijgt hierbij een overzicht van de gegevens die wij over {wording.about} hebben.")
        return
    received = long_date(request.row.received_on)
    channel = f" {wording.channel}" if wording.channel else ""
    if request.row.kind is RequestKind.ACCESS:
        asked = f"Op {received} vroeg u ons{channel} welke gegevens wij over {wording.about} hebben."
    else:
        asked = f"Op {received} kregen wij{channel} uw verzoek over de gegevens van {wording.person}."
        if wording.is_self:
            asked = f"Op {received} kregen wij{channel} uw verzoek over uw gegevens."
    yield Paragraph(f"{asked} In deze brief leest u ons antwoord. Het dossier met de gegevens zit erachter.")
    yield from _timing(snapshot, request)
    if request.identity:
        yield Paragraph(
            f"Voordat wij de gegevens meegaven, hebben wij gecontroleerd wie u bent. Dat was op "
            f"{long_date(request.identity.checked_on)}. Een kopie van een paspoort of ander bewijs bewaren wij niet."
        )


def _timing(snapshot: DossierSnapshot, request: RequestDetails) -> Iterator[Block]:
    """Say sorry for a late answer, and why a term was extended (AVG art. 12(3))."""
    if request.extended_on:
        reason = visible(request.extension_reason).rstrip(".")
        because = f" De reden was: {reason}." if reason else ""
        yield Paragraph(
            f"Op {long_date(request.extended_on)} lieten wij u weten dat wij meer tijd nodig hadden.{because}"
        )
    if request.answered_on is None and snapshot.prepared_on > request.row.due_on:
        yield Paragraph(
            f"U had ons antwoord uiterlijk op {long_date(request.row.due_on)} moeten krijgen. "
            "Dat is niet gelukt. Dat spijt ons."
        )


def _enclosed(
    sections: Sequence[RecordSection], files: AttachedFiles, event_file_count: int, wording: Wording
) -> Iterator[Block]:
    filled = sum(1 for section in sections if section.count and section.facts is not None)
    yield Heading(2, "Wat u van ons krijgt", in_contents=False)
    if filled:
        found = f"Over {wording.about} is in {counted(filled, 'onderdeel', 'onderdelen')} iets vastgelegd."
    else:
        found = f"Over {wording.about} is niets vastgelegd, behalve wat dit programma zelf bijhoudt."
    yield Paragraph(f"{found} U krijgt van ons:")
    items: list[Text] = ["het dossier: wat er is vastgelegd, waarom, voor wie en hoe lang;"]
    if files.enclosed:
        one, many = "bewaard bestand, zoals een foto;", "bewaarde bestanden, zoals foto's;"
        items.append(counted(len(files.enclosed), one, many))
    if event_file_count:
        items.append("alle losse regels over het gebruik van Leskracht;")
    items.append(
        (
            "dezelfde gegevens in bestanden voor een computer. ",
            Link("Zo opent u die", "#bestanden"),
            ".",
        )
    )
    yield BulletList(tuple(items))


def _not_enclosed(snapshot: DossierSnapshot, files: AttachedFiles, wording: Wording) -> Iterator[Block]:
    yield Heading(2, "Wat er niet bij zit", in_contents=False)
    left: list[str] = []
    if snapshot.left_out:
        one, many = "onderdeel dat niet is gekozen", "onderdelen die niet zijn gekozen"
        left.append(counted(len(snapshot.left_out), one, many))
    if snapshot.masked:
        left.append("namen van andere mensen")
    if snapshot.addresses_left_out:
        left.append("het adres van een ander die een verzoek deed")
    if files.withheld:
        one, many = "bestand met gegevens van anderen", "bestanden met gegevens van anderen"
        left.append(counted(len(files.withheld), one, many))
    if left:
        exactly = Link("Precies wat en waarom", "#weggelaten")
        yield Paragraph((f"Dit zit er niet bij: {joined(left)}. ", exactly, "."))
    else:
        yield Paragraph("Wij hebben niets weggelaten en niets onleesbaar gemaakt.")
    yield Paragraph(
        "Dit is wat de school in haar privacyprogramma bijhoudt, en wat Leskracht vastlegt. Wij kunnen ook ergens "
        f"anders gegevens over {wording.about} hebben, zoals in de leerlingadministratie of op papier. "
        "Wilt u die ook zien, laat het ons dan weten."
    )


def _next(snapshot: DossierSnapshot) -> Iterator[Block]:
    yield Heading(2, "Wat u nu kunt doen", in_contents=False)
    own = any(section.facts.compartment is Compartment.OWN_CONTROLLER for section in snapshot.sections)
    addressee = (
        " Over een deel van de gegevens beslist Leskracht zelf. Daarvoor kunt u ook bij Leskracht terecht."
        if own
        else ""
    )
    change = (
        "Klopt er iets niet, of wilt u dat wij iets wissen of niet meer gebruiken? Laat het ons weten. Dat kost niets."
    )
    yield Paragraph((f"{change}{addressee} ", Link("Alle rechten op een rij", "#rechten"), "."))
    disagree = "Bent u het niet eens met ons antwoord? Praat dan eerst met ons. U kunt ook een klacht indienen bij de"
    where = "Autoriteit Persoonsgegevens of naar de rechter gaan."
    yield Paragraph((f"{disagree} {where} ", Link("Hier leest u hoe", "#klacht"), "."), keep=Keep.WITH_NEXT)
