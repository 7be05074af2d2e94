"""The letters around a request: it came in, who are you, and it will take longer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, time
from typing import Final

from leskracht_desktop.domain.deadlines import Deadline, StepCode
from leskracht_desktop.domain.dossier import RELATION_SELF
from leskracht_desktop.domain.people import PersonKind
from leskracht_desktop.domain.request_letters import LetterKind, LetterSnapshot
from leskracht_desktop.domain.requests import Channel, RequestKind
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import explain, long_date, weekday
from leskracht_desktop.reports.letter_parts import letter_close, letter_head
from leskracht_desktop.reports.pdf.document import render
from leskracht_desktop.reports.pdf.model import (
    Block,
    BulletList,
    Document,
    Heading,
    Keep,
    Link,
    Logo,
    Paragraph,
    RenderedPdf,
    Run,
)
from leskracht_desktop.reports.wording import Wording

_AUTHORITY: Final = "https://autoriteitpersoonsgegevens.nl"

_TITLES: Final = {
    LetterKind.ACKNOWLEDGEMENT: "Ontvangstbevestiging",
    LetterKind.IDENTITY_REQUEST: "Vraag om te laten zien wie u bent",
    LetterKind.EXTENSION_NOTICE: "Bericht van verlenging",
}
_SUBJECTS: Final = {
    LetterKind.ACKNOWLEDGEMENT: "Wij hebben uw verzoek ontvangen",
    LetterKind.IDENTITY_REQUEST: "Laat u ons zien wie u bent?",
    LetterKind.EXTENSION_NOTICE: "Wij hebben meer tijd nodig voor uw verzoek",
}
_ASKED: Final = {
    RequestKind.ACCESS: "U wilt weten welke gegevens wij over {about} hebben.",
    RequestKind.RECTIFICATION: "U wilt dat wij gegevens over {about} verbeteren.",
    RequestKind.ERASURE: "U wilt dat wij gegevens over {about} wissen.",
    RequestKind.RESTRICTION: "U wilt dat wij gegevens over {about} voorlopig niet gebruiken.",
    RequestKind.OBJECTION: "U maakt bezwaar tegen wat wij met gegevens over {about} doen.",
    RequestKind.PORTABILITY: "U wilt gegevens over {about} meenemen, bijvoorbeeld naar een andere school.",
}


def request_letter(snapshot: LetterSnapshot) -> RenderedPdf:
    """Return a letter as a PDF; equal snapshots give equal bytes."""
    return render(letter_document(snapshot))


def letter_document(snapshot: LetterSnapshot) -> Document:
    """Return what a letter says, without a word on how it is drawn."""
    school, number = visible(snapshot.controller.school), snapshot.request.row.number
    title = f"{_TITLES[snapshot.kind]}, verzoek {number}"
    return Document(
        title=title,
        author=school,
        created_at=datetime.combine(snapshot.prepared_on, time(12), tzinfo=UTC),
        blocks=tuple(_blocks(snapshot)),
        subject=_SUBJECTS[snapshot.kind],
        keywords=("verzoek", "AVG"),
        identifier=number,
        header=f"{school} · {title}",
        footer="Vertrouwelijk: alleen voor wie deze brief kreeg",
        logo=Logo(snapshot.controller.logo, f"Logo van {school}") if snapshot.controller.logo else None,
    )


def _blocks(snapshot: LetterSnapshot) -> Iterator[Block]:
    wording, controller = Wording(snapshot), snapshot.controller
    number = snapshot.request.row.number
    yield from letter_head(controller, wording.addressee, snapshot.asker.address, snapshot.prepared_on, number)
    yield Heading(1, _SUBJECTS[snapshot.kind], key="brief", in_contents=False)
    yield Paragraph(wording.salutation)
    yield from _BODIES[snapshot.kind](snapshot, wording)
    yield _questions(snapshot)
    yield from letter_close(controller)


def _received(snapshot: LetterSnapshot, wording: Wording) -> str:
    row = snapshot.request.row
    channel = f" {wording.channel}" if snapshot.request.channel is not Channel.UNKNOWN and wording.channel else ""
    asked = _ASKED[row.kind].format(about=wording.about)
    return f"Op {long_date(row.received_on)} kregen wij{channel} een verzoek van u. {asked}"


def _acknowledgement(snapshot: LetterSnapshot, wording: Wording) -> Iterator[Block]:
    yield Paragraph(
        (_received(snapshot, wording), " Uw verzoek heeft nummer ", _bold(snapshot.request.row.number), ".")
    )
    yield Heading(2, "Wanneer u antwoord krijgt", in_contents=False)
    yield from _when(snapshot)
    if not snapshot.request.extended_on and snapshot.prepared_on <= snapshot.first_due_on:
        yield Paragraph(
            "Is uw verzoek ingewikkeld, of krijgen wij veel verzoeken, dan mogen wij er twee maanden langer over doen. "
            f"Dat hoort u dan uiterlijk op {long_date(snapshot.first_due_on)}, met de reden."
        )
    yield Heading(2, "Wat wij van u nodig hebben", in_contents=False)
    identity = snapshot.request.identity
    if identity is None:
        yield Paragraph(
            "Gegevens mogen niet bij de verkeerde terechtkomen. Daarom willen wij zeker weten wie u bent. Hebben wij "
            "daarvoor iets van u nodig, dan laten wij u dat snel weten. Stuur ons geen kopie van een paspoort of "
            "identiteitskaart. Voor dit verzoek hoeft u meestal niets te betalen."
        )
    else:
        yield Paragraph(
            f"Op {long_date(identity.checked_on)} hebben wij gecontroleerd wie u bent. U hoeft nu niets te doen. "
            "Voor dit verzoek hoeft u meestal niets te betalen."
        )
    yield from _own_text(snapshot)


def _identity_request(snapshot: LetterSnapshot, wording: Wording) -> Iterator[Block]:
    number = snapshot.request.row.number
    yield Paragraph((_received(snapshot, wording), " Uw verzoek heeft nummer ", _bold(number), "."))
    yield Paragraph(
        "Wij weten nog niet zeker wie dit verzoek doet. Gegevens mogen niet bij de verkeerde terechtkomen. Daarom "
        "vragen wij u eerst te laten zien wie u bent."
    )
    yield Heading(2, "Zo kunt u dat doen", in_contents=False)
    yield BulletList(tuple(visible(line) for line in snapshot.text.splitlines() if line.strip()))
    if snapshot.asker.relation != RELATION_SELF:
        yield Paragraph(_on_behalf(snapshot, wording))
    yield Heading(2, "Wat u niet moet sturen", in_contents=False)
    yield Paragraph(
        "Stuur ons geen kopie van uw paspoort of identiteitskaart, en ook geen burgerservicenummer. Die willen wij "
        "niet bewaren."
    )
    yield Heading(2, "Wat dit betekent voor ons antwoord", in_contents=False)
    until = "Hoe eerder wij weten wie u bent, hoe eerder u antwoord krijgt. De uiterste datum voor ons antwoord is "
    if _late(snapshot):
        until = "Hoe eerder wij weten wie u bent, hoe eerder u antwoord krijgt. U had ons antwoord moeten krijgen op "
    later = "Moeten wij lang op u wachten, dan mag ons antwoord meestal ook later komen. Dat laten wij u dan weten."
    yield Paragraph((until, _bold(_full(snapshot)), f". {later}"))


def _on_behalf(snapshot: LetterSnapshot, wording: Wording) -> str:
    why = "Uw verzoek gaat over een ander"
    if snapshot.subject.kind is PersonKind.PUPIL:
        return (
            f"{why}: over {wording.person}. Wij willen daarom ook weten of u voor {wording.person} mag vragen, "
            "bijvoorbeeld omdat u het gezag hebt of voogd bent."
        )
    return f"{why}: over {wording.person}. Wij willen daarom ook weten of u namens {wording.person} mag vragen."


def _extension_notice(snapshot: LetterSnapshot, wording: Wording) -> Iterator[Block]:
    number = snapshot.request.row.number
    yield Paragraph((_received(snapshot, wording), " Uw verzoek heeft nummer ", _bold(number), "."))
    yield Paragraph(
        f"Wij zouden u uiterlijk op {long_date(snapshot.first_due_on)} antwoord geven. Daar hebben wij meer tijd voor "
        "nodig. Dat mag als een verzoek ingewikkeld is of als er veel verzoeken zijn (AVG, artikel 12, derde lid)."
    )
    yield Heading(2, "Waarom het langer duurt", in_contents=False)
    yield Paragraph(visible(snapshot.request.extension_reason, keep_lines=True))
    yield Heading(2, "Wanneer u antwoord krijgt", in_contents=False)
    yield from _when(snapshot)
    yield Heading(2, "Als u het er niet mee eens bent", in_contents=False)
    yield Paragraph(
        (
            "Praat dan eerst met ons. U kunt ook een klacht indienen bij de ",
            Link("Autoriteit Persoonsgegevens", _AUTHORITY),
            " of naar de rechter gaan.",
        )
    )
    yield from _own_text(snapshot)


def _when(snapshot: LetterSnapshot) -> Iterator[Block]:
    if _late(snapshot):
        sorry = "antwoord moeten krijgen. Dat is niet gelukt. Dat spijt ons. U krijgt zo snel mogelijk antwoord."
        yield Paragraph(("U had uiterlijk op ", _bold(_full(snapshot)), f" {sorry} Zo kwamen wij aan die datum:"))
    else:
        answer = "U krijgt zo snel mogelijk antwoord, en uiterlijk op "
        yield Paragraph((answer, _bold(_full(snapshot)), ". Zo komen wij aan die datum:"))
    yield BulletList(tuple(_reckoned(snapshot.deadline)))


def _reckoned(found: Deadline) -> Iterator[str]:
    """Yield how a date was reckoned; where the term begins and ends is said already by the other sentences."""
    for step, sentence in zip(found.steps, explain(found, with_target=False), strict=True):
        if step.code not in {StepCode.COUNTED_FROM, StepCode.ENDS}:
            yield sentence


def _late(snapshot: LetterSnapshot) -> bool:
    return snapshot.prepared_on > snapshot.deadline.due_on


def _full(snapshot: LetterSnapshot) -> str:
    due_on = snapshot.deadline.due_on
    return f"{weekday(due_on)} {long_date(due_on)}"


def _own_text(snapshot: LetterSnapshot) -> Iterator[Block]:
    if snapshot.text.strip():
        yield Paragraph(visible(snapshot.text, keep_lines=True))


def _questions(snapshot: LetterSnapshot) -> Paragraph:
    controller = snapshot.controller
    ways = [word for word, known in (("mail", controller.contact_email), ("bel", controller.contact_phone)) if known]
    how = f" {' of '.join(ways).capitalize()} ons gerust." if ways else ""
    return Paragraph(f"Hebt u vragen?{how} Noem dan nummer {snapshot.request.row.number}.", keep=Keep.WITH_NEXT)


def _bold(text: str) -> Run:
    return Run(text, bold=True)


_BODIES: Final[Mapping[LetterKind, Callable[[LetterSnapshot, Wording], Iterator[Block]]]] = {
    LetterKind.ACKNOWLEDGEMENT: _acknowledgement,
    LetterKind.IDENTITY_REQUEST: _identity_request,
    LetterKind.EXTENSION_NOTICE: _extension_notice,
}
