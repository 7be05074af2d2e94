"""The steps of a request, its form, and who may act for a pupil: tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from leskracht_desktop.domain.people import Custody, PersonId, PersonKind, RelationKind
from leskracht_desktop.domain.request_rules import (
    ActingCode,
    ActingFacts,
    Step,
    acting_codes,
    allowed_steps,
    check_in_time,
    holds_document_number,
    identity_problems,
    next_status,
    problems,
    reason_problems,
    step_date_problems,
    tidied,
)
from leskracht_desktop.domain.requests import (
    OPEN_STATUSES,
    Authority,
    IdentityCheck,
    NewRequest,
    RequestKind,
    RequestStatus,
)
from leskracht_desktop.errors import NotAllowed

TODAY = date(2026, 3, 20)
RECEIVED, CHECKED, ANSWERED, CLOSED, WITHDRAWN = RequestStatus

LEGAL = {
    (RECEIVED, Step.IDENTITY): CHECKED,
    (RECEIVED, Step.EXTEND): RECEIVED,
    (RECEIVED, Step.WITHDRAW): WITHDRAWN,
    (CHECKED, Step.IDENTITY): CHECKED,
    (CHECKED, Step.EXTEND): CHECKED,
    (CHECKED, Step.ANSWER): ANSWERED,
    (CHECKED, Step.WITHDRAW): WITHDRAWN,
    (ANSWERED, Step.CLOSE): CLOSED,
    (ANSWERED, Step.WITHDRAW): WITHDRAWN,
}

REFUSALS = {
    (RECEIVED, Step.ANSWER): "identity_not_checked",
    (RECEIVED, Step.CLOSE): "not_answered",
    (CHECKED, Step.CLOSE): "not_answered",
    (ANSWERED, Step.IDENTITY): "already_answered",
    (ANSWERED, Step.EXTEND): "already_answered",
    (ANSWERED, Step.ANSWER): "already_answered",
}


@pytest.mark.parametrize("status", RequestStatus)
@pytest.mark.parametrize("step", Step)
def test_only_legal_steps_are_taken(status, step):
    if step is Step.NOTE:
        assert next_status(status, step) is status
    elif (status, step) in LEGAL:
        assert next_status(status, step) is LEGAL[status, step]
        assert step in allowed_steps(status)
    else:
        with pytest.raises(NotAllowed) as refused:
            next_status(status, step)
        ended = {CLOSED: "already_closed", WITHDRAWN: "already_withdrawn"}
        assert refused.value.reason == (ended.get(status) or REFUSALS[status, step])
        assert step not in allowed_steps(status)


def test_every_open_request_can_be_withdrawn_and_no_other():
    withdrawable = {status for status in RequestStatus if Step.WITHDRAW in allowed_steps(status)}
    assert withdrawable == OPEN_STATUSES


@pytest.mark.parametrize("status", [RECEIVED, CHECKED])
def test_a_request_is_extended_once(status):
    with pytest.raises(NotAllowed) as refused:
        next_status(status, Step.EXTEND, extended=True)
    assert refused.value.reason == "already_extended"
    assert Step.EXTEND not in allowed_steps(status, extended=True)
    assert next_status(status, Step.WITHDRAW, extended=True) is WITHDRAWN


def test_an_extension_is_announced_within_the_first_month():
    check_in_time(date(2026, 4, 7), date(2026, 4, 7))
    with pytest.raises(NotAllowed) as refused:
        check_in_time(date(2026, 4, 8), date(2026, 4, 7))
    assert refused.value.reason == "extension_too_late"


ACCESS = NewRequest(RequestKind.ACCESS, PersonId(7), date(2026, 3, 3))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ()),
        ({"received_on": TODAY}, ()),
        ({"received_on": date(2026, 3, 21)}, (("received_on", "in_future"),)),
        ({"received_on": date(2018, 5, 24)}, (("received_on", "too_old"),)),
        ({"received_on": date(2018, 5, 25)}, ()),
        ({"description": "Over 111222333"}, (("description", "national_number"),)),
        ({"requester_name": "\u202eneb"}, (("requester_name", "direction_character"),)),
        ({"requester_address": "Straat 1\nBSN 111222333"}, (("requester_address", "national_number"),)),
        ({"authority": Authority.SELF, "requester_id": PersonId(7)}, ()),
        ({"authority": Authority.SELF}, ()),
        ({"authority": Authority.SELF, "requester_id": PersonId(8)}, (("authority", "self_is_other"),)),
        ({"authority": Authority.CUSTODY, "requester_id": PersonId(8)}, ()),
    ],
)
def test_a_request_form(changes, expected):
    assert problems(replace(ACCESS, **changes), TODAY) == expected


def test_the_texts_of_a_request_are_cleaned():
    draft = tidied(replace(ACCESS, requester_name=" J.  Berg ", requester_address="Straat 1\r\n1234 AB Oefendam "))
    assert (draft.requester_name, draft.requester_address) == ("J. Berg", "Straat 1\n1234 AB Oefendam")


CHECK = IdentityCheck("Paspoort laten zien op school", date(2026, 3, 4), "Noor Verhoeven")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ()),
        ({"method": " "}, (("method", "required"),)),
        ({"checked_by": ""}, (("checked_by", "required"),)),
        ({"checked_on": date(2026, 3, 2)}, (("checked_on", "before_receipt"),)),
        ({"checked_on": date(2026, 3, 21)}, (("checked_on", "in_future"),)),
        ({"method": "Paspoort SPECI2014"}, (("method", "document_number"),)),
        ({"method": "BSN 111222333 gezien"}, (("method", "national_number"),)),
    ],
)
def test_an_identity_check_holds_no_number(changes, expected):
    assert identity_problems(replace(CHECK, **changes), date(2026, 3, 3), TODAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SPECI2014", True),
        ("nummer NX1234567.", True),
        ("IB12345P9", True),
        ("IDENTITEIT", False),
        ("groep 6, 2026", False),
        ("PASPOORT1", False),
        ("nx1234567", True),
        ("rijbewijs 5123456789", True),
        ("C01X00T47", True),
        ("paspoort u12345678", True),
        ("12ab34567", True),
        ("AB123456789", True),
        ("AB12345678901", False),  # too long for one
        ("gebeld op 0612345678", False),
        ("gebeld op +31612345678 en 06-12345678", False),
        ("teruggebeld op 020 1234567", False),
        ("gezien op 03-03-2026, 3 maart 2026, 2026-03-03 of 03mrt2026", False),
        ("gezien op 20260303", False),
        ("P-000042 en verzoek 2026-0001", False),
        ("1234AB Utrecht, ABN", False),
        ("zaak20260012", False),
    ],
)
def test_document_numbers_are_recognised(text, expected):
    assert holds_document_number(text) is expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2026, 3, 3), ()), (TODAY, ()), (date(2026, 3, 2), ("before_receipt",)), (date(2026, 3, 21), ("in_future",))],
)
def test_a_step_is_taken_between_receipt_and_today(on, expected):
    assert step_date_problems(on, date(2026, 3, 3), TODAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Veel berichten.", ()),
        (" \n ", (("reason", "required"),)),
        ("111222333", (("reason", "national_number"),)),
        ("a\x07", (("reason", "control_character"),)),
    ],
)
def test_a_reason_must_be_there_and_clean(text, expected):
    assert reason_problems("reason", text) == expected


def facts(born: date | None, relation: RelationKind | None, custody: Custody = Custody.UNKNOWN) -> ActingFacts:
    return ActingFacts(PersonKind.PUPIL, born, asks_for_self=False, relation=relation, custody=custody)


TEN, FIFTEEN, SIXTEEN, EIGHTEEN = (date(2026 - age, 1, 1) for age in (10, 15, 16, 18))
ALMOST_16 = date(2010, 6, 1)
FATHER, GUARDIAN, STEP_PARENT = RelationKind.FATHER, RelationKind.GUARDIAN, RelationKind.STEP
YES, NO, UNKNOWN = Custody.YES, Custody.NO, Custody.UNKNOWN
Code = ActingCode


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (facts(TEN, FATHER, YES), ()),
        (facts(TEN, FATHER, NO), (Code.NO_CUSTODY, Code.INFORMATION_RIGHT)),
        (facts(TEN, FATHER, UNKNOWN), (Code.CUSTODY_UNKNOWN,)),
        (facts(TEN, GUARDIAN, YES), ()),
        (facts(TEN, GUARDIAN, UNKNOWN), ()),
        (facts(TEN, GUARDIAN, NO), (Code.NO_CUSTODY,)),
        (facts(TEN, STEP_PARENT, NO), (Code.NO_CUSTODY,)),
        (facts(TEN, STEP_PARENT, UNKNOWN), (Code.CUSTODY_UNKNOWN,)),
        (facts(TEN, None), (Code.NOT_RELATED,)),
        (facts(FIFTEEN, FATHER, YES), ()),
        (facts(ALMOST_16, FATHER, YES), (Code.TURNS_16_SOON,)),
        (facts(ALMOST_16, FATHER, NO), (Code.NO_CUSTODY, Code.INFORMATION_RIGHT, Code.TURNS_16_SOON)),
        (facts(SIXTEEN, FATHER, YES), (Code.PUPIL_IS_16,)),
        (facts(EIGHTEEN, FATHER, YES), (Code.PUPIL_IS_18,)),
        (facts(None, FATHER, YES), (Code.BIRTH_UNKNOWN,)),
        (facts(None, FATHER, NO), (Code.BIRTH_UNKNOWN, Code.NO_CUSTODY, Code.INFORMATION_RIGHT)),
    ],
)
def test_who_may_act_for_a_pupil(who, expected):
    assert acting_codes(who, TODAY) == expected


@pytest.mark.parametrize(
    ("kind", "born", "expected"),
    [
        (PersonKind.PUPIL, TEN, (Code.PUPIL_UNDER_16,)),
        (PersonKind.PUPIL, SIXTEEN, ()),
        (PersonKind.PUPIL, None, (Code.BIRTH_UNKNOWN,)),
        (PersonKind.STAFF, None, ()),
        (PersonKind.PARENT, None, ()),
    ],
)
def test_who_asks_for_itself(kind, born, expected):
    assert acting_codes(ActingFacts(kind, born, asks_for_self=True), TODAY) == expected


@pytest.mark.parametrize("kind", [PersonKind.STAFF, PersonKind.PARENT, PersonKind.OTHER])
def test_whoever_asks_about_another_adult_needs_a_mandate(kind):
    assert acting_codes(ActingFacts(kind, None, asks_for_self=False), TODAY) == (Code.PROXY_NEEDED,)


def test_the_day_of_the_sixteenth_birthday_flips_who_acts():
    who = facts(date(2010, 3, 20), FATHER, YES)
    assert acting_codes(who, date(2026, 3, 19)) == (Code.TURNS_16_SOON,)
    assert acting_codes(who, date(2026, 3, 20)) == (Code.PUPIL_IS_16,)
