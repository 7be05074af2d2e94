"""The leaflet check: categories that were agreed against categories that are really stored, with people counted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from leskracht_desktop.domain.agreement_content import AgreementContent
from leskracht_desktop.domain.agreements import AgreementId


class CheckState(StrEnum):
    """How what was agreed compares with what is stored; differences to look at, never a verdict."""

    STORED_NOT_AGREED = "stored_not_agreed"
    AGREED_NOT_STORED = "agreed_not_stored"
    AGREED_AND_STORED = "agreed_and_stored"
    NOT_COMPARABLE = "not_comparable"
    """The leaflet names a category that is not in the processing inventory."""


@dataclass(frozen=True, slots=True)
class StoredCategory:
    """How many people and records there are of a category in the vault."""

    code: str
    people: int
    records: int


@dataclass(frozen=True, slots=True)
class LeafletCheckLine:
    """One category: what the inventory or leaflet calls it, and in which products' leaflets it stands."""

    code: str
    label: str
    state: CheckState
    people: int
    records: int
    products: tuple[str, ...]
    special: bool = False


@dataclass(frozen=True, slots=True)
class LeafletCheck:
    """The check of one agreement on a day, the differences first."""

    agreement_id: AgreementId
    supplier: str
    title: str
    version: str
    checked_on: date
    lines: tuple[LeafletCheckLine, ...]
    people: int
    """People about whom the vault holds anything of this supplier."""

    @property
    def has_differences(self) -> bool:
        """Whether something is stored that was not agreed, or the other way round."""
        return any(line.state is not CheckState.AGREED_AND_STORED for line in self.lines)

    def of(self, state: CheckState) -> tuple[LeafletCheckLine, ...]:
        """Return the lines with this state."""
        return tuple(line for line in self.lines if line.state is state)


_ORDER = tuple(CheckState)


def check_lines(
    content: AgreementContent,
    stored: Collection[StoredCategory],
    labels: Mapping[str, str],
) -> tuple[LeafletCheckLine, ...]:
    """Return the categories of all leaflets and of the vault, compared; `labels` names the inventory's categories."""
    agreed: dict[str, list[str]] = {}
    special: dict[str, bool] = {}
    loose: dict[str, LeafletCheckLine] = {}
    for product in content.products:
        for category in product.leaflet.categories:
            if category.code not in labels:
                earlier = loose.get(category.label)
                products = (*(earlier.products if earlier else ()), product.name)
                loose[category.label] = LeafletCheckLine(
                    category.code, category.label, CheckState.NOT_COMPARABLE, 0, 0, products, category.special
                )
                continue
            agreed.setdefault(category.code, []).append(product.name)
            special[category.code] = special.get(category.code, False) or category.special
    held = {one.code: one for one in stored if one.people}
    lines = [*loose.values()]
    for code in {*agreed, *held}:
        if code in agreed and code in held:
            state = CheckState.AGREED_AND_STORED
        else:
            state = CheckState.AGREED_NOT_STORED if code in agreed else CheckState.STORED_NOT_AGREED
        found = held.get(code, StoredCategory(code, 0, 0))
        products = tuple(dict.fromkeys(agreed.get(code, ())))
        label = labels.get(code, code)
        lines.append(
            LeafletCheckLine(code, label, state, found.people, found.records, products, special.get(code, False))
        )
    return tuple(sorted(lines, key=lambda line: (_ORDER.index(line.state), line.label.casefold(), line.code)))
