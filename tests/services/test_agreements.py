"""The register of agreements in a real vault: steps, versions, reviews, and the log in the same transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from leskracht_desktop.domain import agreement_content
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
)
from leskracht_desktop.domain.agreement_documents import NewDocument
from leskracht_desktop.domain.agreements import (
    AgreementEventKind,
    AgreementFilter,
    AgreementId,
    AgreementStatus,
    AgreementStep,
    ChangeKind,
    Decision,
    NewAgreement,
    NewReview,
    NewSubProcessorChange,
    NewSupplier,
    Risk,
    StepTaken,
    SubProcessorChangeId,
    SubProcessorChangeKind,
    SupplierId,
)
from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.domain.guide_notes import GuidePlace, NewNote, NoteKind, PlaceKind
from leskracht_desktop.domain.schools import NumberKind
from leskracht_desktop.errors import InvalidInput, NationalNumberFound, NotAllowed, NotFound
from tests.support import documents
from tests.support.vaults import ACTOR, STARTED_AT

TODAY = date(2026, 3, 3)

CONTENT = AgreementContent(
    school=Party("Stichting De Regenboog", NumberKind.BRIN, "99XX", "stichting", representative="A. Bestuur"),
    supplier=Party("Leskracht B.V.", NumberKind.KVK, "01234567"),
    contract_name="Licentie Leskracht",
    contract_on=date(2025, 6, 1),
    periods=(
        Period(TermCode.BREACH_TO_SCHOOL, 24, PeriodUnit.HOURS, source="artikel 8"),
        Period(TermCode.SUB_PROCESSOR_OBJECTION, 14, PeriodUnit.DAYS, "na ontvangst", "bijlage 3"),
    ),
    products=(
        Product(
            "Leskracht",
            "Leeromgeving",
            Leaflet(
                version="2",
                dated_on=date(2025, 5, 1),
                purposes=("oefenen", "voortgang volgen"),
                categories=(LeafletCategory("Account", "account"), LeafletCategory("Berichten", "messages")),
                storage_countries=("NL", "DE"),
                sub_processors=(SubProcessor("Wolk BV", "hosting", country="DE", since_on=date(2024, 1, 1)),),
                retention="tot een jaar na het einde",
            ),
        ),
    ),
    security=SecurityAnnex(
        Level.LOW, Level.MIDDLE, Level.HIGH, "3.0", agreement_content.TestedBy.SELF, incident_phone="010-1234567"
    ),
    deviations=(Deviation(8, "48 uur in het weekend", "kleine organisatie", "A. Bestuur", date(2025, 6, 1)),),
)


@pytest.fixture
def supplier(services) -> SupplierId:
    return services.agreements.add_supplier(NewSupplier("Leskracht", kvk="1234567", contact_email="info@les.example"))


@pytest.fixture
def draft(supplier) -> NewAgreement:
    return NewAgreement(
        supplier,
        "4.0",
        "Leeromgeving",
        valid_from=date(2025, 8, 1),
        valid_until=date(2027, 7, 31),
        notice_on=date(2027, 4, 30),
        dvo_reference="DVO-1",
        content=CONTENT,
    )


@pytest.fixture
def signed(services, draft) -> AgreementId:
    return services.agreements.register(replace(draft, signed_on=date(2025, 6, 2), school_signer="A. Bestuur"))


def step(kind: AgreementStep, on: date = TODAY, **more: str) -> StepTaken:
    return StepTaken(kind, on, **more)


def test_an_agreement_is_kept_as_it_was_typed(services, draft):
    agreement_id = services.agreements.register(draft)
    details = services.agreements.details(agreement_id)
    assert details.draft == draft
    row = details.row
    assert (row.status, row.version, row.supplier, row.title) == (
        AgreementStatus.DRAFT,
        "1.0",
        "Leskracht",
        "Leeromgeving",
    )
    assert (row.products, row.deviations, row.documents, row.days_left) == (("Leskracht",), 1, 0, 515)
    assert details.supplier.supplier.kvk == "01234567"
    assert [(line.kind, line.at, line.actor) for line in details.events] == [
        (AgreementEventKind.REGISTERED, STARTED_AT, ACTOR)
    ]
    assert services.audit.list(1)[0].kind == "agreement.registered"


def test_a_signed_one_is_recorded_at_once(services, signed):
    details = services.agreements.details(signed)
    assert (details.row.status, details.row.signed_on) == (AgreementStatus.SIGNED, date(2025, 6, 2))
    assert details.row.review_due_on == date(2026, 6, 2)
    assert [(line.kind, line.on) for line in details.events][1] == (AgreementEventKind.SIGNED, date(2025, 6, 2))


def test_an_agreement_is_taken_to_its_end_in_legal_steps_only(services, draft):
    agreements = services.agreements
    one = agreements.register(draft)
    with pytest.raises(NotAllowed):
        agreements.take_step(one, step(AgreementStep.SIGN, school_signer="A", supplier_signer="L"))
    agreements.take_step(one, step(AgreementStep.OFFER))
    agreements.take_step(one, step(AgreementStep.SIGN, school_signer="A. Bestuur", supplier_signer="L. Kracht"))
    assert agreements.details(one).draft.school_signer == "A. Bestuur"
    assert agreements.take_step(one, step(AgreementStep.GIVE_NOTICE)) is AgreementStatus.NOTICE_GIVEN
    with pytest.raises(InvalidInput):
        agreements.take_step(one, step(AgreementStep.END, date(2026, 3, 2)))
    agreements.take_step(one, step(AgreementStep.END))
    assert agreements.take_step(one, step(AgreementStep.CORRECT, note="te vroeg")) is AgreementStatus.NOTICE_GIVEN
    assert agreements.details(one).ended_on is None
    agreements.take_step(one, step(AgreementStep.END))
    agreements.take_step(one, step(AgreementStep.CONFIRM_DESTRUCTION))
    details = agreements.details(one)
    assert (details.row.status, details.destruction_confirmed_on) == (AgreementStatus.DESTRUCTION_CONFIRMED, TODAY)
    assert [line.kind.value for line in details.events] == [
        "registered", "offered", "signed", "notice_given", "ended", "step_taken_back", "ended",
        "destruction_confirmed",
    ]  # fmt: skip
    assert services.audit.verify().ok


def test_taking_back_a_signature_takes_the_names_along(services, signed):
    services.agreements.take_step(signed, step(AgreementStep.CORRECT, note="verkeerde overeenkomst"))
    details = services.agreements.details(signed)
    assert (details.row.status, details.row.signed_on, details.draft.school_signer) == (
        AgreementStatus.TO_SIGN,
        None,
        "",
    )


def test_a_correction_can_not_sign_after_the_end(services, signed):
    agreements = services.agreements
    agreements.take_step(signed, step(AgreementStep.END, date(2026, 1, 31)))
    draft = agreements.details(signed).draft
    with pytest.raises(InvalidInput) as caught:
        agreements.change(signed, replace(draft, signed_on=date(2026, 2, 1)), ChangeKind.CORRECTION)
    assert caught.value.problems == (("signed_on", "after_later_step"),)
    assert agreements.change(signed, replace(draft, signed_on=date(2025, 6, 3)), ChangeKind.CORRECTION) == "1.1"


def test_a_correction_does_not_take_a_review_along_to_another_model(services, signed):
    agreements = services.agreements
    other = replace(agreements.details(signed).draft, model_version="3.0")
    agreements.review(signed, NewReview(TODAY, "Noor"))
    with pytest.raises(InvalidInput) as caught:
        agreements.change(signed, other, ChangeKind.CORRECTION)
    assert caught.value.problems == (("model_version", "needs_new_version"),)
    assert agreements.change(signed, other, ChangeKind.NEW_VERSION, "Toch op 3.0 getekend") == "2.0"
    assert agreements.details(signed).row.reviewed_on is None
    again = replace(other, model_version="4.0")
    assert agreements.change(signed, again, ChangeKind.CORRECTION) == "2.1"


def test_nobody_signed_on_a_model_that_is_only_expected(services, draft, signed):
    agreements = services.agreements
    early = replace(draft, model_version="5.0")
    with pytest.raises(NotAllowed) as caught:
        agreements.register(replace(early, signed_on=date(2026, 1, 5)))
    assert caught.value.reason == "model_only_expected"
    one = agreements.register(early)
    agreements.take_step(one, step(AgreementStep.OFFER))
    with pytest.raises(NotAllowed):
        agreements.take_step(one, step(AgreementStep.SIGN, school_signer="A. Bestuur", supplier_signer="L. Kracht"))
    assert agreements.details(one).row.status is AgreementStatus.TO_SIGN
    there = agreements.details(signed).draft
    with pytest.raises(NotAllowed):
        agreements.change(signed, replace(there, model_version="5.0"), ChangeKind.NEW_VERSION, "Nieuw model")


def test_a_deviation_is_about_an_article_of_the_model(services, draft):
    agreements = services.agreements
    far = replace(draft, content=replace(draft.content, deviations=(Deviation(99, "anders", "daarom"),)))
    with pytest.raises(InvalidInput) as caught:
        agreements.register(far)
    assert caught.value.problems == (("deviations.0.article", "unknown_article"),)
    old = agreements.register(replace(far, model_version="2015"))
    # Nobody knows the articles of that model; when they are known, what was recorded already may stay.
    assert agreements.change(old, replace(far, title="Anders"), ChangeKind.NEW_VERSION, "Model 4.0") == "2.0"
    more = (*far.content.deviations, Deviation(98, "ook", "daarom"))
    with pytest.raises(InvalidInput) as caught:
        agreements.change(old, replace(far, content=replace(far.content, deviations=more)), ChangeKind.CORRECTION)
    assert caught.value.problems == (("deviations.1.article", "unknown_article"),)


def test_a_correction_keeps_the_review_and_a_new_version_asks_again(services, signed, draft):
    agreements = services.agreements
    agreements.review(signed, NewReview(TODAY, "Noor", Risk.MIDDLE, "Bewaartermijn navragen"))
    assert agreements.details(signed).row.review_due_on == date(2027, 3, 3)
    present = agreements.details(signed).draft
    assert agreements.change(signed, replace(present, title="Leeromgeving po"), ChangeKind.CORRECTION) == "1.1"
    assert agreements.details(signed).row.reviewed_on == TODAY
    with pytest.raises(InvalidInput):
        agreements.change(signed, replace(present, title="Anders"), ChangeKind.NEW_VERSION)
    newer = replace(present, content=replace(CONTENT, deviations=()))
    assert agreements.change(signed, newer, ChangeKind.NEW_VERSION, "nieuwe bijsluiter") == "2.0"
    details = agreements.details(signed)
    assert (details.row.reviewed_on, details.row.deviations) == (None, 0)
    assert [(one.review.risk, one.counts) for one in details.reviews] == [(Risk.MIDDLE, False)]
    assert [one.version for one in details.versions] == ["1.0", "1.1", "2.0"]
    assert agreements.version(signed, "1.0").content == CONTENT
    assert agreements.version(signed, "1.1").title == "Leeromgeving po"
    with pytest.raises(NotFound):
        agreements.version(signed, "3.0")


def test_nothing_is_stored_when_nothing_differs(services, signed):
    before = services.audit.count()
    present = services.agreements.details(signed).draft
    assert services.agreements.change(signed, present, ChangeKind.CORRECTION) == "1.0"
    assert services.audit.count() == before


def test_signing_is_a_step_that_a_form_can_t_take(services, draft):
    one = services.agreements.register(draft)
    typed = replace(draft, signed_on=date(2026, 1, 1), school_signer="A", title="Anders")
    services.agreements.change(one, typed, ChangeKind.CORRECTION)
    details = services.agreements.details(one)
    assert (details.row.status, details.row.signed_on, details.draft.signed_on) == (AgreementStatus.DRAFT, None, None)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"note": "BSN 111222333"}, NationalNumberFound),
        ({"supplier_id": SupplierId(99)}, NotFound),
        ({"model_version": ""}, InvalidInput),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_stored(services, draft, changes, error):
    before = services.audit.count()
    with pytest.raises(error):
        services.agreements.register(replace(draft, **changes))
    assert services.agreements.list() == ()
    assert services.audit.count() == before


def test_suppliers_have_names_of_their_own(services, supplier):
    agreements = services.agreements
    with pytest.raises(InvalidInput):
        agreements.add_supplier(NewSupplier("LESKRACHT"))
    agreements.save_supplier(supplier, NewSupplier("Leskracht", contact_phone="010-7654321"))
    found = agreements.supplier_named(" leskracht ")
    assert found is not None
    assert (found.id, found.supplier.contact_phone, found.supplier.kvk) == (supplier, "010-7654321", "")
    assert services.audit.list(1)[0].kind == "supplier.changed"
    assert agreements.supplier_named("Wolk") is None


def test_an_announced_change_waits_for_a_decision(services, signed):
    agreements = services.agreements
    change = agreements.announce_change(
        signed, NewSubProcessorChange("Mist BV", SubProcessorChangeKind.REPLACED, "mail", "fr", date(2026, 3, 1))
    )
    (row,) = agreements.details(signed).changes
    assert (row.change.country, row.decision) == ("FR", Decision.OPEN)
    agreements.decide_change(change, Decision.OBJECTED, TODAY, "buiten de afspraak")
    (row,) = agreements.details(signed).changes
    assert (row.decision, row.decided_on, row.decision_note) == (Decision.OBJECTED, TODAY, "buiten de afspraak")
    with pytest.raises(NotFound):
        agreements.decide_change(SubProcessorChangeId(99), Decision.OPEN, TODAY)


def test_a_draft_is_removed_with_everything_about_it_and_nothing_else(services, draft, signed, tmp_path):
    agreements = services.agreements
    made = agreements.register(replace(draft, title="Zeehondenlijst"))
    agreements.change(made, replace(draft, title="Zeehondenlijst 2"), ChangeKind.NEW_VERSION, "anders")
    agreements.review(made, NewReview(TODAY, "Noor"))
    agreements.announce_change(made, NewSubProcessorChange("Wolk", announced_on=TODAY))
    file = tmp_path / "concept.pdf"
    file.write_bytes(documents.pdf("Een bladzijde over zeehonden"))
    services.documents.add(file, NewDocument(), made)
    place = GuidePlace("4.0", PlaceKind.ARTICLE, "breaches")
    services.notes.add(NewNote(place, NoteKind.QUESTION, "Wie belt er?", agreement_id=made))
    before = agreements.details(signed)
    agreements.take_step(made, step(AgreementStep.OFFER))
    with pytest.raises(NotAllowed, match="agreement_not_draft"):
        agreements.remove_draft(made)
    agreements.take_step(made, step(AgreementStep.CORRECT, note="toch niet"))
    agreements.remove_draft(made)
    assert [row.id for row in agreements.list()] == [signed]
    assert agreements.details(signed) == before
    assert services.documents.list() == ()
    assert services.guides.search("zeehonden") == ()
    (note,) = services.notes.notes()
    assert (note.note.text, note.note.agreement_id) == ("Wie belt er?", None)
    event = services.audit.list(1)[0]
    assert (event.kind, event.entity_id) == ("agreement.removed", made)
    for call in (agreements.remove_draft, agreements.details):
        with pytest.raises(NotFound):
            call(made)
    with pytest.raises(NotAllowed):
        agreements.remove_draft(signed)


def test_a_wrong_announcement_is_corrected_and_one_too_many_is_removed(services, signed):
    agreements = services.agreements
    draft = NewSubProcessorChange("Wolk", announced_on=TODAY, objection_until=date(2026, 3, 17))
    change = agreements.announce_change(signed, draft)
    agreements.decide_change(change, Decision.NO_OBJECTION, TODAY)
    with pytest.raises(InvalidInput):
        agreements.correct_change(change, replace(draft, country="Atlantis"))
    agreements.correct_change(change, draft)
    right = replace(draft, name="Wolk BV", country="DE", objection_until=date(2026, 3, 31))
    agreements.correct_change(change, replace(right, country=" de "))
    details = agreements.details(signed)
    assert [(one.change, one.decision) for one in details.changes] == [(right, Decision.NO_OBJECTION)]
    agreements.remove_change(change)
    details = agreements.details(signed)
    assert details.changes == ()
    assert [(one.kind, one.text) for one in details.events[-2:]] == [
        (AgreementEventKind.CHANGE_CORRECTED, "Wolk BV"),
        (AgreementEventKind.CHANGE_REMOVED, "Wolk BV"),
    ]
    for call in (lambda: agreements.correct_change(change, draft), lambda: agreements.remove_change(change)):
        with pytest.raises(NotFound):
            call()


def test_a_list_is_filtered_and_puts_first_what_is_in_force(services, draft, signed):
    other = services.agreements.register(replace(draft, title="Oefensoftware", model_version="3.0"))
    assert [row.id for row in services.agreements.list()] == [signed, other]
    assert [row.id for row in services.agreements.list(AgreementFilter(text="oefen"))] == [other]
    assert [row.id for row in services.agreements.list(AgreementFilter(model_version="3.0"))] == [other]
    only = AgreementFilter(statuses=frozenset({AgreementStatus.SIGNED}))
    assert [row.id for row in services.agreements.list(only)] == [signed]


def test_any_number_of_agreements_takes_the_same_queries(services, draft, queries):
    services.agreements.register(draft)
    with queries() as few:
        services.agreements.all_details()
    for _ in range(5):
        services.agreements.register(draft)
    with queries() as many:
        assert len(services.agreements.all_details()) == 6
    assert len(many) == len(few)
