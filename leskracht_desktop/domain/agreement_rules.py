"""The rules of an agreement: which steps are legal when, how versions are numbered, and when a review is due."""

from __future__ import annotations

from datetime import date

from leskracht_desktop.domain.agreements import IN_FORCE, AgreementStatus, AgreementStep, ChangeKind
from leskracht_desktop.domain.deadlines import add_months
from leskracht_desktop.errors import NotAllowed

_NEXT: dict[tuple[AgreementStatus, AgreementStep], AgreementStatus] = {
    (AgreementStatus.DRAFT, AgreementStep.OFFER): AgreementStatus.TO_SIGN,
    (AgreementStatus.TO_SIGN, AgreementStep.SIGN): AgreementStatus.SIGNED,
    (AgreementStatus.SIGNED, AgreementStep.GIVE_NOTICE): AgreementStatus.NOTICE_GIVEN,
    (AgreementStatus.SIGNED, AgreementStep.END): AgreementStatus.ENDED,
    (AgreementStatus.NOTICE_GIVEN, AgreementStep.END): AgreementStatus.ENDED,
    (AgreementStatus.ENDED, AgreementStep.CONFIRM_DESTRUCTION): AgreementStatus.DESTRUCTION_CONFIRMED,
}

FIRST_REVIEW_MONTHS = 1
"""So long there is to review what was just recorded."""

_OVER = frozenset({AgreementStatus.ENDED, AgreementStatus.DESTRUCTION_CONFIRMED})

_REFUSALS: dict[AgreementStep, str] = {
    AgreementStep.OFFER: "agreement_not_draft",
    AgreementStep.SIGN: "agreement_not_offered",
    AgreementStep.GIVE_NOTICE: "agreement_not_in_force",
    AgreementStep.END: "agreement_not_in_force",
    AgreementStep.CONFIRM_DESTRUCTION: "agreement_not_ended",
    AgreementStep.CORRECT: "agreement_nothing_to_correct",
}


def next_agreement_status(
    status: AgreementStatus, step: AgreementStep, *, notice_given: bool = False
) -> AgreementStatus:
    """Return where an agreement stands after a step; `notice_given` tells how an ended one got there.

    Raises: NotAllowed with `agreement_not_draft`, `agreement_not_offered`, `agreement_not_in_force`,
    `agreement_not_ended` or `agreement_nothing_to_correct`.
    """
    reached = _before(status, notice_given) if step is AgreementStep.CORRECT else _NEXT.get((status, step))
    if reached is None:
        raise NotAllowed(_REFUSALS[step])
    return reached


def _before(status: AgreementStatus, notice_given: bool) -> AgreementStatus | None:
    if status is AgreementStatus.ENDED:
        return AgreementStatus.NOTICE_GIVEN if notice_given else AgreementStatus.SIGNED
    return {
        AgreementStatus.TO_SIGN: AgreementStatus.DRAFT,
        AgreementStatus.SIGNED: AgreementStatus.TO_SIGN,
        AgreementStatus.NOTICE_GIVEN: AgreementStatus.SIGNED,
        AgreementStatus.DESTRUCTION_CONFIRMED: AgreementStatus.ENDED,
    }.get(status)


def allowed_agreement_steps(status: AgreementStatus) -> tuple[AgreementStep, ...]:
    """Return the steps that are legal now, in the order of a menu."""
    steps = [step for (origin, step) in _NEXT if origin is status]
    if status is not AgreementStatus.DRAFT:
        steps.append(AgreementStep.CORRECT)
    return tuple(steps)


def takes_new_versions(status: AgreementStatus) -> bool:
    """Tell whether something new can still be agreed: what is over gets corrections only."""
    return status not in _OVER


def check_change_kind(status: AgreementStatus, change: ChangeKind) -> None:
    """Check that a change of this kind may be made.

    Raises: NotAllowed with `agreement_over`.
    """
    if change is ChangeKind.NEW_VERSION and not takes_new_versions(status):
        raise NotAllowed("agreement_over")


def next_version(version: str, change: ChangeKind) -> str:
    """Return the number after a change: `1.2` becomes `1.3` by a correction and `2.0` by a new version."""
    major, minor = (int(part) for part in version.split("."))
    return f"{major}.{minor + 1}" if change is ChangeKind.CORRECTION else f"{major + 1}.0"


def review_counts(reviewed: str, version: str) -> bool:
    """Tell whether a review of one version is still about another: corrections keep it."""
    return reviewed.partition(".")[0] == version.partition(".")[0]


def review_due_on(
    status: AgreementStatus,
    signed_on: date | None,
    reviewed_on: date | None,
    review_months: int,
    made_on: tuple[date, bool],
) -> date | None:
    """Return when the next review is due: so many months after the last one, else after signing.

    `made_on` is the day on which the present version was recorded, and whether it is a later one than the first. There
    is always a month to look at what was just recorded; a later version asks to be reviewed within that month.
    """
    if status not in IN_FORCE or review_months == 0:
        return None
    if reviewed_on is not None:
        return add_months(reviewed_on, review_months)
    recorded_on, is_later = made_on
    soonest = add_months(recorded_on, FIRST_REVIEW_MONTHS)
    if is_later or signed_on is None:
        return soonest
    return max(add_months(signed_on, review_months), soonest)
