"""The last chapters: who gets data, what was left out, rights, complaint and court, and the enclosed files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leskracht_desktop.domain.dossier import DossierSnapshot, Remedy
from leskracht_desktop.domain.inventory import Compartment
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import counted, file_size
from leskracht_desktop.reports.attached import AttachedFiles
from leskracht_desktop.reports.chapters import Numbering
from leskracht_desktop.reports.facts import recipients_table
from leskracht_desktop.reports.pdf.model import (
    Block,
    BulletList,
    EmbeddedFile,
    Heading,
    Link,
    NumberedList,
    Paragraph,
    Run,
    Table,
    Text,
)

_AUTHORITY_SITE = "https://autoriteitpersoonsgegevens.nl"

_RIGHTS: tuple[tuple[str, str], ...] = (
    ("Laten verbeteren.", "Klopt een gegeven niet, of is het niet compleet? Dan mag u vragen om het te verbeteren."),
    (
        "Laten wissen.",
        "U mag vragen om gegevens te wissen. Soms moet de school ze nog bewaren. Dan leggen wij uit waarom.",
    ),
    (
        "Het gebruik even laten stoppen.",
        "Zolang wij uitzoeken of iets klopt, mag u vragen om de gegevens niet te gebruiken.",
    ),
    (
        "Bezwaar maken.",
        "Tegen wat de school voor haar taak doet, kunt u om een eigen reden bezwaar maken. Tegen reclame altijd.",
    ),
    (
        "Gegevens meenemen.",
        "Wat u zelf gaf met toestemming of voor een overeenkomst, kunt u meekrijgen in een bestand voor een computer.",
    ),
    ("Toestemming intrekken.", "Gaf u ergens toestemming voor, dan kunt u die altijd weer intrekken."),
    ("Een mens laten kijken.", "Neemt een computer alleen een besluit over u, dan mag u vragen of een mens meekijkt."),
)

_COMPLAINT = (
    "Vindt u dat wij niet goed omgaan met de gegevens? Vertel het ons eerst, dan kijken wij er samen naar. U kunt ook "
    "een klacht indienen bij de Autoriteit Persoonsgegevens. Die houdt toezicht op de privacywet: "
)
_PUBLIC = (
    "Onze school is een openbare school. Ons antwoord is dan een besluit. Bent u het er niet mee eens, dan kunt u "
    "bezwaar maken bij het bestuur van de school, volgens de Algemene wet bestuursrecht. Daarvoor heeft u meestal zes "
    "weken, vanaf de dag na de datum van deze brief. Bent u het ook niet eens met het antwoord op uw bezwaar, dan kunt "
    "u in beroep gaan bij de rechtbank."
)
_PRIVATE = (
    "Onze school is een bijzondere school. Bent u het niet eens met ons antwoord, dan kunt u de rechtbank vragen om "
    "daarover te beslissen. Dat doet u met een verzoekschrift. Daarvoor heeft u meestal zes weken nadat u ons antwoord "
    "kreeg."
)
_UNKNOWN = (
    "Welke weg naar de rechter er is, hangt af van het soort school. Bij een openbare school is ons antwoord een "
    "besluit: u maakt dan eerst bezwaar bij het bestuur van de school, en daarna kunt u in beroep gaan bij de "
    "rechtbank. Bij een bijzondere school vraagt u de rechtbank meteen om een beslissing, met een verzoekschrift. In "
    "beide gevallen heeft u meestal zes weken. Wij vertellen u graag wat voor onze school geldt."
)
_COURT = {Remedy.PUBLIC: _PUBLIC, Remedy.PRIVATE: _PRIVATE, Remedy.UNKNOWN: _UNKNOWN}


def recipients_chapter(snapshot: DossierSnapshot, numbering: Numbering) -> Iterator[Block]:
    """Yield the chapter about everyone who gets data (AVG art. 15(1)(c))."""
    if snapshot.sections:
        yield numbering.heading("Wie gegevens krijgt", key="ontvangers")
        yield Paragraph("Bij elk onderdeel staat wie de gegevens krijgt. Hier staat wat die mensen en bedrijven doen.")
        yield recipients_table(section.facts for section in snapshot.sections)


def left_out_chapter(snapshot: DossierSnapshot, files: AttachedFiles, numbering: Numbering) -> Iterator[Block]:
    """Yield the chapter that says what is not in the dossier, and why."""
    yield numbering.heading("Wat wij niet hebben opgenomen", key="weggelaten")
    if not (snapshot.left_out or snapshot.masked or files.withheld or snapshot.addresses_left_out):
        yield Paragraph(
            "Wij hebben niets weggelaten. Alles wat in dit programma over deze persoon staat, is opgenomen."
        )
        return
    if snapshot.left_out:
        yield Paragraph("Deze onderdelen zijn niet gekozen voor dit dossier. Wilt u ze ook zien, vraag het ons dan:")
        yield BulletList(tuple(visible(title) for title in snapshot.left_out_labels))
        if snapshot.changes_left_out:
            yield Paragraph("Ook wat er vroeger in die onderdelen stond, is niet opgenomen.")
    if snapshot.masked:
        yield Paragraph(
            f"Namen van andere mensen zijn {counted(snapshot.masked, 'keer', 'keer')} vervangen door een tekst tussen "
            "vierkante haken. Ook anderen hebben recht op privacy. Hetzelfde nummer is steeds dezelfde persoon."
        )
    if snapshot.addresses_left_out:
        yield Paragraph(
            "Iemand anders deed ook een verzoek over deze persoon. Waar die ander woont, hoort niet in dit dossier."
        )
    if files.withheld:
        yield Paragraph("Deze bestanden geven wij niet mee, omdat wij de namen van anderen er niet uit kunnen halen:")
        yield BulletList(tuple(file.original for file in files.withheld))
    if snapshot.mask_reason and (snapshot.masked or files.withheld):
        yield Paragraph(f"De reden: {visible(snapshot.mask_reason)}")


def rights_chapter(snapshot: DossierSnapshot, numbering: Numbering) -> Iterator[Block]:
    """Yield the chapter on rights, complaint and court (AVG art. 12(4), 15(1)(e) and (f))."""
    yield numbering.heading("Uw rechten", key="rechten")
    yield Paragraph(
        "Dit mag u ons vragen over de gegevens in dit dossier. U krijgt binnen een maand antwoord. Het kost niets."
    )
    yield BulletList(tuple((Run(name, bold=True), f" {text}") for name, text in _RIGHTS))
    yield from _whom_to_ask(snapshot)
    yield Heading(2, "Een klacht", key="klacht")
    yield Paragraph(
        (
            _COMPLAINT,
            Link("autoriteitpersoonsgegevens.nl", _AUTHORITY_SITE),
            ".",
        )
    )
    yield Heading(2, "Naar de rechter")
    yield Paragraph(_COURT[snapshot.controller.remedy])


def _whom_to_ask(snapshot: DossierSnapshot) -> Iterator[Block]:
    controller = snapshot.controller
    reach: list[Text] = []
    contact: list[str | Link] = [f"Uw vraag gaat naar {visible(controller.contact_name) or 'de school'}"]
    if controller.contact_email:
        contact += [": ", _mail(controller.contact_email)]
    if controller.contact_phone:
        contact.append(f", telefoon {visible(controller.contact_phone)}")
    reach.append((*contact, "."))
    if controller.officer_name or controller.officer_email:
        name = visible(controller.officer_name)
        officer: list[str | Link] = [
            f"De functionaris voor gegevensbescherming let op de privacy{f': {name}' if name else ''}"
        ]
        if controller.officer_email:
            officer += [", ", _mail(controller.officer_email)]
        reach.append((*officer, "."))
    if any(section.facts.compartment is Compartment.OWN_CONTROLLER for section in snapshot.sections):
        own = next(
            (text.addressee for text in snapshot.compartments if text.compartment is Compartment.OWN_CONTROLLER), ""
        )
        if own:
            reach.append(f"Over een deel beslist Leskracht zelf. {own}")
    for text in reach:
        yield Paragraph(text)


def _mail(address: str) -> Link | str:
    shown = visible(address)
    plain = shown == address and address.isascii() and not set(address) & set(" <>\"'?&%")
    return Link(shown, f"mailto:{address}") if plain else shown


def files_chapter(files: Sequence[EmbeddedFile], sizes: Sequence[int], numbering: Numbering) -> Iterator[Block]:
    """Yield the chapter about the files inside the PDF; `sizes` are those of the files in bytes."""
    yield numbering.heading("De bestanden bij dit dossier", key="bestanden")
    yield Paragraph("In deze PDF zitten bestanden. Zo opent u ze:")
    yield NumberedList(
        (
            "Open de PDF in een programma dat bijlagen kan tonen, zoals Adobe Acrobat Reader of Firefox.",
            "Klik op de paperclip, of kies in het menu voor bijlagen.",
            "Kies een bestand en bewaar het op uw computer.",
        )
    )
    yield Paragraph(
        "Een bestand dat eindigt op csv opent u in een programma als Excel. Een bestand dat eindigt op json is bedoeld "
        "voor een ander computerprogramma."
    )
    rows = tuple((file.name, file.description, file_size(size)) for file, size in zip(files, sizes, strict=True))
    yield Table(
        caption="Bestanden",
        header=("Bestand", "Wat het is", "Grootte"),
        rows=rows,
        widths=(3.4, 5.0, 1.4),
        row_header_column=0,
        right_aligned=frozenset({2}),
    )
