"""The rules of a request: which steps are legal when, what a draft must hold, and who may act for a pupil."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from leskracht_desktop.domain.ages import ADULT_AGE, SELF_AGE, age_on, turns_16_on
from leskracht_desktop.domain.people import Custody, PersonKind, RelationKind
from leskracht_desktop.domain.people_rules import Parse, Problems, text_problems, with_texts
from leskracht_desktop.domain.requests import Authority, IdentityCheck, NewRequest, RequestStatus
from leskracht_desktop.domain.text_safety import parse_line, parse_name, parse_text
from leskracht_desktop.errors import NotAllowed

SOON_DAYS = 92
"""How many days before a birthday the change of the acting person is announced: the longest term of a request."""


class Step(StrEnum):
    """What can be done with a request."""

    IDENTITY = "identity"
    EXTEND = "extend"
    ANSWER = "answer"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    NOTE = "note"


_NEXT: dict[tuple[RequestStatus, Step], RequestStatus] = {
    (RequestStatus.RECEIVED, Step.IDENTITY): RequestStatus.IDENTITY_CHECKED,
    (RequestStatus.RECEIVED, Step.EXTEND): RequestStatus.RECEIVED,
    (RequestStatus.RECEIVED, Step.WITHDRAW): RequestStatus.WITHDRAWN,
    (RequestStatus.IDENTITY_CHECKED, Step.IDENTITY): RequestStatus.IDENTITY_CHECKED,
    (RequestStatus.IDENTITY_CHECKED, Step.EXTEND): RequestStatus.IDENTITY_CHECKED,
    (RequestStatus.IDENTITY_CHECKED, Step.ANSWER): RequestStatus.ANSWERED,
    (RequestStatus.IDENTITY_CHECKED, Step.WITHDRAW): RequestStatus.WITHDRAWN,
    (RequestStatus.ANSWERED, Step.CLOSE): RequestStatus.CLOSED,
    (RequestStatus.ANSWERED, Step.WITHDRAW): RequestStatus.WITHDRAWN,
}

_REFUSAL_BY_STATUS = {
    RequestStatus.CLOSED: "already_closed",
    RequestStatus.WITHDRAWN: "already_withdrawn",
    RequestStatus.ANSWERED: "already_answered",
}

_REFUSAL_BY_STEP = {Step.ANSWER: "identity_not_checked", Step.CLOSE: "not_answered"}


def next_status(status: RequestStatus, step: Step, *, extended: bool = False) -> RequestStatus:
    """Return where a request stands after a step; a note may be added at any time and changes nothing.

    Raises:
        NotAllowed: `already_closed`, `already_withdrawn`, `already_answered`, `identity_not_checked`,
            `not_answered`, `already_extended` (AVG art. 12(3) knows one extension).
    """
    if step is Step.NOTE:
        return status
    reached = _NEXT.get((status, step))
    if reached is None:
        raise NotAllowed(_REFUSAL_BY_STATUS.get(status) or _REFUSAL_BY_STEP[step])
    if step is Step.EXTEND and extended:
        raise NotAllowed("already_extended")
    return reached


def allowed_steps(status: RequestStatus, *, extended: bool = False) -> frozenset[Step]:
    """Return the steps that are legal now; whether an extension is still in time depends on the day."""
    steps = {step for (origin, step) in _NEXT if origin is status}
    if extended:
        steps.discard(Step.EXTEND)
    return frozenset(steps | {Step.NOTE})


def check_in_time(on: date, first_due_on: date) -> None:
    """Check that an extension is announced within the first month (AVG art. 12(3)).

    Raises: NotAllowed with `extension_too_late`.
    """
    if on > first_due_on:
        raise NotAllowed("extension_too_late")


class ActingCode(StrEnum):
    """What to look at before answering someone; advice with a sentence of its own, never a verdict."""

    PUPIL_IS_16 = "pupil_is_16"
    PUPIL_IS_18 = "pupil_is_18"
    PUPIL_UNDER_16 = "pupil_under_16"
    TURNS_16_SOON = "turns_16_soon"
    BIRTH_UNKNOWN = "birth_unknown"
    NO_CUSTODY = "no_custody"
    INFORMATION_RIGHT = "information_right"
    CUSTODY_UNKNOWN = "custody_unknown"
    NOT_RELATED = "not_related"
    PROXY_NEEDED = "proxy_needed"


@dataclass(frozen=True, slots=True)
class ActingFacts:
    """Who asks about whom; `relation` and `custody` are those of the asker to the pupil, if any is recorded."""

    subject_kind: PersonKind
    birth_on: date | None
    asks_for_self: bool
    relation: RelationKind | None = None
    custody: Custody = Custody.UNKNOWN


_PARENTS = frozenset({RelationKind.FATHER, RelationKind.MOTHER, RelationKind.PARENT})


def acting_codes(facts: ActingFacts, on: date) -> tuple[ActingCode, ...]:
    """Return what to look at when this person asks about that one on a day (AVG art. 12(6), UAVG art. 5).

    Under 16 a parent with custody or a guardian acts; from 16 the pupil; a parent without custody has no right of
    access but may have a right to important information (BW 1:377c), which is offered as the alternative.
    """
    if facts.subject_kind is not PersonKind.PUPIL:
        return () if facts.asks_for_self else (ActingCode.PROXY_NEEDED,)
    if facts.birth_on is None:
        age_codes: tuple[ActingCode, ...] = (ActingCode.BIRTH_UNKNOWN,)
        return age_codes if facts.asks_for_self else age_codes + _custody_codes(facts)
    age = age_on(facts.birth_on, on)
    if facts.asks_for_self:
        return () if age >= SELF_AGE else (ActingCode.PUPIL_UNDER_16,)
    if age >= SELF_AGE:
        return (ActingCode.PUPIL_IS_18 if age >= ADULT_AGE else ActingCode.PUPIL_IS_16,)
    soon = (turns_16_on(facts.birth_on) - on).days <= SOON_DAYS
    return _custody_codes(facts) + ((ActingCode.TURNS_16_SOON,) if soon else ())


def _custody_codes(facts: ActingFacts) -> tuple[ActingCode, ...]:
    if facts.relation is None:
        return (ActingCode.NOT_RELATED,)
    if facts.custody is Custody.YES:
        return ()
    if facts.custody is Custody.UNKNOWN:
        # A guardian is appointed by a court and has custody by that.
        return () if facts.relation is RelationKind.GUARDIAN else (ActingCode.CUSTODY_UNKNOWN,)
    if facts.relation in _PARENTS:
        return (ActingCode.NO_CUSTODY, ActingCode.INFORMATION_RIGHT)
    return (ActingCode.NO_CUSTODY,)


def authority_of(relation: RelationKind, custody: Custody) -> Authority:
    """Return on what authority a relative asks, as far as what is recorded tells."""
    if relation is RelationKind.GUARDIAN:
        return Authority.GUARDIAN
    return Authority.CUSTODY if custody is Custody.YES else Authority.UNKNOWN


def check_authority(authority: Authority, codes: Iterable[ActingCode]) -> None:
    """Check that somebody who is said to have custody is not recorded as without, of a pupil who may be under it.

    Raises: NotAllowed with `recorded_without_custody`, or `nobody_has_custody` over someone of 18 (BW 1:233, 1:245).
    """
    if authority not in {Authority.CUSTODY, Authority.GUARDIAN}:
        return
    found = frozenset(codes)
    if ActingCode.NO_CUSTODY in found:
        raise NotAllowed("recorded_without_custody")
    if ActingCode.PUPIL_IS_18 in found:
        raise NotAllowed("nobody_has_custody")


AVG_SINCE = date(2018, 5, 25)
"""The day from which the AVG applies (art. 99(2)); a request of before falls under another law."""

_DUTCH_NUMBER = re.compile(r"(?=(?:[A-Z]*[0-9]){3})[A-NP-Z]{2}[A-NP-Z0-9]{6}[0-9]")
"""A Dutch passport or identity card: nine letters and digits, never the letter O."""
_DRIVING_LICENCE = re.compile(r"[1-9][0-9]{9}")
"""A Dutch driving licence: ten digits; a telephone number of ten digits begins with 0."""
_FOREIGN_NUMBER = re.compile(r"(?=(?:[0-9]*[A-Z]){1,3}[0-9]*\Z)(?=(?:[A-Z]*[0-9]){6})[A-Z0-9]{7,12}")
"""What passports elsewhere look like: one to three letters among six or more digits."""
_DATE_WORD = re.compile(r"[0-9]{1,2}(JAN|FEB|MRT|APR|MEI|JUN|JUL|AUG|SEP|OKT|NOV|DEC)[0-9]{4}")
_WORD = re.compile(r"[^\W_]+")


def holds_document_number(text: str) -> bool:
    """Tell whether a word of a text looks like the number of a passport, identity card or driving licence."""
    return any(_is_document_number(word) for word in _WORD.findall(text.upper()))


def _is_document_number(word: str) -> bool:
    kinds = (_DUTCH_NUMBER, _DRIVING_LICENCE, _FOREIGN_NUMBER)
    return _DATE_WORD.fullmatch(word) is None and any(kind.fullmatch(word) for kind in kinds)


def problems(draft: NewRequest, today: date) -> Problems:
    """Return what is wrong with a request's form; empty when it may be registered."""
    found = [("received_on", code) for code in _receipt_problems(draft.received_on, today)]
    texts = {name: getattr(draft, name) for name in _REQUEST_TEXTS}
    found += text_problems(texts, _REQUEST_TEXTS)
    if draft.authority is Authority.SELF and draft.requester_id not in {None, draft.person_id}:
        found.append(("authority", "self_is_other"))
    return tuple(found)


