"""Made-up agreements for the tests of their reports: one lifelike, one empty, one that holds whatever people type."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pypdfium2

from leskracht_desktop.agreements.guide_library import load_library
from leskracht_desktop.domain.agreement_content import (
    AgreementContent,
    Deviation,
    Leaflet,
    LeafletCategory,
    Level,
    Party,
    Period,
    PeriodUnit,
    Product,
    SecurityAnnex,
    SubProcessor,
    TestedBy,
)
from leskracht_desktop.domain.agreement_documents import DocumentId, DocumentKind, DocumentRole, DocumentRow
from leskracht_desktop.domain.agreement_reports import Letterhead
from leskracht_desktop.domain.agreements import (
    AgreementDetails,
    AgreementEventKind,
    AgreementEventRow,
    AgreementId,
    AgreementRow,
    AgreementStatus,
    ChangeKind,
    Decision,
    NewAgreement,
    NewReview,
    NewSubProcessorChange,
    NewSupplier,
    ReviewRow,
    Risk,
    SubProcessorChangeId,
    SubProcessorChangeKind,
    SubProcessorChangeRow,
    SupplierDetails,
    SupplierId,
    VersionRow,
)
from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.domain.guide_library import GuideLibrary
from leskracht_desktop.domain.schools import NumberKind

CONTENT = Path(__file__).parents[2] / "resources" / "agreements"
AT = datetime(2026, 2, 3, 9, 30, tzinfo=UTC)
HEAD = Letterhead(
    "Stichting Scholen aan de Vecht",
    date(2026, 3, 3),
    "Marloes de Wit",
    "privacy@scholenaandevecht.example",
    "030 123 45 67",
    "Kastanjelaan 12",
    "3581 AB",
    "Utrecht",
)
SUPPLIER = NewSupplier(
    "Leskracht B.V.",
    kvk="01234567",
    address="Wegenwijk 4",
    postcode="3011 AA",
    city="Rotterdam",
    contact_name="Joris Blok",
    contact_email="privacy@leskracht.example",
    contact_phone="010 765 43 21",
)


@cache
def library() -> GuideLibrary:
    return load_library(CONTENT)


def words_of(data: bytes, page: int | None = None) -> str:
    """The text on the pages (or on one, from 0), white space made single spaces."""
    with pypdfium2.PdfDocument(data) as document:
        wanted = range(len(document)) if page is None else [page]
        texts = [document[number].get_textpage().get_text_range() for number in wanted]
    return " ".join(" ".join(texts).split())


def lifelike_content() -> AgreementContent:
    leaflet = Leaflet(
        version="2",
        dated_on=date(2025, 5, 1),
        website="https://leskracht.example/privacy",
        audience="leerlingen van groep 3 tot en met 8",
        users="leerlingen en leraren",
        core_services="oefenen en toetsen",
        purposes=("oefenen", "voortgang volgen"),
        categories=(
            LeafletCategory("Account", "account", "om in te loggen", retention="een jaar na vertrek"),
            LeafletCategory("Berichten", "messages", "om vragen te stellen"),
            LeafletCategory("Gezondheid", "", "rustig lettertype bij dyslexie", special=True),
        ),
        storage_countries=("NL", "DE"),
        transfers="geen",
        access="de helpdesk, na een vraag van de school",
        sub_processors=(
            SubProcessor("Wolk BV", "opslag", "alle gegevens", "DE", "", date(2024, 1, 1)),
            SubProcessor("Postduif Inc.", "e-mail", "e-mailadres", "US", "standaardbepalingen"),
        ),
        retention="tot een jaar na het einde",
        contact="privacy@leskracht.example",
    )
    return AgreementContent(
        school=Party(
            "Stichting Scholen aan de Vecht", NumberKind.BRIN, "99XX", "stichting", "Kastanjelaan 12", "3581 AB",
            "Utrecht", "Anna Bestuur", "voorzitter",
        ),
        supplier=Party("Leskracht B.V.", NumberKind.KVK, "01234567", "bv", representative="Joris Blok"),
        contract_name="Licentie Leskracht",
        contract_on=date(2025, 6, 1),
        periods=(
            Period(TermCode.BREACH_TO_SCHOOL, 24, PeriodUnit.HOURS, "na ontdekking", "artikel 8 lid 2"),
            Period(TermCode.SUB_PROCESSOR_OBJECTION, 14, PeriodUnit.DAYS, "", "artikel 9"),
            Period(TermCode.DESTRUCTION_AT_END, 3, PeriodUnit.MONTHS, "", "bijsluiter, onderdeel F"),
        ),
        products=(Product("Leskracht", "Leeromgeving", leaflet), Product("Leskracht Toets")),
        security=SecurityAnnex(
            Level.LOW, Level.MIDDLE, Level.HIGH, "Certificeringsschema 3.0", TestedBy.SELF, date(2025, 4, 2),
            "Versleutelde opslag.\nTwee stappen bij het inloggen.",
            "Meldpunt datalekken", "datalek@leskracht.example", "010 123 45 67", "dag en nacht",
        ),
        deviations=(
            Deviation(8, "In het weekend 48 uur", "Kleine organisatie", "Anna Bestuur", date(2025, 6, 1)),
            Deviation(None, "Eigen indeling van de bijlage", "Meer producten", annex="privacy_leaflet"),
        ),
    )  # fmt: skip


def lifelike() -> AgreementDetails:
    """An agreement in force with some of everything."""
    return _details(
        lifelike_content(),
        row={
            "title": "Leeromgeving",
            "version": "2.1",
            "signed_on": date(2025, 6, 2),
            "valid_from": date(2025, 8, 1),
            "valid_until": date(2026, 7, 31),
            "notice_on": date(2026, 4, 30),
            "days_left": 150,
            "dvo_reference": "DVO-2025-117",
            "products": ("Leskracht", "Leskracht Toets"),
            "deviations": 2,
            "documents": 1,
            "reviewed_on": date(2026, 2, 3),
            "review_due_on": date(2027, 2, 3),
        },
        events=(
            AgreementEventRow(AT, "Marloes", AgreementEventKind.REGISTERED, date(2025, 6, 1), "1.0", ""),
            AgreementEventRow(AT, "Marloes", AgreementEventKind.SIGNED, date(2025, 6, 2), "1.0", "per post"),
        ),
        versions=(
            VersionRow("1.0", ChangeKind.NEW_VERSION, AT, "Marloes", ""),
            VersionRow("2.0", ChangeKind.NEW_VERSION, AT, "Marloes", "nieuw product"),
            VersionRow("2.1", ChangeKind.CORRECTION, AT, "Marloes", "naam verbeterd"),
        ),
        reviews=(
            ReviewRow(NewReview(date(2026, 2, 3), "Marloes de Wit", Risk.MIDDLE, "Let op het weekend."), "2.0", True,
                      AT, "Marloes"),
            ReviewRow(NewReview(date(2025, 6, 1), "Hendrik Oosterhuis"), "1.0", False, AT, "Marloes"),
        ),
        changes=(
            SubProcessorChangeRow(
                SubProcessorChangeId(1),
                NewSubProcessorChange("Nieuwe Wolk", SubProcessorChangeKind.ADDED, "opslag", "IE", date(2026, 2, 1),
                                      date(2026, 4, 1)),
                Decision.NO_OBJECTION, date(2026, 2, 9), "akkoord", "Marloes",
            ),
        ),
        documents=(
            DocumentRow(DocumentId(1), 1, "Getekende overeenkomst", "overeenkomst.pdf", DocumentKind.PDF,
                        DocumentRole.AGREEMENT, None, 123456, "ab" * 32, 12, True, AT, "Marloes"),
        ),
        draft={"school_signer": "Anna Bestuur", "supplier_signer": "Joris Blok", "note": "Digitaal getekend."},
    )  # fmt: skip


def empty() -> AgreementDetails:
    """A draft in which nobody filled in anything that may be empty."""
    return _details(AgreementContent(), status=AgreementStatus.DRAFT, supplier=NewSupplier("Leskracht B.V."))


def overfull(length: int = 1200) -> AgreementDetails:
    """An agreement in which every text is as long as people make it, with signs that mean something elsewhere."""
    long = ("=SOM(A1) <b>&amp; “ünïcode” العربية \u202e " * (length // 40))[:length].strip()
    whole = lifelike()
    content = whole.content
    periods = tuple(Period(code, 99, PeriodUnit.WORKING_DAYS, long, long) for code in TermCode)
    security = replace(content.security, incident_name=long[:500], incident_phone=long[:500], incident_hours=long[:500])
    deviations = tuple(Deviation(number, long, long, long[:200]) for number in range(1, 20))
    content = replace(content, periods=periods, security=security, deviations=deviations)
    row = replace(whole.row, supplier=long[:200], title=long[:500])
    return replace(whole, row=row, draft=replace(whole.draft, content=content))


def _details(
    content: AgreementContent,
    *,
    row: dict[str, object] | None = None,
    draft: dict[str, object] | None = None,
    status: AgreementStatus = AgreementStatus.SIGNED,
    supplier: NewSupplier = SUPPLIER,
    **lists: object,
) -> AgreementDetails:
    head: dict[str, object] = dict.fromkeys(
        ("signed_on", "valid_from", "valid_until", "notice_on", "days_left", "reviewed_on", "review_due_on")
    )
    head |= {"title": "", "version": "1.0", "dvo_reference": "", "products": (), "deviations": 0, "documents": 0}
    head |= row or {}
    shown = AgreementRow(
        id=AgreementId(1), supplier_id=SupplierId(1), supplier=supplier.name, model_version="4.0", status=status,
        **head,  # type: ignore[arg-type]  # a sample names the fields it fills
    )  # fmt: skip
    typed = NewAgreement(
        SupplierId(1), "4.0", shown.title, shown.valid_from, shown.valid_until, shown.notice_on, shown.signed_on,
        dvo_reference=shown.dvo_reference, content=content,
        **(draft or {}),  # type: ignore[arg-type]  # a sample names the fields it fills
    )  # fmt: skip
    parts: dict[str, object] = dict.fromkeys(("events", "versions", "reviews", "changes", "documents"), ())
    return AgreementDetails(
        shown, SupplierDetails(SupplierId(1), supplier), typed, None, None, None,
        **(parts | lists),  # type: ignore[arg-type]  # a sample names the lists it fills
    )  # fmt: skip
