"""Words about the letters around a request that windows, reports and file names share."""

from __future__ import annotations

from typing import Final

from leskracht_desktop.domain.request_letters import LetterKind
from leskracht_desktop.domain.requests import RequestEventKind, RequestEventRow
from leskracht_desktop.labels_nl.codes import label, label_of

FILE_STEMS: Final = {
    LetterKind.ACKNOWLEDGEMENT: "ontvangstbevestiging",
    LetterKind.IDENTITY_REQUEST: "vraag-identiteit",
    LetterKind.EXTENSION_NOTICE: "bericht-van-verlenging",
}
"""How the file of a letter is called, before the number of the request."""

WAYS_TO_SHOW_IDENTITY: Final = (
    "Kom langs en laat uw paspoort of identiteitskaart zien. Wij maken geen kopie.\n"
    "Of mail ons vanaf het e-mailadres dat de school van u heeft.\n"
    "Of bel ons. Wij bellen u terug op het nummer dat de school van u heeft."
)
"""What the letter proposes, a way per line; the school changes it as it likes."""


def request_event_label(event: RequestEventRow) -> str:
    """Return what a line of a request's time line says, such as `brief gemaakt: ontvangstbevestiging`."""
    said = label(event.kind)
    letter = dict(event.details).get("letter", "")
    if event.kind is RequestEventKind.LETTER and letter:
        return f"{said}: {label_of(LetterKind, letter)}"
    return said
