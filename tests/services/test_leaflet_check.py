"""What was agreed against what the demonstration vault really holds, recounted row by row."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from leskracht_desktop.domain.agreement_content import AgreementContent, Leaflet, LeafletCategory, Product
from leskracht_desktop.domain.agreements import NewAgreement, NewSupplier
from leskracht_desktop.domain.intake import ImportKind
from leskracht_desktop.domain.leaflet_check import CheckState, Knowledge, StoredCategory, check_lines
from leskracht_desktop.errors import NotFound
from leskracht_desktop.services.holder import VaultHolder
from leskracht_desktop.services.program import Services, build_services
from leskracht_desktop.storage.derivation import DatabaseKey
from leskracht_desktop.storage.models import EventBatch, Import, Record
from leskracht_desktop.storage.vault import Vault
from tests.support.vaults import ACTOR


@pytest.fixture
def filled(demo_template, template, tmp_path: Path, clock) -> Iterator[Services]:
    """The demonstration school of 400 people, of some of whom Leskracht holds data."""
    folder = Path(shutil.copytree(demo_template.folder, tmp_path / "demo.kluis"))
    vault = Vault.open(folder, DatabaseKey(template.key), clock=clock)
    yield build_services(clock, ACTOR, VaultHolder(vault))
    vault.close()


def product(name: str, *codes: str, extra: str = "") -> Product:
    categories = tuple(LeafletCategory(code, code) for code in codes)
    if extra:
        categories += (LeafletCategory(extra, special=True),)
    return Product(name, leaflet=Leaflet(categories=categories))


def register(services: Services, supplier: str, *products: Product):
    known = services.agreements.supplier_named(supplier)
    supplier_id = known.id if known else services.agreements.add_supplier(NewSupplier(supplier))
    content = AgreementContent(products=products)
    return services.agreements.register(NewAgreement(supplier_id, "4.0", signed_on=date(2026, 1, 5), content=content))


def recounted(services: Services) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    with services.holder.vault.read() as session:
        rows: list[Record | EventBatch] = [*session.scalars(select(Record)), *session.scalars(select(EventBatch))]
        for row in rows:
            if row.compartment == "processor" and getattr(row, "missing_since", None) is None:
                found.setdefault(row.category, set()).add(row.person_id)
    return found


def test_everything_stored_is_counted_by_person(filled):
    held = recounted(filled)
    assert len(held) > 3
    check = filled.leaflet_check.check(register(filled, "Leskracht B.V."))
    stored = {line.code: line.people for line in check.of(CheckState.STORED_NOT_AGREED)}
    assert stored == {code: len(people) for code, people in held.items()}
    assert check.people == len(set().union(*held.values()))
    assert check.has_differences


def test_agreed_and_stored_stand_side_by_side(filled):
    held = recounted(filled)
    first, second = sorted(held)[:2]
    one = register(
        filled, "Leskracht B.V.", product("Leren", first, "location"), product("Toetsen", first, extra="Stem")
    )
    check = filled.leaflet_check.check(one)
    by_code = {line.code: line for line in check.lines}
    assert (by_code[first].state, by_code[first].products) == (CheckState.AGREED_AND_STORED, ("Leren", "Toetsen"))
    assert by_code[first].people == len(held[first])
    assert by_code[second].state is CheckState.STORED_NOT_AGREED
    (loose,) = check.of(CheckState.NOT_COMPARABLE)
    assert (loose.label, loose.special, loose.products) == ("Stem", True, ("Toetsen",))
    assert [line.state for line in check.lines] == sorted(
        (line.state for line in check.lines), key=list(CheckState).index
    )


def test_of_another_supplier_nothing_can_be_known(filled):
    check = filled.leaflet_check.check(register(filled, "Wolkrekenaar", product("Wolk", "account", extra="Stem")))
    assert check.knowledge is Knowledge.OTHER_SUPPLIER
    assert not check.is_known
    assert not check.has_differences
    assert {(line.state, line.people, line.is_known) for line in check.lines} == {(CheckState.UNKNOWN, 0, False)}
    assert [(one.name, one.agreed, one.stored) for one in check.products] == [("Wolk", 2, 0)]
    assert check.people == 0


def test_before_anything_was_read_in_nothing_can_be_known(services):
    check = services.leaflet_check.check(register(services, "Leskracht B.V.", product("Leren", "account")))
    assert (check.knowledge, check.is_known) == (Knowledge.NOTHING_READ, False)
    assert [line.state for line in check.lines] == [CheckState.UNKNOWN]


def test_a_package_that_held_nothing_is_knowledge_too(services):
    with services.holder.vault.session() as session:
        session.add(
            Import(
                kind=ImportKind.PACKAGE, file_name="leeg.zip", sha256="0" * 64, size=1, actor=ACTOR,
                imported_at=datetime(2026, 1, 5, tzinfo=UTC), counts={}, dropped={},
            )
        )  # fmt: skip
    check = services.leaflet_check.check(register(services, "Leskracht B.V.", product("Leren", "account")))
    assert check.is_known
    assert [(line.state, line.is_known) for line in check.lines] == [(CheckState.AGREED_NOT_STORED, True)]


def test_each_product_is_compared_by_its_own_leaflet(filled):
    first, second, *_ = sorted(recounted(filled))
    one = register(filled, "Leskracht B.V.", product("Leren", first, "nergens"), product("Toetsen", first, second),
                   product("Bord"))  # fmt: skip
    products = filled.leaflet_check.check(one).products
    assert [(each.name, each.agreed, each.stored, each.is_filled) for each in products] == [
        ("Leren", 2, 1, True),
        ("Toetsen", 2, 2, True),
        ("Bord", 0, 0, False),
    ]


def test_what_another_agreement_with_the_supplier_covers_is_no_difference(filled):
    held = recounted(filled)
    first, *rest = sorted(held)
    register(filled, "Leskracht B.V.", product("Alles", *rest))
    register(filled, "Ander", product("Wolk", first))
    check = filled.leaflet_check.check(register(filled, "Leskracht B.V."))
    assert [line.code for line in check.of(CheckState.STORED_NOT_AGREED)] == [first]
    covered = check.of(CheckState.AGREED_ELSEWHERE)
    assert {line.code: (line.people, line.elsewhere) for line in covered} == {
        code: (len(held[code]), ("Alles",)) for code in rest
    }


def test_an_unknown_agreement_is_not_found(services):
    with pytest.raises(NotFound):
        services.leaflet_check.check(99)


def test_lines_are_named_by_the_inventory_and_nobody_stored_is_nothing_stored():
    content = AgreementContent(products=(product("Leren", "a"),))
    stored = (StoredCategory("a", 0, 0), StoredCategory("b", 2, 5), StoredCategory("c", 1, 1))
    lines = check_lines(content, stored, {"a": "Account", "b": "Berichten"})
    assert [(line.label, line.state, line.people, line.records) for line in lines] == [
        ("Berichten", CheckState.STORED_NOT_AGREED, 2, 5),
        ("c", CheckState.STORED_NOT_AGREED, 1, 1),
        ("Account", CheckState.AGREED_NOT_STORED, 0, 0),
    ]
