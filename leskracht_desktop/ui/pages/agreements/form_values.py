"""What the form of an agreement starts from, and what it gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from leskracht_desktop.domain.agreements import ChangeKind, NewAgreement, NewSupplier, SupplierDetails
from leskracht_desktop.domain.schools import InstitutionDetails


@dataclass(frozen=True, slots=True)
class AgreementSetting:
    """What the form needs to know: who we are, which suppliers and versions there are, and what day it is."""

    institution: InstitutionDetails
    suppliers: Sequence[SupplierDetails]
    versions: Sequence[str]
    """Ids of the versions of the model, the newest first."""
    today: date


@dataclass(frozen=True, slots=True)
class GivenAgreement:
    """What the form gave; `supplier` is new when `draft.supplier_id` is 0, `change` is None for a new agreement."""

    draft: NewAgreement
    supplier: NewSupplier
    change: ChangeKind | None = None
    reason: str = ""


def value_at(draft: NewAgreement, name: str) -> Any:
    """Return the value of a field by the name that problems give it."""
    content = draft.content
    first, _, rest = name.partition(".")
    if rest:
        return getattr(getattr(content, first), rest)
    return getattr(draft if hasattr(draft, first) else content, first)
