"""The requests of the demonstration school: told day by day, so that time line, log and dates agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from leskracht_desktop.domain.deadlines import deadline
from leskracht_desktop.domain.people import PersonId
from leskracht_desktop.domain.requests import Authority, Channel, IdentityCheck, NewRequest, RequestId, RequestKind
from leskracht_desktop.domain.working_days import HolidayCalendar
from leskracht_desktop.services.demo_data import read
from leskracht_desktop.services.demo_story import Story
from leskracht_desktop.services.program import Services

_MORNING: Final = time(8, 30, tzinfo=UTC)


class DemoClock:
    """A clock that is set to each day that is told; it never goes back, nor beyond the real time."""

    def __init__(self, now: datetime, until: datetime) -> None:
        self.now = now
        self.until = until

    def __call__(self) -> datetime:
        """Return the instant that is being told."""
        return self.now

    def reach(self, instant: datetime) -> None:
        """Go on to an instant, and by some minutes at least, so that no two events share one."""
        self.now = min(max(self.now + timedelta(minutes=4), instant), self.until)


@dataclass(frozen=True, slots=True)
class Act:
    """Something that happens on a day."""

    on: date
    order: int
    do: Callable[[], None]


def tell_requests(maker: Services, clock: DemoClock, story: Story, today: date, others: Iterable[Act] = ()) -> None:
    """Register the requests of the story and take each as far as it has come by today, with what else happened."""
    calendar = maker.settings.calendar()
    acts = list(others)
    for number, one in enumerate(read("requests")["request"]):
        if getattr(story, one["who"]) and getattr(story, one["asker"]):
            acts += _acts(maker, story, one, _received_on(one, today, calendar), 10 * number)
    for act in sorted(acts, key=lambda act: (act.on, act.order)):
        if act.on <= today:
            clock.reach(datetime.combine(act.on, _MORNING))
            act.do()


def _received_on(one: Mapping[str, Any], today: date, calendar: HolidayCalendar) -> date:
    if "received" in one:
        third_of_march = date(today.year, 3, 3)
        return third_of_march if third_of_march <= today else date(today.year - 1, 3, 3)
    if "ago" in one:
        return today - timedelta(days=one["ago"])
    return received_for(calendar.roll(today + timedelta(days=one["due"])), today, calendar)


def received_for(due_on: date, today: date, calendar: HolidayCalendar) -> date:
    """Return the last day of receipt, not after today, whose final date is not after `due_on`."""
    day = min(due_on - timedelta(days=26), today)
    while deadline(day, calendar).due_on > due_on:
        day -= timedelta(days=1)
    return day


def _acts(maker: Services, story: Story, one: Mapping[str, Any], received_on: date, order: int) -> list[Act]:
    requests, held = maker.requests, list[RequestId]()

    def on(step: str) -> date:
        return received_on + timedelta(days=one[step])

    def register() -> None:
        asker = PersonId(getattr(story, one["asker"]))
        draft = NewRequest(
            kind=RequestKind(one["kind"]),
            person_id=PersonId(getattr(story, one["who"])),
            received_on=received_on,
            channel=Channel(one["channel"]),
            requester_id=asker,
            requester_address=_address(maker, asker),
            authority=Authority(one["authority"]),
            description=one["description"],
        )
        held.append(requests.register(draft).row.id)

    def identity() -> None:
        requests.record_identity(held[0], IdentityCheck(one["method"], on("identity_after"), maker.actor()))

    steps: dict[str, Callable[[], None]] = {
        "identity_after": identity,
        "note_after": lambda: requests.add_note(held[0], one["note"]),
        "extended_after": lambda: requests.extend(held[0], on("extended_after"), one["reason"]),
        "answered_after": lambda: requests.mark_answered(held[0], on("answered_after")),
        "closed_after": lambda: requests.close(held[0], on("closed_after")),
        "withdrawn_after": lambda: requests.withdraw(held[0], on("withdrawn_after"), one["withdrawn"]),
    }
    acts = [Act(received_on, order, register)]
    acts += [Act(on(step), order + place, do) for place, (step, do) in enumerate(steps.items(), 1) if step in one]
    return acts


def _address(maker: Services, asker: PersonId) -> str:
    person = maker.people.details(asker)
    place = " ".join(part for part in (person.postcode, person.city) if part)
    return "\n".join(part for part in (person.address, place) if part)