def speaks_for_self_by_name(draft: NewRequest) -> bool:
    """Tell whether somebody asks for herself under a typed name, which must then be one of the subject's own."""
    return draft.authority is Authority.SELF and draft.requester_id is None and bool(draft.requester_name.strip())


_REQUEST_TEXTS: dict[str, Parse] = {
    "requester_name": parse_name,
    "requester_address": parse_text,
    "description": parse_text,
}


def tidied(draft: NewRequest) -> NewRequest:
    """Return a draft without problems with its texts cleaned."""
    return with_texts(draft, _REQUEST_TEXTS)


def _receipt_problems(received_on: date, today: date) -> tuple[str, ...]:
    if received_on > today:
        return ("in_future",)
    return ("too_old",) if received_on < AVG_SINCE else ()


def identity_problems(check: IdentityCheck, received_on: date, today: date) -> Problems:
    """Return what is wrong with an identity check; numbers of documents and people are refused (AVG art. 5(1)(c))."""
    found = []
    for field, text in (("method", check.method), ("checked_by", check.checked_by)):
        if not text.strip():
            found.append((field, "required"))
        else:
            found += text_problems({field: text}, {field: parse_line})
            if holds_document_number(text):
                found.append((field, "document_number"))
    found += [("checked_on", code) for code in step_date_problems(check.checked_on, received_on, today)]
    return tuple(found)


def step_date_problems(on: date, not_before: date, today: date) -> tuple[str, ...]:
    """Return what is wrong with the day of a step: not in the future, not before the step that came first."""
    if on > today:
        return ("in_future",)
    return ("before_receipt",) if on < not_before else ()


def reason_problems(field: str, text: str) -> Problems:
    """Return what is wrong with a reason or a note that must be there."""
    if not text.strip():
        return ((field, "required"),)
    return tuple(text_problems({field: text}, {field: parse_text}))
