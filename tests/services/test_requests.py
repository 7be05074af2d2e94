"""Requests in a real vault: dates, steps, time line, and the log in the same transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event

from leskracht_desktop.domain.people import Custody, NewRelation, PersonId, PersonKind, RelationKind
from leskracht_desktop.domain.request_rules import ActingCode
from leskracht_desktop.domain.requests import (
    Authority,
    Channel,
    IdentityCheck,
    NewRequest,
    RequestEventKind,
    RequestFilter,
    RequestId,
    RequestKind,
    RequestStatus,
)
from leskracht_desktop.errors import Ambiguous, InvalidInput, NationalNumberFound, NotAllowed, NotFound
from leskracht_desktop.storage.models import AuditEvent
from tests.support.vaults import ACTOR, STARTED_AT

TODAY = date(2026, 3, 3)
CHECK = IdentityCheck("Paspoort laten zien op school", TODAY, "Noor Verhoeven")


@pytest.fixture
def pupil(add) -> PersonId:
    return add("Noah", "van den", "Berg", birth_on=date(2016, 5, 1))


@pytest.fixture
def father(add) -> PersonId:
    return add("Jeroen", "van den", "Berg", kind=PersonKind.PARENT)


@pytest.fixture
def request_id(services, pupil, father) -> RequestId:
    """The father asked for access on Tuesday 3 March 2026."""
    draft = NewRequest(
        RequestKind.ACCESS,
        pupil,
        TODAY,
        Channel.LETTER,
        requester_id=father,
        requester_address="Havenkade 3\n1234 BC Testerveen",
        authority=Authority.CUSTODY,
        description="Alles over Noah.",
    )
    return services.requests.register(draft).row.id


def test_a_request_gets_a_number_and_its_dates(services, request_id, pupil, father):
    details = services.requests.details(request_id)
    row = details.row
    assert (row.number, row.kind, row.status) == ("2026-0001", RequestKind.ACCESS, RequestStatus.RECEIVED)
    # 3 April 2026 is Good Friday, so the term ends on the Tuesday after Easter.
    assert (row.target_on, row.due_on, row.days_left, row.extended) == (date(2026, 4, 3), date(2026, 4, 7), 35, False)
    assert (row.person_id, row.person_key, row.person_name) == (pupil, "P-000001", "van den Berg, Noah")
    assert (row.requester_name, row.school) == ("Jeroen van den Berg", "De Regenboog")
    assert (details.requester_id, details.authority, details.channel) == (father, Authority.CUSTODY, Channel.LETTER)
    assert details.requester_address == "Havenkade 3\n1234 BC Testerveen"
    assert (details.registered_at, details.registered_by, details.identity) == (STARTED_AT, ACTOR, None)
    (line,) = details.events
    assert (line.kind, line.at, line.actor) == (RequestEventKind.REGISTERED, STARTED_AT, ACTOR)
    assert line.details == (("due_on", "2026-04-07"),)


def test_the_days_left_follow_the_dutch_calendar_not_the_hour(services, request_id, clock):
    clock.move(days=34, hours=12, minutes=30)  # 6 April, half past eleven in the evening in the Netherlands (DST)
    assert services.requests.details(request_id).row.days_left == 1
    clock.move(minutes=30)
    assert services.requests.details(request_id).row.days_left == 0
    clock.move(days=3)
    assert services.requests.details(request_id).row.days_left == -3


def test_numbers_follow_each_other_within_a_year_and_say_nothing_about_anybody(services, pupil, clock):
    draft = NewRequest(RequestKind.ACCESS, pupil, TODAY)
    assert [services.requests.register(draft).row.number for _ in range(3)] == ["2026-0001", "2026-0002", "2026-0003"]
    clock.move(days=304)  # 1 January 2027
    late = replace(draft, received_on=date(2026, 12, 31))
    assert services.requests.register(late).row.number == "2027-0001"
    assert services.requests.by_number(" 2026-0002 ") == 2
    with pytest.raises(NotFound):
        services.requests.by_number("2026-0009")


def test_who_asks_for_itself_is_named(services, add):
    teacher = add("Sanne", "in 't", "Veld", kind=PersonKind.STAFF)
    draft = NewRequest(RequestKind.ACCESS, teacher, TODAY, authority=Authority.SELF)
    assert services.requests.register(draft).row.requester_name == "Sanne in 't Veld"
    named = replace(draft, authority=Authority.PROXY, requester_name="mr. Jansen")
    assert services.requests.register(named).row.requester_name == "mr. Jansen"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"received_on": date(2026, 3, 4)}, InvalidInput),
        ({"description": "BSN 111222333"}, NationalNumberFound),
        ({"person_id": PersonId(99)}, NotFound),
        ({"requester_id": PersonId(99)}, NotFound),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_stored(services, pupil, changes, error):
    before = services.audit.count()
    with pytest.raises(error):
        services.requests.register(replace(NewRequest(RequestKind.ACCESS, pupil, TODAY), **changes))
    assert services.requests.list() == ()
    assert services.audit.count() == before


def test_a_request_is_taken_to_its_end(services, request_id, clock, pupil):
    requests = services.requests
    clock.move(days=1)
    requests.record_identity(request_id, replace(CHECK, checked_on=date(2026, 3, 4)))
    clock.move(days=7)
    requests.add_note(request_id, "Gebeld met vader.\nHij wil het op papier.")
    requests.mark_answered(request_id, date(2026, 3, 10))
    requests.close(request_id, date(2026, 3, 11))
    details = requests.details(request_id)
    assert details.row.status is RequestStatus.CLOSED
    assert (details.answered_on, details.closed_on) == (date(2026, 3, 10), date(2026, 3, 11))
    assert details.identity == IdentityCheck("Paspoort laten zien op school", date(2026, 3, 4), "Noor Verhoeven")
    assert [line.kind for line in details.events] == [
        RequestEventKind.REGISTERED,
        RequestEventKind.IDENTITY,
        RequestEventKind.NOTE,
        RequestEventKind.ANSWERED,
        RequestEventKind.CLOSED,
    ]
    assert details.events[2].text == "Gebeld met vader.\nHij wil het op papier."
    kinds = [line.kind for line in services.audit.about(pupil) if line.entity == "request"]
    assert kinds == [
        "request.registered",
        "request.identity_checked",
        "request.noted",
        "request.answered",
        "request.closed",
    ]
    assert services.audit.verify().ok


def test_steps_that_are_not_legal_are_refused(services, request_id):
    requests = services.requests
    for step, reason in (
        (lambda: requests.mark_answered(request_id, TODAY), "identity_not_checked"),
        (lambda: requests.close(request_id, TODAY), "not_answered"),
    ):
        with pytest.raises(NotAllowed) as refused:
            step()
        assert refused.value.reason == reason
    requests.withdraw(request_id, TODAY, "Het hoeft niet meer.")
    for step in (
        lambda: requests.record_identity(request_id, CHECK),
        lambda: requests.extend(request_id, TODAY, "Veel werk."),
        lambda: requests.withdraw(request_id, TODAY),
    ):
        with pytest.raises(NotAllowed) as refused:
            step()
        assert refused.value.reason == "already_withdrawn"
    requests.add_note(request_id, "Ook daarna mag er nog een notitie bij.")
    details = requests.details(request_id)
    assert [line.kind for line in details.events] == ["registered", "withdrawn", "note"]
    assert (details.closed_on, details.events[1].text) == (TODAY, "Het hoeft niet meer.")


def test_a_step_may_not_lie_in_the_future_nor_before_receipt(services, request_id):
    requests = services.requests
    requests.record_identity(request_id, CHECK)
    for on, code in ((date(2026, 3, 4), "in_future"), (date(2026, 3, 2), "before_receipt")):
        with pytest.raises(InvalidInput) as refused:
            requests.mark_answered(request_id, on)
        assert refused.value.problems == (("on", code),)
    assert requests.details(request_id).row.status is RequestStatus.IDENTITY_CHECKED


def test_an_identity_check_is_corrected_by_a_second_one_and_the_first_stays_on_the_time_line(services, request_id):
    services.requests.record_identity(request_id, CHECK)
    services.requests.record_identity(request_id, replace(CHECK, method="Teruggebeld"))
    details = services.requests.details(request_id)
    assert details.identity is not None
    assert details.identity.method == "Teruggebeld"
    assert [line.text for line in details.events if line.kind is RequestEventKind.IDENTITY] == [
        "Paspoort laten zien op school",
        "Teruggebeld",
    ]


def test_an_identity_check_with_a_number_in_it_is_refused(services, request_id):
    with pytest.raises(InvalidInput) as refused:
        services.requests.record_identity(request_id, replace(CHECK, method="Paspoort SPECI2014"))
    assert refused.value.problems == (("method", "document_number"),)
    with pytest.raises(NationalNumberFound):
        services.requests.record_identity(request_id, replace(CHECK, method="BSN 111222333"))


def test_an_extension_counts_from_receipt_and_happens_once(services, request_id, clock):
    clock.move(days=30)  # 2 April
    services.requests.extend(request_id, date(2026, 4, 2), "Het gaat om heel veel berichten.")
    details = services.requests.details(request_id)
    assert (details.row.target_on, details.row.due_on) == (date(2026, 6, 3), date(2026, 6, 3))
    assert (details.row.extended, details.extended_on) == (True, date(2026, 4, 2))
    assert details.extension_reason == "Het gaat om heel veel berichten."
    assert dict(details.events[-1].details)["old_due_on"] == "2026-04-07"
    with pytest.raises(NotAllowed) as refused:
        services.requests.extend(request_id, date(2026, 4, 2), "Nog meer.")
    assert refused.value.reason == "already_extended"


def test_an_extension_is_told_on_the_last_day_of_the_first_month_at_the_latest(services, request_id, clock):
    clock.move(days=40)  # 12 April
    with pytest.raises(NotAllowed) as refused:
        services.requests.extend(request_id, date(2026, 4, 8), "Te laat.")
    assert refused.value.reason == "extension_too_late"
    with pytest.raises(InvalidInput) as wrong:
        services.requests.extend(request_id, date(2026, 4, 7), " ")
    assert wrong.value.problems == (("extension_reason", "required"),)
    services.requests.extend(request_id, date(2026, 4, 7), "Op tijd verteld, later ingevoerd.")
    assert services.requests.details(request_id).row.extended


def test_an_answer_after_the_final_date_is_late_in_the_log(services, request_id, clock):
    services.requests.record_identity(request_id, CHECK)
    clock.move(days=60)
    services.requests.mark_answered(request_id, date(2026, 4, 8))
    last = services.audit.list(1)[0]
    assert (last.kind, last.details) == ("request.answered", (("late", 1),))


def test_the_deadline_is_told_with_how_it_was_reckoned(services):
    found = services.requests.deadline(date(2026, 3, 3))
    assert (found.target_on, found.due_on) == (date(2026, 4, 3), date(2026, 4, 7))
    assert [step.on for step in found.steps][-1] == date(2026, 4, 7)
    assert services.requests.deadline(date(2026, 3, 3), extended=True).due_on == date(2026, 6, 3)


def register(services, pupil, received_on, **values):
    return services.requests.register(NewRequest(RequestKind.ACCESS, pupil, received_on, **values)).row.id


def test_the_register_shows_the_most_urgent_first_and_what_is_done_last(services, pupil, clock):
    late = register(services, pupil, date(2026, 1, 5))
    new = register(services, pupil, TODAY)
    soon = register(services, pupil, date(2026, 2, 10))
    done, answered = register(services, pupil, date(2026, 1, 2)), register(services, pupil, date(2026, 1, 3))
    for one in (done, answered):
        services.requests.record_identity(one, CHECK)
        services.requests.mark_answered(one, TODAY)
    services.requests.close(done, TODAY)
    everything = RequestFilter()
    assert services.requests.ids(everything) == [late, soon, new, answered, done]
    assert services.requests.ids(replace(everything, descending=True)) == [done, answered, new, soon, late]
    assert services.requests.ids(everything, limit=2) == [late, soon]
    for chosen, expected in (
        (RequestFilter(open_only=True), [late, soon, new, answered]),
        (RequestFilter(statuses=frozenset({RequestStatus.CLOSED})), [done]),
        (RequestFilter(statuses=frozenset({RequestStatus.CLOSED}), open_only=True), []),
        (RequestFilter(due_until=date(2026, 3, 10)), [late, soon]),
        (RequestFilter(due_until=TODAY), [late]),
        (RequestFilter(kinds=frozenset({RequestKind.ERASURE})), []),
        (RequestFilter(person_id=pupil), [late, soon, new, answered, done]),
        (RequestFilter(person_id=PersonId(99)), []),
    ):
        assert services.requests.ids(chosen) == expected
        assert services.requests.count(chosen) == len(expected)


def test_requests_are_searched_by_number_name_asker_and_description(services, pupil, father, add):
    tess = add("Tess", "de", "Jong")
    first = register(services, pupil, TODAY, requester_id=father, description="Alle berichten graag")
    second = register(services, tess, TODAY, requester_name="mr. Ömer Advocaat")
    for text, expected in (
        ("2026-0002", [second]),
        ("0001", [first]),
        ("noah", [first]),
        ("jeroen", [first]),
        ("jong tess", [second]),
        ("omer", [second]),
        ("bericht", [first]),
        ("xyz", []),
    ):
        assert services.requests.ids(RequestFilter(text=text)) == expected


@pytest.mark.parametrize("count", [1, 50])
def test_a_register_of_fifty_takes_as_many_queries_as_of_one(services, pupil, queries, count):
    for _ in range(count):
        register(services, pupil, TODAY)
    with queries() as seen:
        assert len(services.requests.list()) == count
    assert len(seen) == 2


@pytest.mark.parametrize(
    ("custody", "expected"),
    [
        (Custody.YES, ()),
        (Custody.NO, (ActingCode.NO_CUSTODY, ActingCode.INFORMATION_RIGHT)),
        (Custody.UNKNOWN, (ActingCode.CUSTODY_UNKNOWN,)),
    ],
)
def test_who_may_act_comes_from_the_recorded_custody(services, pupil, father, custody, expected):
    assert services.requests.acting_warning(pupil, father) == (ActingCode.NOT_RELATED,)
    services.people.relate(NewRelation(father, pupil, RelationKind.FATHER, custody))
    assert services.requests.acting_warning(pupil, father) == expected
    assert services.requests.acting_warning(pupil, father, date(2032, 5, 1)) == (ActingCode.PUPIL_IS_16,)


def test_somebody_outside_the_vault_and_a_young_pupil_itself_are_pointed_out(services, pupil, father):
    assert services.requests.acting_warning(pupil, None) == (ActingCode.NOT_RELATED,)
    assert services.requests.acting_warning(pupil, pupil) == (ActingCode.PUPIL_UNDER_16,)
    assert services.requests.acting_warning(father, father) == ()
    assert services.requests.acting_warning(father, None) == (ActingCode.PROXY_NEEDED,)


@pytest.mark.parametrize("name", ["Jeroen van den Berg", "van den Berg, Jeroen", " jeroen VAN DEN berg ", "P-000002"])
@pytest.mark.parametrize(
    ("custody", "authority"), [(Custody.YES, Authority.CUSTODY), (Custody.NO, Authority.UNKNOWN)], ids=["yes", "no"]
)
def test_a_relative_is_known_by_name_and_asks_on_what_is_recorded(services, pupil, father, name, custody, authority):
    services.people.relate(NewRelation(father, pupil, RelationKind.FATHER, custody))
    assert services.requests.asker(pupil, name) == (father, authority)
    assert services.requests.asker(pupil, name, Authority.PROXY) == (father, Authority.PROXY)


def test_who_is_no_relative_is_known_by_key_only(services, pupil, father):
    assert services.requests.asker(pupil, "Jeroen van den Berg") == (None, Authority.UNKNOWN)
    assert services.requests.asker(pupil, "P-000002") == (father, Authority.UNKNOWN)
    assert services.requests.asker(pupil, "van den Berg") == (None, Authority.UNKNOWN)
    with pytest.raises(NotFound):
        services.requests.asker(pupil, "P-000042")


def test_a_father_and_a_son_of_one_name_are_told_apart_by_the_authority(services, pupil, add):
    namesake = add("Noah", "van den", "Berg", kind=PersonKind.PARENT)
    services.people.relate(NewRelation(namesake, pupil, RelationKind.FATHER, Custody.YES))
    with pytest.raises(Ambiguous):
        services.requests.asker(pupil, "Noah van den Berg")
    assert services.requests.asker(pupil, "Noah van den Berg", Authority.SELF)[0] == pupil
    assert services.requests.asker(pupil, "Noah van den Berg", Authority.CUSTODY)[0] == namesake


def test_whoever_asks_for_itself_has_the_name_of_the_person(services, pupil):
    draft = NewRequest(RequestKind.ACCESS, pupil, TODAY, requester_name="Iemand Anders", authority=Authority.SELF)
    with pytest.raises(InvalidInput) as refused:
        services.requests.register(draft)
    assert refused.value.problems == (("authority", "self_is_other"),)
    assert services.requests.list() == ()
    done = services.requests.register(replace(draft, requester_name="noah van den berg"))
    assert (done.requester_id, done.row.requester_name) == (pupil, "Noah van den Berg")


@pytest.mark.parametrize("authority", [Authority.CUSTODY, Authority.GUARDIAN])
def test_custody_that_is_recorded_otherwise_takes_a_confirmation(services, pupil, father, authority):
    services.people.relate(NewRelation(father, pupil, RelationKind.FATHER, Custody.NO))
    draft = NewRequest(RequestKind.ACCESS, pupil, TODAY, requester_id=father, authority=authority)
    with pytest.raises(NotAllowed) as refused:
        services.requests.register(draft, confirmed=False)
    assert refused.value.reason == "recorded_without_custody"
    assert services.requests.list() == ()
    services.requests.register(replace(draft, authority=Authority.PROXY), confirmed=False)
    found = services.requests.register(draft, confirmed=True)
    assert services.requests.what_to_look_at(found.row.id) == (ActingCode.NO_CUSTODY, ActingCode.INFORMATION_RIGHT)


def test_nobody_has_custody_over_somebody_of_18(services, add, father):
    grown = add("Sara", "", "Berg", birth_on=date(2007, 5, 1))
    draft = NewRequest(RequestKind.ACCESS, grown, TODAY, requester_id=father, authority=Authority.CUSTODY)
    with pytest.raises(NotAllowed) as refused:
        services.requests.register(draft, confirmed=False)
    assert refused.value.reason == "nobody_has_custody"


def test_a_request_that_does_not_say_who_asks_gives_nothing_to_look_at(services, pupil):
    made = services.requests.register(NewRequest(RequestKind.ACCESS, pupil, TODAY))
    assert services.requests.what_to_look_at(made.row.id) == ()


def test_a_step_and_its_line_in_the_log_are_stored_together_or_not_at_all(services, request_id, vault):
    def fail(*_: object) -> None:
        raise RuntimeError("the log can't be written")

    event.listen(vault.engine, "before_cursor_execute", _raise_on(AuditEvent.__tablename__, fail))
    with pytest.raises(RuntimeError):
        services.requests.record_identity(request_id, CHECK)
    details = services.requests.details(request_id)
    assert (details.row.status, details.identity, len(details.events)) == (RequestStatus.RECEIVED, None, 1)


def _raise_on(table, fail):
    def look(_connection, _cursor, statement, *_rest):
        if statement.startswith(f"INSERT INTO {table}"):
            fail()

    return look
