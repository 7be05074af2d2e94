"""The leaflet check: categories that were agreed against categories that are really stored, with people counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from leskracht_desktop.domain.agreement_content import AgreementContent, Product
from leskracht_desktop.domain.agreements import AgreementId


class Knowledge(StrEnum):
    """Whether the vault can tell what a supplier stores; where it can't, nothing is called stored or not stored."""

    KNOWN = "known"
    OTHER_SUPPLIER = "other_supplier"
    """Nothing of what this supplier stores ever comes into the vault."""
    NOTHING_READ = "nothing_read"
    """It could come in, but nothing of it was read in so far."""


class CheckState(StrEnum):
    """How what was agreed compares with what is stored; differences to look at, never a verdict."""

    STORED_NOT_AGREED = "stored_not_agreed"
    AGREED_NOT_STORED = "agreed_not_stored"
    AGREED_ELSEWHERE = "agreed_elsewhere"
    """Stored, and in the leaflet of another agreement in force with the same supplier."""
    NOT_COMPARABLE = "not_comparable"
    """The leaflet names a category that is not one of those the supplier processes in the processing inventory."""
    UNKNOWN = "unknown"
    """Agreed; whether it is stored can't be known here."""
    AGREED_AND_STORED = "agreed_and_stored"


DIFFERENCES = frozenset({CheckState.STORED_NOT_AGREED, CheckState.AGREED_NOT_STORED})
_UNCOUNTED = frozenset({CheckState.NOT_COMPARABLE, CheckState.UNKNOWN})


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
    elsewhere: tuple[str, ...] = ()
    """The products of other agreements with this supplier whose leaflets name it."""

    @property
    def is_known(self) -> bool:
        """Whether people and records could be counted; if not, both are 0 and say nothing."""
        return self.state not in _UNCOUNTED


@dataclass(frozen=True, slots=True)
class ProductCheck:
    """One product: how many categories its leaflet names, and how many of those are stored.

    The vault knows what a supplier stores, not for which of its products: what is stored counts for each that names it.
    """

    name: str
    agreed: int
    stored: int

    @property
    def is_filled(self) -> bool:
        """Whether its leaflet names any category at all; without one there is nothing to compare."""
        return self.agreed > 0


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
    products: tuple[ProductCheck, ...] = ()
    knowledge: Knowledge = Knowledge.KNOWN

    @property
    def is_known(self) -> bool:
        """Whether the vault can tell what the supplier stores; if not, only what was agreed is told."""
        return self.knowledge is Knowledge.KNOWN

    @property
    def has_differences(self) -> bool:
        """Whether something is stored that was not agreed, or the other way round."""
        return any(line.state in DIFFERENCES for line in self.lines)

    def of(self, state: CheckState) -> tuple[LeafletCheckLine, ...]:
        """Return the lines with this state."""
        return tuple(line for line in self.lines if line.state is state)


_ORDER = tuple(CheckState)


def check_lines(
    content: AgreementContent,
    stored: Collection[StoredCategory] | None,
    labels: Mapping[str, str],
    others: Iterable[AgreementContent] = (),
) -> tuple[LeafletCheckLine, ...]:
    """Return the categories of all leaflets and of the vault, compared.

    `stored` is None when it can't be known; `labels` names the categories the supplier processes; `others` are what
    was agreed with the same supplier in its other agreements in force.
    """
    agreed: dict[tuple[str, str], LeafletCheckLine] = {}
    held = {one.code: one for one in stored or () if one.people}
    for product in content.products:
        for category in product.leaflet.categories:
            # What has no code of the inventory is told by its name, each under its own.
            key = (category.code, "") if category.code in labels else ("", category.label)
            before = agreed.get(key)
            label = labels.get(category.code, category.label)
            agreed[key] = LeafletCheckLine(
                category.code,
                before.label if before else label,
                _state(category.code, None if stored is None else held, labels),
                *_counts(held.get(category.code) if category.code in labels else None),
                tuple(dict.fromkeys((*(before.products if before else ()), product.name))),
                category.special or (before is not None and before.special),
            )
    elsewhere = _products_by_code(others)
    left = {code for code in held if (code, "") not in agreed}
    more = (_not_agreed(held[code], labels.get(code, code), elsewhere.get(code, ())) for code in left)
    return tuple(
        sorted((*agreed.values(), *more), key=lambda line: (_ORDER.index(line.state), line.label.casefold(), line.code))
    )


def check_products(content: AgreementContent, lines: Collection[LeafletCheckLine]) -> tuple[ProductCheck, ...]:
    """Return how the leaflet of each product compares, in the order of the agreement."""
    return tuple(_product(product, lines) for product in content.products)


def _state(code: str, held: Mapping[str, StoredCategory] | None, labels: Mapping[str, str]) -> CheckState:
    if held is None:
        return CheckState.UNKNOWN
    if code not in labels:
        return CheckState.NOT_COMPARABLE
    return CheckState.AGREED_AND_STORED if code in held else CheckState.AGREED_NOT_STORED


def _counts(found: StoredCategory | None) -> tuple[int, int]:
    return (0, 0) if found is None else (found.people, found.records)


def _not_agreed(found: StoredCategory, label: str, elsewhere: tuple[str, ...]) -> LeafletCheckLine:
    state = CheckState.AGREED_ELSEWHERE if elsewhere else CheckState.STORED_NOT_AGREED
    return LeafletCheckLine(found.code, label, state, found.people, found.records, (), elsewhere=elsewhere)


def _products_by_code(contents: Iterable[AgreementContent]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for content in contents:
        for product in content.products:
            for category in product.leaflet.categories:
                found[category.code] = tuple(dict.fromkeys((*found.get(category.code, ()), product.name)))
    return found


def _product(product: Product, lines: Collection[LeafletCheckLine]) -> ProductCheck:
    named = [line for line in lines if product.name in line.products]
    return ProductCheck(product.name, len(named), sum(line.state is CheckState.AGREED_AND_STORED for line in named))
