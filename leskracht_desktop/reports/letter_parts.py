"""How every letter of the school begins and ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from leskracht_desktop.domain.dossier import Controller
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import long_date
from leskracht_desktop.reports.pdf.model import Address, Block, Keep, Paragraph


def letter_head(
    controller: Controller, addressee: str, address: Sequence[str], on: date, number: str
) -> Iterator[Block]:
    """Yield the addressee for the window of the envelope, and the place, date and number of the letter."""
    sender = ", ".join(
        visible(part)
        for part in (controller.school, controller.address, f"{controller.postcode} {controller.city}".strip())
        if part
    )
    yield Address(lines=(addressee, *(visible(line) for line in address)), sender=sender)
    place = f"{visible(controller.city)}, " if controller.city else ""
    yield Paragraph(f"{place}{long_date(on)}\nKenmerk: {number}")


def letter_close(controller: Controller) -> Iterator[Block]:
    """Yield the greeting and who signs, on one page with the paragraph before them if that is `WITH_NEXT`."""
    yield Paragraph("Met vriendelijke groet,", keep=Keep.WITH_NEXT)
    reach = [visible(part) for part in (controller.contact_email, controller.contact_phone) if part]
    lines = [visible(controller.contact_name), "contactpersoon privacy"]
    board = controller.institution if controller.institution != controller.school else ""
    lines.append(", ".join(visible(part) for part in (controller.school, board) if part))
    if reach:
        lines.append(" · ".join(reach))
    yield Paragraph("\n".join(line for line in lines if line), keep=Keep.WHOLE)
