"""The other suppliers of the demonstration school, one agreement in every stage, and what its readers noted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from leskracht_desktop.domain.agreement_content import AgreementContent
from leskracht_desktop.domain.agreements import (
    AgreementId,
    AgreementStep,
    NewAgreement,
    NewReview,
    NewSupplier,
    Risk,
    StepTaken,
)
from leskracht_desktop.domain.guide_notes import GuidePlace, NewNote, NoteId, NoteKind, ReadingStatus
from leskracht_desktop.services.demo_agreements import deviations, parties, periods, product, security
from leskracht_desktop.services.demo_data import read
from leskracht_desktop.services.demo_requests import Act
from leskracht_desktop.services.program import Services

_ORDER: Final = 970
"""After what happened the same day to people and to the first agreement."""
_SIGNERS: Final = ("school_signer", "supplier_signer")


def supplier_acts(maker: Services, today: date) -> list[Act]:
    """Return what happened to the agreements with the other suppliers, and what was noted, day by day."""
    told = read("suppliers")
    acts = [act for one in told["agreement"] for act in _acts(maker, one, today)]
    acts += [act for one in told["note"] for act in _note_acts(maker, one, today)]
    for one in told["mark"]:
        place, status = GuidePlace.of_key(one["place"]), ReadingStatus(one["status"])
        acts.append(_act(today, one["ago"], partial(maker.notes.mark, place, status)))
    return acts


def _acts(maker: Services, told: Mapping[str, Any], today: date) -> Iterator[Act]:
    held = list[AgreementId]()

    def register() -> None:
        supplier_id = maker.agreements.add_supplier(NewSupplier(**told["supplier"]))
        signed_ago = told.get("signed_ago")
        draft = NewAgreement(
            supplier_id=supplier_id,
            model_version=told["model_version"],
            title=told["title"],
            note=told["note"],
            dvo_reference=told.get("dvo_reference", ""),
            valid_from=_day(today, signed_ago),
            valid_until=_day(today, told.get("runs_on"), ahead=True),
            notice_on=_day(today, told.get("notice_in"), ahead=True),
            signed_on=_day(today, signed_ago),
            content=_content(maker, told, today),
            **{name: told.get(name, "") for name in _SIGNERS},
        )
        held.append(maker.agreements.register(draft))

    def take(one: Mapping[str, Any]) -> None:
        maker.agreements.take_step(held[0], StepTaken(AgreementStep(one["step"]), maker.today(), one["note"]))

    def review(one: Mapping[str, Any]) -> None:
        reviewed_on = _day(today, one.get("reviewed_ago")) or maker.today()
        found = NewReview(reviewed_on, maker.actor(), Risk(one["risk"]), one["remarks"])
        maker.agreements.review(held[0], found)

    yield _act(today, told["registered_ago"], register)
    for step in told.get("steps", ()):
        yield _act(today, step["ago"], partial(take, step))
    if "review" in told:
        yield _act(today, told["review"]["ago"], partial(review, told["review"]))


def _note_acts(maker: Services, told: Mapping[str, Any], today: date) -> Iterator[Act]:
    held = list[NoteId]()

    def add() -> None:
        place = GuidePlace.of_key(told["place"])
        held.append(maker.notes.add(NewNote(place, NoteKind(told["kind"]), told["text"], told.get("quote", ""))))

    yield _act(today, told["ago"], add)
    if "answer" in told:
        yield _act(today, told["answered_ago"], lambda: maker.notes.answer(held[0], told["answer"]))


def _content(maker: Services, told: Mapping[str, Any], today: date) -> AgreementContent:
    school, supplier = parties(maker, told["supplier"])
    agreed_on = _day(today, told.get("signed_ago"))
    return AgreementContent(
        school=school,
        supplier=supplier,
        contract_name=told.get("contract_name", ""),
        contract_on=agreed_on,
        periods=periods(told.get("period", ())),
        products=(product(told["product"], today),) if "product" in told else (),
        **({"security": security(told["security"], agreed_on)} if "security" in told and agreed_on else {}),
        deviations=deviations(told.get("deviation", ()), agreed_on),
    )


def _act(today: date, ago: int, do: Any) -> Act:
    return Act(today - timedelta(days=ago), _ORDER, do)


def _day(today: date, days: int | None, *, ahead: bool = False) -> date | None:
    if days is None:
        return None
    return today + timedelta(days=days if ahead else -days)
