"""The agreement of the demonstration school with Leskracht: signed, soon to end, with a document and a change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from leskracht_desktop import paths
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
from leskracht_desktop.domain.agreement_documents import NewDocument
from leskracht_desktop.domain.agreements import (
    AgreementId,
    AgreementStep,
    NewAgreement,
    NewReview,
    NewSubProcessorChange,
    NewSupplier,
    Risk,
    StepTaken,
    SubProcessorChangeKind,
)
from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.domain.guide_notes import GuidePlace, NewNote, NoteKind, ReadingStatus
from leskracht_desktop.domain.schools import NumberKind
from leskracht_desktop.services.demo_data import read
from leskracht_desktop.services.demo_requests import Act
from leskracht_desktop.services.program import Services
from leskracht_desktop.storage.files import write_atomically

_SIGNED: Final = 190
"""So many days ago the agreement was signed."""
_LEFT: Final = 75
"""So many days it still runs."""
_NOTICE: Final = 20
_NOON: Final = time(12, tzinfo=UTC)
_NOTHING: Final[Mapping[str, Any]] = {}


def agreement_acts(maker: Services, today: date) -> list[Act]:
    """Return what happened to the agreement, day by day; it is registered on the first of them."""
    told = read("agreement")
    held = list[AgreementId]()

    def register() -> None:
        supplier_id = maker.agreements.add_supplier(NewSupplier(**told["supplier"]))
        held.append(maker.agreements.register(_draft(maker, told, today, supplier_id)))
        maker.agreements.take_step(held[0], StepTaken(AgreementStep.OFFER, maker.today()))

    def sign() -> None:
        signers = {name: told["agreement"][name] for name in ("school_signer", "supplier_signer")}
        maker.agreements.take_step(held[0], StepTaken(AgreementStep.SIGN, maker.today(), **signers))
        _add_document(maker, told["document"], held[0])

    def review() -> None:
        one = told["review"]
        maker.agreements.review(held[0], NewReview(maker.today(), maker.actor(), Risk(one["risk"]), one["remarks"]))

    def read_and_ask() -> None:
        place = GuidePlace.of_key(told["note"]["place"])
        maker.notes.mark(place, ReadingStatus.QUESTION)
        maker.notes.add(NewNote(place, NoteKind.QUESTION, told["note"]["text"], agreement_id=held[0]))

    def announce() -> None:
        one = told["change"]
        change = NewSubProcessorChange(
            **{**one, "kind": SubProcessorChangeKind(one["kind"])},
            announced_on=maker.today(),
            effective_on=maker.today() + timedelta(days=30),
        )
        maker.agreements.announce_change(held[0], change)

    acts = ((_SIGNED + 7, register), (_SIGNED, sign), (_SIGNED - 10, review), (60, read_and_ask), (5, announce))
    return [Act(today - timedelta(days=ago), 960, do) for ago, do in acts]


def _draft(maker: Services, told: Mapping[str, Any], today: date, supplier_id: Any) -> NewAgreement:
    head = {name: told["agreement"][name] for name in ("model_version", "title", "dvo_reference", "note")}
    signed_on = today - timedelta(days=_SIGNED)
    return NewAgreement(
        supplier_id=supplier_id,
        **head,
        valid_from=signed_on,
        valid_until=today + timedelta(days=_LEFT),
        notice_on=today + timedelta(days=_NOTICE),
        content=_content(maker, told, today),
    )


def _content(maker: Services, told: Mapping[str, Any], today: date) -> AgreementContent:
    school, supplier = parties(maker, told["supplier"], told["school"], told["supplier_party"])
    agreed_on = today - timedelta(days=_SIGNED + 7)
    return AgreementContent(
        school=school,
        supplier=supplier,
        contract_name=told["agreement"]["contract_name"],
        contract_on=agreed_on,
        periods=periods(told["period"]),
        products=(product(told["product"], today),),
        security=security(told["security"], agreed_on),
        deviations=deviations(told["deviation"], agreed_on),
    )


def parties(
    maker: Services,
    told: Mapping[str, Any],
    of_school: Mapping[str, Any] = _NOTHING,
    of_supplier: Mapping[str, Any] = _NOTHING,
) -> tuple[Party, Party]:
    """Return the school and the supplier as an agreement names them."""
    institution = maker.schools.institution()
    school = Party(
        name=institution.name,
        number_kind=institution.number_kind,
        number=institution.number,
        address=institution.address,
        postcode=institution.postcode,
        city=institution.city,
        **of_school,
    )
    place = {name: told.get(name, "") for name in ("name", "address", "postcode", "city")}
    kind = NumberKind.KVK if "kvk" in told else NumberKind.NONE
    return school, Party(number_kind=kind, number=told.get("kvk", ""), **place, **of_supplier)


def periods(told: Iterable[Mapping[str, Any]]) -> tuple[Period, ...]:
    """Return the periods the parties filled in."""
    return tuple(Period(**{**one, "code": TermCode(one["code"]), "unit": PeriodUnit(one["unit"])}) for one in told)


def deviations(told: Iterable[Mapping[str, Any]], agreed_on: date | None) -> tuple[Deviation, ...]:
    """Return the deviations from the model."""
    return tuple(Deviation(**one, agreed_on=agreed_on) for one in told)


def product(told: Mapping[str, Any], today: date) -> Product:
    """Return a product with its leaflet, which is older than the agreement."""
    leaflet = dict(told["leaflet"])
    for name in ("purposes", "storage_countries"):
        leaflet[name] = tuple(leaflet[name])
    leaflet["categories"] = tuple(LeafletCategory(**one) for one in leaflet["categories"])
    leaflet["sub_processors"] = tuple(_sub_processor(one, today) for one in leaflet["sub_processors"])
    dated_on = today - timedelta(days=_SIGNED + 30)
    return Product(told["name"], told["description"], Leaflet(**leaflet, dated_on=dated_on))


def _sub_processor(told: Mapping[str, Any], today: date) -> SubProcessor:
    values = {name: value for name, value in told.items() if name != "since_days"}
    return SubProcessor(**values, since_on=today - timedelta(days=told["since_days"]))


def security(told: Mapping[str, Any], tested_on: date) -> SecurityAnnex:
    """Return the security annex, tested on a day."""
    values = {**told, "tested_by": TestedBy(told["tested_by"])}
    for name in ("availability", "integrity", "confidentiality"):
        values[name] = Level(told[name])
    return SecurityAnnex(**values, tested_on=tested_on)


def _add_document(maker: Services, told: Mapping[str, Any], agreement_id: AgreementId) -> None:
    """Add a document of the program's own making, which lies in the program's temporary folder for a moment."""
    path = paths.temp_folder() / told["file_name"]
    write_atomically(path, _pdf(told, maker.today(), maker.schools.institution().name))
    try:
        maker.documents.add(path, NewDocument(told["title"]), agreement_id)
    finally:
        path.unlink()


def _pdf(told: Mapping[str, Any], on: date, author: str) -> bytes:
    from leskracht_desktop.reports.pdf.document import render
    from leskracht_desktop.reports.pdf.model import Document, Heading, Paragraph, Title

    blocks: list[Title | Heading | Paragraph] = [Title(told["title"], told["subtitle"])]
    for number, section in enumerate(told["sections"], 1):
        blocks += [Heading(1, f"{number}. {section['heading']}"), Paragraph(section["text"])]
    made = render(
        Document(title=told["title"], author=author, created_at=datetime.combine(on, _NOON), blocks=tuple(blocks))
    )
    return made.data
