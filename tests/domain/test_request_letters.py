"""Which letter can be sent when, and what may stand in it: tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from leskracht_desktop.domain.request_letters import (
    MOST_TEXT,
    LetterKind,
    NewLetter,
    check_letter,
    letter_problems,
    letters_for,
)
from leskracht_desktop.domain.requests import IdentityCheck, RequestDetails, RequestStatus
from leskracht_desktop.errors import NotAllowed
from tests.support import snapshots

ACKNOWLEDGEMENT, IDENTITY, EXTENSION = LetterKind
CHECK = IdentityCheck("gezien", date(2026, 3, 5), "Marloes")
SOON = date(2026, 3, 20)


def asked(status: RequestStatus, identity: IdentityCheck | None, extended_on: date | None) -> RequestDetails:
    row = replace(snapshots.request().row, status=status)
    return snapshots.request(row=row, identity=identity, extended_on=extended_on)


@pytest.mark.parametrize(
    ("status", "identity", "extended_on", "offered"),
    [
        (RequestStatus.RECEIVED, None, None, (ACKNOWLEDGEMENT, IDENTITY)),
        (RequestStatus.RECEIVED, None, SOON, (ACKNOWLEDGEMENT, IDENTITY, EXTENSION)),
        (RequestStatus.IDENTITY_CHECKED, CHECK, None, (ACKNOWLEDGEMENT,)),
        (RequestStatus.IDENTITY_CHECKED, CHECK, SOON, (ACKNOWLEDGEMENT, EXTENSION)),
        (RequestStatus.ANSWERED, CHECK, SOON, ()),
        (RequestStatus.CLOSED, CHECK, None, ()),
        (RequestStatus.WITHDRAWN, None, None, ()),
    ],
)
def test_what_is_offered(
    status: RequestStatus,
    identity: IdentityCheck | None,
    extended_on: date | None,
    offered: tuple[LetterKind, ...],
) -> None:
    assert letters_for(asked(status, identity, extended_on)) == offered


@pytest.mark.parametrize(
    ("kind", "request_", "code"),
    [
        (ACKNOWLEDGEMENT, asked(RequestStatus.ANSWERED, CHECK, None), "already_answered"),
        (ACKNOWLEDGEMENT, asked(RequestStatus.CLOSED, CHECK, None), "already_closed"),
        (IDENTITY, asked(RequestStatus.WITHDRAWN, None, None), "already_withdrawn"),
        (IDENTITY, asked(RequestStatus.IDENTITY_CHECKED, CHECK, None), "identity_known"),
        (EXTENSION, asked(RequestStatus.RECEIVED, None, None), "not_extended"),
    ],
)
def test_what_is_not_offered_is_refused_with_the_reason(kind: LetterKind, request_: RequestDetails, code: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        check_letter(kind, request_)
    assert refused.value.reason == code


@pytest.mark.parametrize(
    ("kind", "text", "codes"),
    [
        (ACKNOWLEDGEMENT, "", ()),
        (EXTENSION, "  ", ()),
        (IDENTITY, " \n ", ("required",)),
        (IDENTITY, "Kom langs op school.", ()),
        (ACKNOWLEDGEMENT, "a" * (MOST_TEXT + 1), ("too_long",)),
        (ACKNOWLEDGEMENT, "Uw nummer is 111222333.", ("national_number",)),
        (EXTENSION, "links \u202e rechts", ("direction_character",)),
    ],
)
def test_what_may_be_typed(kind: LetterKind, text: str, codes: tuple[str, ...]) -> None:
    assert letter_problems(NewLetter(kind, text)) == tuple(("letter_text", code) for code in codes)
