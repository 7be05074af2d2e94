"""The open questions to a supplier: a letter as a PDF, and a draft e-mail with that letter attached."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from itertools import groupby
from typing import Final

from leskracht_desktop.domain.agreement_reports import OpenQuestion, QuestionsSnapshot
from leskracht_desktop.domain.bad_value import problem_of
from leskracht_desktop.domain.identifiers import parse_email
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import counted, long_date, long_date_of
from leskracht_desktop.reports.agreement_paper import sheet, together
from leskracht_desktop.reports.pdf.document import render
from leskracht_desktop.reports.pdf.model import (
    Address,
    Block,
    Heading,
    Inline,
    NumberedList,
    Paragraph,
    RenderedPdf,
    Run,
    Text,
)

LETTER_NAME: Final = "vragen-verwerkersovereenkomst.pdf"
"""What the letter is called inside the draft."""

# `=_` never stands in base64 nor in quoted-printable, so the parts can't hold it (RFC 2046, 5.1.1).
_BOUNDARY: Final = "=_leskracht-vragen"


def questions_letter(snapshot: QuestionsSnapshot) -> RenderedPdf:
    """Return the letter as a PDF; equal snapshots give equal bytes."""
    supplier = visible(snapshot.supplier.name)
    title = f"Vragen aan {supplier}"
    blocks = (*_head(snapshot), *_questions(snapshot), *_close(snapshot))
    return render(sheet(snapshot.head, title, "Vragen over de verwerkersovereenkomst", blocks))


def questions_mail(snapshot: QuestionsSnapshot) -> bytes:
    """Return a draft e-mail (RFC 5322) with the letter attached; equal snapshots give equal bytes.

    There is no sender, date or message id: the mail program that sends it adds those.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _one_line(_subject(snapshot))
    address = snapshot.supplier.contact_email
    if address.isascii() and problem_of(parse_email, address) is None:
        message["To"] = parse_email(address)
    message["X-Unsent"] = "1"
    message.set_content("\n\n".join(_mail_text(snapshot)) + "\n", cte="quoted-printable")
    letter = questions_letter(snapshot).data
    message.add_attachment(letter, maintype="application", subtype="pdf", filename=LETTER_NAME)
    message.set_boundary(_BOUNDARY)
    return message.as_bytes()


def _head(snapshot: QuestionsSnapshot) -> Iterator[Block]:
    head, supplier = snapshot.head, snapshot.supplier
    sender = together(head.institution, head.address, f"{head.postcode} {head.city}".strip())
    attention = f"t.a.v. {visible(supplier.contact_name)}" if supplier.contact_name else ""
    town = f"{visible(supplier.postcode)} {visible(supplier.city)}".strip()
    lines = (visible(supplier.name), attention, visible(supplier.address), town)
    yield Address(tuple(line for line in lines if line), sender)
    place = f"{visible(head.city)}, " if head.city else ""
    yield Paragraph(f"{place}{long_date(head.prepared_on)}")
    yield Heading(1, visible(_subject(snapshot)), in_contents=False)
    yield Paragraph(_salutation(snapshot))
    yield Paragraph(_opening(snapshot))


def _subject(snapshot: QuestionsSnapshot) -> str:
    return f"Vragen over de verwerkersovereenkomst: {snapshot.title or f'model {snapshot.model_version}'}"


def _salutation(snapshot: QuestionsSnapshot) -> str:
    return f"Beste {visible(snapshot.supplier.contact_name) or visible(snapshot.supplier.name)},"


def _opening(snapshot: QuestionsSnapshot) -> str:
    questions = [one for one in snapshot.questions if one.text]
    asked = counted(len(questions), "vraag", "vragen")
    talked = counted(len(snapshot.questions) - len(questions), "punt", "punten")
    about = "Wij hebben de afspraken over privacy met u nog eens gelezen."
    if questions and len(questions) < len(snapshot.questions):
        return (
            f"{about} Daarbij kregen wij {asked} aan u, en {talked} om met u te bespreken. Wilt u de vragen "
            "schriftelijk beantwoorden, en ons laten weten wanneer wij de rest kunnen bespreken?"
        )
    if not questions and snapshot.questions:
        return f"{about} Daarbij vonden wij {talked} om met u te bespreken. Wilt u ons laten weten wanneer dat kan?"
    return f"{about} Daarbij kregen wij {asked} aan u. Wilt u daar schriftelijk antwoord op geven?"


def _questions(snapshot: QuestionsSnapshot) -> Iterator[Block]:
    """Yield the questions by place, numbered through so that an answer can name them."""
    if not snapshot.questions:
        yield Paragraph("Er zijn op dit moment geen open vragen.")
    number = 1
    for place, group in groupby(_in_order(snapshot), key=lambda question: question.place):
        items = tuple(_question(one) for one in group)
        yield Heading(2, visible(place), in_contents=False)
        yield NumberedList(items, start=number)
        number += len(items)


def _in_order(snapshot: QuestionsSnapshot) -> list[OpenQuestion]:
    return sorted(snapshot.questions, key=lambda one: (one.order, one.place, one.asked_at, one.text))


def _question(question: OpenQuestion) -> Text:
    if not question.text:
        since = f"(aangemerkt op {long_date_of(question.asked_at)})"
        return f"Wij willen {_subject_of(question.place)} met u bespreken. {since}"
    parts: list[Inline] = [visible(question.text, keep_lines=True)]
    if question.quote:
        parts += [" Het gaat om: ", Run(f"‘{visible(question.quote, keep_lines=True)}’", italic=True)]
    parts.append(f" (opgeschreven op {long_date_of(question.asked_at)})")
    return tuple(parts)


def _subject_of(place: str) -> str:
    """Return what a place is called within a sentence: `artikel 8`, or else `dit onderdeel`."""
    name = visible(place.partition(". ")[0])
    known = name.startswith(("Artikel ", "Bijlage ", "AVG artikel ", "Het model "))
    return name[0].lower() + name[1:] if known and not name.startswith("AVG") else name if known else "dit onderdeel"


def _close(snapshot: QuestionsSnapshot) -> Iterator[Block]:
    head = snapshot.head
    yield Paragraph(
        "De nummers van artikelen zijn die van de modelovereenkomst. Wilt u in uw antwoord het nummer van de vraag "
        "noemen? Alvast bedankt."
    )
    yield Paragraph("Met vriendelijke groet,")
    yield Paragraph("\n".join(_signature(snapshot, together(head.contact_email, head.contact_phone, mark=" · "))))


def _signature(snapshot: QuestionsSnapshot, reach: str) -> Iterator[str]:
    head = snapshot.head
    if head.contact_name:
        yield visible(head.contact_name)
        yield "contactpersoon privacy"
    yield visible(head.institution)
    if reach:
        yield reach


def _mail_text(snapshot: QuestionsSnapshot) -> Iterator[str]:
    yield _salutation(snapshot)
    yield f"{_opening(snapshot)} Alles staat in de brief die hierbij zit."
    yield "Met vriendelijke groet,"
    yield "\n".join(_signature(snapshot, ""))


def _one_line(text: str) -> str:
    return " ".join(visible(text, keep_lines=True).split())
