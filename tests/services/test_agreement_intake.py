"""An agreement with its document is stored as a whole, or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from leskracht_desktop.domain.agreement_documents import DocumentRole, NewDocument
from leskracht_desktop.domain.agreements import AgreementStatus, NewAgreement, NewSupplier, SupplierId
from leskracht_desktop.domain.audit import AuditKind
from leskracht_desktop.errors import FileRefused, InvalidInput, NationalNumberFound
from leskracht_desktop.services.program import Services
from leskracht_desktop.storage import models
from tests.support import documents

DRAFT = NewAgreement(SupplierId(0), "4.0", signed_on=date(2026, 1, 5))
TABLES = (models.Supplier, models.Agreement, models.AgreementVersion, models.AgreementEvent, models.AgreementDocument,
          models.Attachment, models.AuditEvent, models.Passage)  # fmt: skip


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    path = tmp_path / "getekend.pdf"
    path.write_bytes(documents.pdf("Artikel 8. De leverancier belt de zeehondenopvang."))
    return path


def rows(services: Services) -> dict[str, int]:
    with services.holder.vault.read() as session:
        return {table.__tablename__: session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES}


def test_supplier_agreement_and_document_come_together(services: Services, signed: Path):
    document = NewDocument("Getekend", DocumentRole.AGREEMENT)
    agreement_id, row = services.agreement_intake.add(signed, " Leskracht ", DRAFT, document)
    found = services.agreements.details(agreement_id)
    assert (found.row.supplier, found.row.status) == ("Leskracht", AgreementStatus.SIGNED)
    assert found.documents == (row,)
    assert (row.title, row.file_name) == ("Getekend", "getekend.pdf")
    kinds = [event.kind for event in services.audit.list()]
    assert {AuditKind.SUPPLIER_ADDED, AuditKind.AGREEMENT_REGISTERED, AuditKind.AGREEMENT_DOCUMENT_ADDED} <= set(kinds)


def test_a_known_supplier_is_not_added_again(services: Services, signed: Path):
    known = services.agreements.add_supplier(NewSupplier("Leskracht"))
    agreement_id, _ = services.agreement_intake.add(signed, "leskracht", DRAFT, NewDocument())
    assert services.agreements.details(agreement_id).supplier.id == known


@pytest.mark.parametrize(
    ("supplier", "draft", "title", "error"),
    [
        ("", DRAFT, "", InvalidInput),
        ("Leskracht", NewAgreement(SupplierId(0), "4.0", signed_on=date(2126, 1, 5)), "", InvalidInput),
        ("Leskracht", NewAgreement(SupplierId(0), "4.0", title="BSN 111222333"), "", NationalNumberFound),
        ("Leskracht", DRAFT, "BSN 111222333", NationalNumberFound),
    ],
    ids=["no supplier", "signed in the future", "a BSN in the agreement", "a BSN in the document"],
)
def test_nothing_is_half_stored(
    services: Services, signed: Path, supplier: str, draft: NewAgreement, title: str, error: type[Exception]
):
    before = rows(services)
    with pytest.raises(error):
        services.agreement_intake.add(signed, supplier, draft, NewDocument(title))
    assert rows(services) == before


def test_a_refused_document_stores_nothing(services: Services, signed: Path):
    signed.write_bytes(b"%PDF-1.7 half")
    before = rows(services)
    with pytest.raises(FileRefused):
        services.agreement_intake.add(signed, "Leskracht", DRAFT, NewDocument())
    assert rows(services) == before


def test_what_fails_at_the_very_end_takes_everything_back(services: Services, signed: Path):
    with services.holder.vault.session() as session:
        session.connection().exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON agreement_documents BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )
    before = rows(services)
    with pytest.raises(Exception, match="no room"):
        services.agreement_intake.add(signed, "Leskracht", DRAFT, NewDocument())
    assert rows(services) == before
