"""Documents in a real vault: encrypted, checked when read, found by their text, exported whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from leskracht_desktop.domain.agreement_documents import DocumentId, DocumentKind, DocumentRole, NewDocument
from leskracht_desktop.domain.agreements import AgreementEventKind, AgreementId, NewAgreement, NewSupplier
from leskracht_desktop.domain.guide_notes import HitKind
from leskracht_desktop.errors import FileRefused, InvalidInput, NotAllowed, NotFound, TargetExists, VaultDamaged
from leskracht_desktop.storage.models import Attachment, AttachmentChunk, Passage
from tests.support import documents

SCAN = DocumentRole.CORRESPONDENCE


@pytest.fixture
def agreement_id(services) -> AgreementId:
    supplier = services.agreements.add_supplier(NewSupplier("Leskracht"))
    return services.agreements.register(NewAgreement(supplier, "4.0", signed_on=date(2026, 1, 5)))


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    path = tmp_path / "Overeenkomst 4.0.pdf"
    path.write_bytes(documents.pdf("Artikel 8. De leverancier meldt datalekken.", "Bijlage 1: zeehondenlijst"))
    return path


def test_a_document_is_kept_as_it_came_in(services, agreement_id, signed, vault):
    row = services.documents.add(signed, NewDocument(), agreement_id)
    assert (row.title, row.file_name, row.kind, row.pages, row.has_text) == (
        "Overeenkomst 4.0.pdf",
        "Overeenkomst 4.0.pdf",
        DocumentKind.PDF,
        2,
        True,
    )
    content = services.documents.content(row.id)
    assert (content.data, content.media_type) == (signed.read_bytes(), "application/pdf")
    assert services.documents.list(agreement_id) == (row,)
    details = services.agreements.details(agreement_id)
    assert (details.documents, details.row.documents) == ((row,), 1)
    assert details.events[-1].kind is AgreementEventKind.DOCUMENT_ADDED
    assert services.audit.list(1)[0].kind == "agreement_document.added"
    assert b"%PDF" not in vault.database.read_bytes()


def test_what_a_document_is_called_and_about_can_be_changed(services, agreement_id, signed):
    row = services.documents.add(signed, NewDocument(article=8), agreement_id)
    draft = NewDocument("De bijsluiter", DocumentRole.PRIVACY_LEAFLET, None, "privacy_leaflet")
    changed = services.documents.change(row.id, draft)
    assert (changed.title, changed.role, changed.article, changed.annex) == (
        "De bijsluiter",
        DocumentRole.PRIVACY_LEAFLET,
        None,
        "privacy_leaflet",
    )
    assert (changed.sha256, changed.pages, changed.has_text) == (row.sha256, row.pages, True)
    event = services.audit.list(1)[0]
    assert event.kind == "agreement_document.changed"
    assert services.documents.change(row.id, draft) == changed
    assert services.audit.list(1)[0] == event
    assert services.documents.change(row.id, NewDocument()).title == row.file_name
    for wrong, error in ((NewDocument(article=100), InvalidInput), (NewDocument("x" * 600), InvalidInput)):
        with pytest.raises(error):
            services.documents.change(row.id, wrong)
    with pytest.raises(NotFound):
        services.documents.change(DocumentId(99), NewDocument())


def test_its_text_is_found_by_page(services, agreement_id, signed):
    row = services.documents.add(signed, NewDocument(title="De getekende"), agreement_id)
    (group,) = services.guides.search("zeehondenlijsten")
    (hit,) = group.hits
    assert (group.kind, group.title, hit.document_id, hit.agreement_id, hit.page) == (
        HitKind.DOCUMENT,
        "De getekende · Leskracht",
        row.id,
        agreement_id,
        2,
    )
    assert hit.excerpt.text == "Bijlage 1: zeehondenlijst"


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE attachment_chunks SET data = CAST(X'00' || substr(data, 2) AS BLOB) WHERE number = 0",
        "DELETE FROM attachment_chunks",
        "UPDATE attachments SET sha256 = upper(sha256) || '0'",
        "UPDATE attachments SET size = size + 1",
    ],
)
def test_a_changed_byte_is_noticed(services, agreement_id, signed, vault, harm: str):
    row = services.documents.add(signed, NewDocument(), agreement_id)
    other = signed.with_name("ander.pdf")
    other.write_bytes(documents.pdf("Gaaf"))
    assert services.vaults.changed_files() == ()
    with vault.session() as session:
        session.execute(text(harm))
    with pytest.raises(VaultDamaged) as caught:
        services.documents.content(row.id)
    assert (caught.value.part, caught.value.detail) == ("document", str(row.id))
    whole = services.documents.add(other, NewDocument(), agreement_id)
    assert services.vaults.check().changed_files == (row.file_name,)
    assert services.documents.content(whole.id).data == other.read_bytes()
    with pytest.raises(VaultDamaged):
        services.documents.export(row.id, signed.with_name("uit.pdf"))
    assert not signed.with_name("uit.pdf").exists()


def test_a_large_document_is_kept_in_pieces(services, agreement_id, tmp_path, vault):
    path = tmp_path / "groot.png"
    picture = documents.png()
    path.write_bytes(picture + bytes(3 * 1024 * 1024))
    row = services.documents.add(path, NewDocument(role=SCAN), agreement_id)
    assert (row.kind, row.has_text, row.role) == (DocumentKind.PNG, False, SCAN)
    with vault.read() as session:
        assert session.scalar(select(func.count()).select_from(AttachmentChunk)) == 4
    assert services.documents.content(row.id).data == path.read_bytes()


def test_a_document_is_exported_whole_and_logged(services, agreement_id, signed, tmp_path):
    row = services.documents.add(signed, NewDocument(), agreement_id)
    target = services.documents.export(row.id, tmp_path / "uit.pdf")
    assert target.read_bytes() == signed.read_bytes()
    assert services.audit.list(1)[0].kind == "agreement_document.exported"
    before = services.audit.count()
    (tmp_path / "map.pdf").mkdir()
    with pytest.raises(TargetExists):
        services.documents.export(row.id, tmp_path / "map.pdf")
    assert services.audit.count() == before


def test_the_same_document_is_kept_once(services, agreement_id, signed, vault):
    services.documents.add(signed, NewDocument(), agreement_id)
    with pytest.raises(NotAllowed):
        services.documents.add(signed, NewDocument(), agreement_id)
    loose = services.documents.add(signed, NewDocument())
    assert loose.agreement_id is None
    with vault.read() as session:
        assert session.scalar(select(func.count()).select_from(Attachment)) == 1


def test_a_removed_document_is_gone_with_its_text(services, agreement_id, signed, vault):
    row = services.documents.add(signed, NewDocument(), agreement_id)
    loose = services.documents.add(signed, NewDocument())
    services.documents.remove(row.id)
    assert services.documents.content(loose.id).data == signed.read_bytes()
    services.documents.remove(loose.id)
    with vault.read() as session:
        for table in (Attachment, AttachmentChunk, Passage):
            kept = session.scalar(select(func.count()).select_from(table))
            assert kept == (1 if table is Passage else 0)  # the agreement itself can still be found
    assert services.guides.search("zeehond") == ()
    with pytest.raises(NotFound):
        services.documents.remove(row.id)


def test_what_is_wrong_is_refused_and_nothing_is_stored(services, agreement_id, signed, tmp_path):
    before = services.audit.count()
    broken = tmp_path / "stuk.pdf"
    broken.write_bytes(signed.read_bytes()[:300])
    for path, draft, owner, error in (
        (broken, NewDocument(), agreement_id, FileRefused),
        (signed, NewDocument(title="x" * 600), agreement_id, InvalidInput),
        (signed, NewDocument(article=100), agreement_id, InvalidInput),
        (signed, NewDocument(), AgreementId(99), NotFound),
    ):
        with pytest.raises(error):
            services.documents.add(path, draft, owner)
    with pytest.raises(NotFound):
        services.documents.content(DocumentId(99))
    assert services.documents.list() == ()
    assert services.audit.count() == before
