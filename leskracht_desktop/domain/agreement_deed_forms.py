"""What the small forms around an agreement must hold: its supplier, a step, a review, an announced change."""

from __future__ import annotations

from datetime import date

from leskracht_desktop.domain.agreement_fields import NEWEST_ON, OLDEST_ON, past_problems, wrong_texts
from leskracht_desktop.domain.agreements import (
    AgreementStep,
    NewReview,
    NewSubProcessorChange,
    NewSupplier,
    StepTaken,
)
from leskracht_desktop.domain.countries import parse_country
from leskracht_desktop.domain.identifiers import parse_email, parse_kvk, tidy_postcode
from leskracht_desktop.domain.people_rules import Parse, Problems, optional, text_problems, with_texts
from leskracht_desktop.domain.text_safety import parse_line, parse_name, parse_text

_SUPPLIER: dict[str, Parse] = {
    "name": parse_name,
    "kvk": optional(parse_kvk),
    "address": parse_line,
    "postcode": optional(tidy_postcode),
    "city": parse_line,
    "website": parse_line,
    "contact_name": parse_name,
    "contact_email": optional(parse_email),
    "contact_phone": parse_line,
    "note": parse_text,
}
_CHANGE: dict[str, Parse] = {
    "name": parse_name,
    "service": parse_line,
    "country": optional(parse_country),
    "note": parse_text,
}
_REVIEW: dict[str, Parse] = {"reviewer": parse_name, "remarks": parse_text}
_STEP: dict[str, Parse] = {"note": parse_text, "school_signer": parse_name, "supplier_signer": parse_name}


def supplier_problems(draft: NewSupplier) -> Problems:
    """Return what is wrong with a supplier's form."""
    return tuple(wrong_texts(draft, _SUPPLIER, ("name",)))


def tidied_supplier(draft: NewSupplier) -> NewSupplier:
    """Return a draft without problems with its texts cleaned."""
    return with_texts(draft, _SUPPLIER)


def review_problems(draft: NewReview, today: date) -> Problems:
    """Return what is wrong with the form of a review."""
    found = wrong_texts(draft, _REVIEW, ("reviewer",))
    found += past_problems("reviewed_on", draft.reviewed_on, today)
    return tuple(found)


def tidied_review(draft: NewReview) -> NewReview:
    """Return a draft without problems with its texts cleaned."""
    return with_texts(draft, _REVIEW)


def step_problems(draft: StepTaken, not_before: date | None, today: date, valid_until: date | None = None) -> Problems:
    """Return what is wrong with the form of a step: not in the future, not before the step that came first.

    Nothing is signed after `valid_until`, the last day of the agreement.
    """
    found = past_problems("on", draft.on, today)
    if not found and not_before is not None and draft.on < not_before and draft.step is not AgreementStep.CORRECT:
        found.append(("on", "before_earlier_step"))
    if not found and draft.step is AgreementStep.SIGN and valid_until is not None and draft.on > valid_until:
        found.append(("on", "after_end"))
    required = {AgreementStep.SIGN: ("school_signer", "supplier_signer"), AgreementStep.CORRECT: ("note",)}
    return tuple(found + wrong_texts(draft, _STEP, required.get(draft.step, ())))


def tidied_step(draft: StepTaken) -> StepTaken:
    """Return a draft without problems with its texts cleaned."""
    return with_texts(draft, _STEP)


def sub_processor_change_problems(draft: NewSubProcessorChange, today: date) -> Problems:
    """Return what is wrong with the form of an announced change; it must have a day from which it can be watched."""
    found = wrong_texts(draft, _CHANGE, ("name",))
    if draft.announced_on is not None:
        found += past_problems("announced_on", draft.announced_on, today)
    for name in ("effective_on", "objection_until"):
        day: date | None = getattr(draft, name)
        if day is not None and not OLDEST_ON <= day <= NEWEST_ON:
            found.append((name, "date_out_of_range"))
        elif day is not None and draft.announced_on is not None and day < draft.announced_on:
            found.append((name, "before_announcement"))
    if draft.announced_on is None and draft.effective_on is None and draft.objection_until is None:
        found.append(("announced_on", "required"))
    return tuple(found)


def tidied_sub_processor_change(draft: NewSubProcessorChange) -> NewSubProcessorChange:
    """Return a draft without problems with its texts cleaned."""
    return with_texts(draft, _CHANGE)


def decision_problems(decided_on: date, note: str, today: date) -> Problems:
    """Return what is wrong with the form of a decision on an announced change."""
    return tuple(past_problems("decided_on", decided_on, today) + text_problems({"note": note}, {"note": parse_text}))
