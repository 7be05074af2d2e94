"""Letters around a request: which can be sent when, and the frozen snapshot from which one is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from leskracht_desktop.domain.deadlines import Deadline
from leskracht_desktop.domain.dossier import Asker, Controller
from leskracht_desktop.domain.people import PersonDetails
from leskracht_desktop.domain.people_rules import Problems, text_problems
from leskracht_desktop.domain.requests import RequestDetails, RequestStatus
from leskracht_desktop.domain.text_safety import parse_text
from leskracht_desktop.errors import NotAllowed


class LetterKind(StrEnum):
    """What a letter says; the answer itself is the dossier's letter."""

    ACKNOWLEDGEMENT = "acknowledgement"
    """The request came in, and by when it will be answered (AVG art. 12(3))."""
    IDENTITY_REQUEST = "identity_request"
    """Somebody is asked to show who she is (AVG art. 12(6))."""
    EXTENSION_NOTICE = "extension_notice"
    """The answer will take longer, and why (AVG art. 12(3))."""


MOST_TEXT = 2000
"""So many characters of one's own fit in a letter and leave it a letter."""


@dataclass(frozen=True, slots=True)
class NewLetter:
    """What the user chose; `text` is her own: how to show identity, or a remark."""

    kind: LetterKind
    text: str = ""


@dataclass(frozen=True, slots=True)
class LetterSnapshot:
    """All that a letter says; equal snapshots give equal bytes.

    `deadline` is the one that holds now; `first_due_on` is that of before an extension.
    """

    kind: LetterKind
    prepared_on: date
    controller: Controller
    asker: Asker
    subject: PersonDetails
    request: RequestDetails
    deadline: Deadline
    first_due_on: date
    text: str = ""


@dataclass(frozen=True, slots=True)
class FinishedLetter:
    """A letter in memory."""

    kind: LetterKind
    data: bytes
    page_count: int


_REFUSALS = {
    RequestStatus.ANSWERED: "already_answered",
    RequestStatus.CLOSED: "already_closed",
    RequestStatus.WITHDRAWN: "already_withdrawn",
}


def refusal(kind: LetterKind, request: RequestDetails) -> str:
    """Return why a letter can't be sent now, as a code of `NotAllowed`; empty when it can."""
    refused = _REFUSALS.get(request.row.status, "")
    if not refused and kind is LetterKind.IDENTITY_REQUEST and request.identity is not None:
        refused = "identity_known"
    if not refused and kind is LetterKind.EXTENSION_NOTICE and request.extended_on is None:
        refused = "not_extended"
    return refused


def letters_for(request: RequestDetails) -> tuple[LetterKind, ...]:
    """Return the letters that can be sent about a request now."""
    return tuple(kind for kind in LetterKind if not refusal(kind, request))


def check_letter(kind: LetterKind, request: RequestDetails) -> None:
    """Check that a letter can be sent now.

    Raises: NotAllowed with the code of `refusal`.
    """
    refused = refusal(kind, request)
    if refused:
        raise NotAllowed(refused)


def letter_problems(letter: NewLetter) -> Problems:
    """Return what is wrong with what was typed: asking for identity without saying how helps nobody."""
    if not letter.text.strip():
        return (("letter_text", "required"),) if letter.kind is LetterKind.IDENTITY_REQUEST else ()
    if len(letter.text) > MOST_TEXT:
        return (("letter_text", "too_long"),)
    return tuple(text_problems({"letter_text": letter.text}, {"letter_text": parse_text}))
