"""What agreements ask for by a day: on time on the start page, and as a calendar file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from leskracht_desktop.domain.agreement_content import AgreementContent, Period, PeriodUnit
from leskracht_desktop.domain.agreement_watch import WatchDays, WatchKind, WatchLevel
from leskracht_desktop.domain.agreements import (
    AgreementEventKind,
    AgreementId,
    AgreementStep,
    ChangeKind,
    Decision,
    NewAgreement,
    NewReview,
    NewSubProcessorChange,
    NewSupplier,
    StepTaken,
)
from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.errors import InvalidInput, NationalNumberFound, NotAllowed, NotFound
from leskracht_desktop.services.calendar_file import CalendarDay, calendar_text
from tests.support.vaults import STARTED_AT

TODAY = date(2026, 3, 3)


@pytest.fixture
def draft(services) -> NewAgreement:
    supplier = services.agreements.add_supplier(NewSupplier("Leskracht"))
    content = AgreementContent(periods=(Period(TermCode.SUB_PROCESSOR_OBJECTION, 30, PeriodUnit.DAYS),))
    return NewAgreement(supplier, "4.0", "Leeromgeving", signed_on=date(2026, 1, 5), content=content)


@pytest.fixture
def agreement_id(services, draft) -> AgreementId:
    dated = replace(draft, valid_until=date(2026, 5, 31), notice_on=date(2026, 3, 31))
    made: AgreementId = services.agreements.register(dated)
    services.agreements.review(made, NewReview(TODAY, "Noor"))
    return made


def seen(services) -> list[tuple[WatchKind, date, WatchLevel]]:
    return [(item.kind, item.on, item.level) for item in services.watch.items()]


def test_the_first_day_comes_first(services, agreement_id):
    assert seen(services) == [
        (WatchKind.NOTICE, date(2026, 3, 31), WatchLevel.NEAR),
        (WatchKind.END, date(2026, 5, 31), WatchLevel.EARLY),
        (WatchKind.REVIEW, date(2027, 3, 3), WatchLevel.LATER),
    ]
    assert [item.kind for item in services.watch.due()] == [WatchKind.NOTICE, WatchKind.END]
    assert (services.watch.items()[0].days_left, services.watch.items()[0].supplier) == (28, "Leskracht")


def test_a_signed_agreement_that_nobody_reviewed_asks_for_it(services, draft, clock):
    services.agreements.register(draft)
    assert seen(services) == [(WatchKind.REVIEW, date(2027, 1, 5), WatchLevel.LATER)]
    clock.move(days=400)
    assert seen(services) == [(WatchKind.REVIEW, date(2027, 1, 5), WatchLevel.LATE)]


def test_an_old_agreement_is_not_late_on_the_day_it_is_recorded(services, draft):
    services.agreements.register(replace(draft, signed_on=date(2024, 1, 10)))
    assert seen(services) == [(WatchKind.REVIEW, date(2026, 4, 3), WatchLevel.EARLY)]


def test_a_new_version_asks_for_a_review_within_a_month_and_a_correction_does_not(services, agreement_id, clock):
    clock.move(days=10)
    present = services.agreements.details(agreement_id).draft
    services.agreements.change(agreement_id, replace(present, note="Verbeterd"), ChangeKind.CORRECTION)
    assert (WatchKind.REVIEW, date(2027, 3, 3), WatchLevel.LATER) in seen(services)
    services.agreements.change(agreement_id, replace(present, note="Nieuw"), ChangeKind.NEW_VERSION, "Andere dienst")
    clock.move(days=5)
    services.agreements.change(agreement_id, replace(present, note="Nieuwer"), ChangeKind.CORRECTION)
    assert (WatchKind.REVIEW, date(2026, 4, 13), WatchLevel.NEAR) in seen(services)


def test_notice_that_was_given_is_watched_no_more(services, agreement_id):
    services.agreements.take_step(agreement_id, StepTaken(AgreementStep.GIVE_NOTICE, TODAY))
    assert WatchKind.NOTICE not in {kind for kind, _, _ in seen(services)}


def test_notice_that_is_let_pass_is_done_with_until_there_is_another_day(services, agreement_id, draft):
    watch = services.watch
    watch.let_notice_pass(agreement_id, "Wij gaan door.")
    assert seen(services)[0] == (WatchKind.NOTICE, date(2026, 3, 31), WatchLevel.DONE)
    assert [item.kind for item in watch.due()] == [WatchKind.END]
    assert "Laatste dag om op te zeggen" not in watch.calendar()
    details = services.agreements.details(agreement_id)
    assert (details.events[-1].kind, details.events[-1].text) == (AgreementEventKind.NOTICE_WAIVED, "Wij gaan door.")
    assert services.audit.list(1)[0].kind == "agreement.notice_decided"
    before = services.audit.count()
    watch.let_notice_pass(agreement_id)
    assert services.audit.count() == before
    watch.open_notice_again(agreement_id)
    assert seen(services)[0][2] is WatchLevel.NEAR
    watch.let_notice_pass(agreement_id)
    later = replace(details.draft, notice_on=date(2026, 4, 30))
    services.agreements.change(agreement_id, later, ChangeKind.CORRECTION)
    assert seen(services)[0] == (WatchKind.NOTICE, date(2026, 4, 30), WatchLevel.EARLY)


def test_only_a_day_for_notice_can_be_let_pass(services, draft):
    without = services.agreements.register(draft)
    with pytest.raises(NotAllowed):
        services.watch.let_notice_pass(without)
    with pytest.raises(NotFound):
        services.watch.let_notice_pass(AgreementId(99))
    with pytest.raises(NationalNumberFound):
        services.watch.let_notice_pass(without, "BSN 111222333")


def test_a_draft_asks_for_nothing(services, draft):
    services.agreements.register(replace(draft, signed_on=None, valid_until=date(2026, 4, 1)))
    assert seen(services) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (NewSubProcessorChange("Wolk", announced_on=date(2026, 2, 20)), date(2026, 3, 22)),
        (NewSubProcessorChange("Wolk", announced_on=TODAY, objection_until=date(2026, 3, 10)), date(2026, 3, 10)),
        (NewSubProcessorChange("Wolk", effective_on=date(2026, 4, 1)), date(2026, 4, 1)),
    ],
)
def test_an_announced_change_is_watched_until_it_is_decided(services, agreement_id, change, expected):
    made = services.agreements.announce_change(agreement_id, change)
    (item,) = [item for item in services.watch.items() if item.kind is WatchKind.OBJECTION]
    assert (item.on, item.subject) == (expected, "Wolk")
    services.agreements.decide_change(made, Decision.NO_OBJECTION, TODAY)
    assert WatchKind.OBJECTION not in {kind for kind, _, _ in seen(services)}


def test_an_announced_change_without_any_term_is_watched_from_its_announcement(services, draft, clock):
    bare = services.agreements.register(replace(draft, content=AgreementContent()))
    announced_on = date(2026, 2, 20)
    made = services.agreements.announce_change(bare, NewSubProcessorChange("Wolk", announced_on=announced_on))
    clock.move(days=60)
    (item,) = [item for item in services.watch.due() if item.kind is WatchKind.OBJECTION]
    assert (item.on, item.level, item.subject, item.has_term) == (announced_on, WatchLevel.NEAR, "Wolk", False)
    lines = unfolded(services.watch.calendar())
    assert "DTSTART;VALUE=DATE:20260502" in lines
    told = "Aangekondigd op 20 februari 2026\\, tot wanneer bezwaar kan is niet bekend"
    assert f"DESCRIPTION:{told}" in lines
    services.agreements.decide_change(made, Decision.OBJECTED, date(2026, 5, 1))
    assert WatchKind.OBJECTION not in {kind for kind, _, _ in seen(services)}


def test_a_destruction_nobody_confirmed_is_asked_for(services, agreement_id, clock):
    services.agreements.take_step(agreement_id, StepTaken(AgreementStep.END, TODAY))
    assert seen(services) == [(WatchKind.DESTRUCTION, TODAY, WatchLevel.NEAR)]
    clock.move(days=1)
    assert seen(services) == [(WatchKind.DESTRUCTION, TODAY, WatchLevel.LATE)]
    services.agreements.take_step(agreement_id, StepTaken(AgreementStep.CONFIRM_DESTRUCTION, TODAY))
    assert seen(services) == []


def test_an_agreed_period_gives_the_supplier_time_to_confirm(services, draft):
    period = Period(TermCode.DESTRUCTION_CONFIRMATION, 2, PeriodUnit.MONTHS)
    one = services.agreements.register(replace(draft, content=AgreementContent(periods=(period,))))
    services.agreements.take_step(one, StepTaken(AgreementStep.END, TODAY))
    assert seen(services) == [(WatchKind.DESTRUCTION, date(2026, 5, 3), WatchLevel.EARLY)]


def test_the_days_of_notice_can_be_chosen(services, agreement_id):
    assert services.watch.days() == WatchDays(90, 30)
    services.watch.set_days(WatchDays(20, 5))
    assert services.watch.days() == WatchDays(20, 5)
    assert services.watch.due() == ()
    for wrong in (WatchDays(0, 0), WatchDays(400, 5), WatchDays(20, 21)):
        with pytest.raises(InvalidInput):
            services.watch.set_days(wrong)


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_a_calendar_holds_each_day_once_with_its_reminders(services, agreement_id, clock):
    lines = unfolded(services.watch.calendar())
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 3
    assert "DTSTART;VALUE=DATE:20260331" in lines
    assert "DTEND;VALUE=DATE:20260401" in lines
    assert "SUMMARY:Laatste dag om op te zeggen\\, Leskracht: Leeromgeving" in lines
    assert lines.count("TRIGGER:-P90D") == lines.count("TRIGGER:-P30D") == 3
    assert f"DTSTAMP:{STARTED_AT:%Y%m%dT%H%M%SZ}" in lines


def test_an_event_is_the_same_event_when_its_day_moves(services, agreement_id, clock):
    def uids() -> set[str]:
        return {line for line in unfolded(services.watch.calendar()) if line.startswith("UID:")}

    before = uids()
    assert len(before) == 3
    clock.move(days=3)
    services.agreements.review(agreement_id, NewReview(date(2026, 3, 5), "Noor"))
    assert uids() == before


def test_lines_are_folded_by_octets_and_signs_are_escaped():
    day = CalendarDay("k", TODAY, "é" * 60 + "; a, b\\c", "one\ntwo")
    text = calendar_text([day], STARTED_AT, "Overeenkomsten")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    assert f"SUMMARY:{'é' * 60}\\; a\\, b\\\\c" in unfolded(text)
    assert "DESCRIPTION:one\\ntwo" in unfolded(text)


def test_the_calendar_is_written_whole_and_logged(services, agreement_id, tmp_path):
    target = services.watch.export_calendar(tmp_path / "overeenkomsten.ics")
    assert target.read_bytes().decode() == services.watch.calendar()
    assert services.audit.list(1)[0].kind == "list.exported"


def test_watching_takes_the_same_queries_for_any_number(services, draft, queries):
    services.agreements.register(draft)
    with queries() as few:
        services.watch.items()
    for days in range(4):
        services.agreements.register(replace(draft, valid_until=TODAY + timedelta(days=days)))
    with queries() as many:
        assert len(services.watch.items()) == 9
    assert len(many) == len(few)
