"""The inventory that ships, and what its loader refuses."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from leskracht_desktop.agreements.inventory import load_inventory
from leskracht_desktop.domain import school_records
from leskracht_desktop.domain.inventory import (
    Answer,
    Certainty,
    Compartment,
    FieldKind,
    LawfulBasis,
)
from leskracht_desktop.domain.people import (
    Custody,
    Origin,
    PersonDetails,
    PersonId,
    PersonKind,
    PersonStatus,
    Provenance,
    RelationDetails,
    RelationKind,
    SchoolId,
    SchoolRow,
)
from leskracht_desktop.errors import FileRefused, FileUnreadable

SHIPPED = Path(__file__).parents[2] / "resources" / "inventory" / "leskracht.toml"

SCHOOL = ("school_identity", "school_enrolment", "school_relations", "school_contact")
PROCESSOR = (
    "identity",
    "contact",
    "account",
    "messages",
    "media",
    "reviews",
    "device",
    "location",
    "usage_log",
)
OWN = ("payment_reference", "cookies", "analytics", "marketing")


@pytest.fixture(scope="module")
def inventory():
    return load_inventory(SHIPPED)


def every_facts(inventory):
    return (*inventory.categories, *inventory.own_variants)


def test_every_category_is_there_in_its_compartment(inventory):
    codes = {compartment: tuple(found.code for found in inventory.within(compartment)) for compartment in Compartment}
    assert codes == {
        Compartment.SCHOOL: SCHOOL,
        Compartment.PROCESSOR: PROCESSOR,
        Compartment.OWN_CONTROLLER: OWN,
    }


def test_what_leskracht_processes_for_a_school_it_can_also_decide_on_itself(inventory):
    assert tuple(found.code for found in inventory.own_variants) == PROCESSOR
    assert all(found.compartment is Compartment.OWN_CONTROLLER for found in inventory.own_variants)


@pytest.mark.parametrize(
    ("code", "compartment", "found", "basis"),
    [
        ("messages", "processor", Compartment.PROCESSOR, LawfulBasis.PUBLIC_TASK),
        ("messages", "own_controller", Compartment.OWN_CONTROLLER, LawfulBasis.NOT_STATED),
        ("cookies", "own_controller", Compartment.OWN_CONTROLLER, LawfulBasis.CONSENT),
        ("cookies", "processor", Compartment.OWN_CONTROLLER, LawfulBasis.CONSENT),  # there is only one
        ("school_contact", "school", Compartment.SCHOOL, LawfulBasis.PUBLIC_TASK),
        ("payment_reference", "anything", Compartment.OWN_CONTROLLER, LawfulBasis.CONTRACT),
    ],
)
def test_facts_of_a_category_within_a_compartment(inventory, code, compartment, found, basis):
    facts = inventory.facts(code, compartment)
    assert facts is not None
    assert (facts.code, facts.compartment, facts.basis.kind) == (code, found, basis)


def test_an_unknown_category_or_field_is_none(inventory):
    assert inventory.category("telepathy") is None
    assert inventory.facts("telepathy", "processor") is None
    assert inventory.category("messages").field("telepathy") is None


def test_a_field_knows_its_label_kind_and_choices(inventory):
    channel = inventory.category("messages").field("channel")
    assert (channel.label, channel.choice_label("email"), channel.choice_label("pigeon")) == ("Waar", "e-mail", None)
    assert inventory.category("usage_log").field("duration_seconds").kind is FieldKind.DURATION_SECONDS
    assert inventory.category("school_identity").field("born_on").kind is FieldKind.DATE


def test_no_fact_of_article_15_is_missing(inventory):
    for category in every_facts(inventory):
        texts = (
            category.label,
            category.explanation,
            category.basis.text,
            category.retention.text,
            category.source,
            category.transfers.text,
            category.transfers.safeguards,
            category.automated_decisions.text,
            *(purpose.text for purpose in category.purposes),
            *(recipient.label for recipient in category.recipients),
            *(country.label for country in category.storage_countries),
            *(field.label for field in category.fields),
        )
        assert all(text == text.strip() and text for text in texts), category.code


def test_kinds_of_fields_fit_their_codes(inventory):
    for category in inventory.categories:
        for field in category.fields:
            is_instant = field.code == "at" or field.code.endswith("_at")
            assert (field.kind is FieldKind.INSTANT) is (is_instant or field.code == "missing_since"), field
            if field.code.endswith("_on"):
                assert field.kind is FieldKind.DATE


def full_person() -> PersonDetails:
    moment = datetime(2026, 3, 3, 12, tzinfo=UTC)
    day = date(2015, 3, 12)

    def relation(number: int, *, other_is_pupil: bool) -> RelationDetails:
        return RelationDetails(
            number, PersonId(2), "P-000002", "Sam Bakker", other_is_pupil, RelationKind.FATHER, Custody.YES, day,
            Origin.CSV, missing=False,
        )  # fmt: skip

    texts: dict[str, Any] = dict.fromkeys(
        ("display_name", "list_name", "given_names", "call_name", "initials", "prefix", "surname", "year_group",
         "local_key", "eck_id", "username", "email", "phone", "address", "postcode", "city", "country", "note", "site"),
        "x",
    )  # fmt: skip
    return PersonDetails(
        id=PersonId(1), key="P-000001", kind=PersonKind.PUPIL, status=PersonStatus.LEFT,
        school=SchoolRow(SchoolId(1), "De Regenboog", "99ZZ", "", "", "", ""),
        birth_on=day, gender="1", start_year_3="2018-08-20", enrolled_on=day, left_on=day, roles=("LRK",),
        groups=(("5a", "base"),),
        provenance=Provenance(Origin.EDEXML, "klas.xml", moment), missing_since=moment, created_at=moment,
        changed_at=moment, relations=(relation(1, other_is_pupil=True), relation(2, other_is_pupil=False)), **texts,
    )  # fmt: skip


def test_all_that_the_school_keeps_has_a_label_and_no_label_is_idle(inventory):
    kept = {
        code: {field.code for record in records for field in record.fields}
        for code, records in school_records.school_records(full_person()).items()
    }
    known = {found.code: {field.code for field in found.fields} for found in inventory.within(Compartment.SCHOOL)}
    assert kept == known


def test_every_choice_of_the_school_has_a_label(inventory):
    for category, code, values in [
        ("school_identity", "kind", PersonKind),
        ("school_identity", "origin", Origin),
        ("school_enrolment", "status", PersonStatus),
        ("school_relations", "relation", RelationKind),
        ("school_relations", "relation_to", RelationKind),
        ("school_relations", "custody", Custody),
        ("school_relations", "origin", Origin),
    ]:
        choices = inventory.category(category).field(code).choices
        assert {value for value, _ in choices} == {value.value for value in values}


def test_a_time_field_is_a_date_or_instant(inventory):
    for category in inventory.categories:
        if category.time_field is not None:
            assert category.field(category.time_field).kind in {FieldKind.INSTANT, FieldKind.DATE}
        else:
            assert not category.high_volume


def test_the_data_of_millions_of_events_are_marked(inventory):
    assert {found.code for found in inventory.categories if found.high_volume} == {
        "location",
        "usage_log",
        "analytics",
    }


def test_labels_are_short_and_fields_of_one_category_differ(inventory):
    for category in inventory.categories:
        labels = [field.label for field in category.fields]
        assert len(set(labels)) == len(labels)
        assert max(map(len, [category.label, *labels])) <= 40


def test_nothing_is_claimed_that_nobody_checked(inventory):
    assert {found.certainty for found in every_facts(inventory)} == {Certainty.TO_BE_CHECKED}
    for found in every_facts(inventory):
        assert found.retention.months is None
        if found.compartment is not Compartment.SCHOOL:
            assert "geen vaste termijn" in found.retention.text
            assert found.automated_decisions.present is Answer.UNKNOWN


def test_the_facts_of_the_statement(inventory):
    statement = inventory.statement
    assert statement.contact_email == "info@leskracht.nl"
    assert statement.opt_out_working_days == 10
    assert [country.code for country in statement.storage_countries] == ["NL", "DE", "DK"]
    assert all(country.in_eea for country in statement.storage_countries)
    assert [country.code for country in statement.staff_access_countries] == ["NL"]
    assert (statement.named_version, statement.agreement_version) == (None, None)
    assert (statement.names_supervisor, statement.names_officer) == (False, False)


def test_each_compartment_says_whom_to_turn_to(inventory):
    assert "info@leskracht.nl" in inventory.compartment_text(Compartment.OWN_CONTROLLER).addressee
    assert "de school" in inventory.compartment_text(Compartment.PROCESSOR).addressee
    assert [text.compartment for text in inventory.compartments] == list(Compartment)


def test_sentences_can_be_read_aloud():
    """Plain language: no sentence above 25 words, no word above 30 letters."""

    def texts(value):
        if isinstance(value, str):
            yield value
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from texts(inner)

    for text in texts(tomllib.loads(SHIPPED.read_text(encoding="utf-8"))):
        for sentence in text.replace("? ", ". ").replace(": ", ". ").split(". "):
            assert len(sentence.split()) <= 25, sentence
            assert max(map(len, sentence.split())) <= 30, sentence


def test_every_shared_text_is_used(inventory):
    data = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    entries = [
        *data["categories"],
        *(entry["own_controller"] for entry in data["categories"] if "own_controller" in entry),
    ]
    for table, key in [
        ("purposes", "purposes"),
        ("recipients", "recipients"),
        ("bases", "basis"),
        ("retentions", "retention"),
        ("sources", "source"),
        ("transfers", "transfers"),
        ("automated_decisions", "automated_decisions"),
        ("countries", "storage_countries"),
    ]:
        used: set[str] = set()
        for entry in entries:
            value = entry.get(key, [])
            used |= {value} if isinstance(value, str) else set(value)
        assert used == set(data[table]), table


# What the loader refuses: the shipped file with one thing broken.

BROKEN = [
    ("version = 1", "version = 2", "newer_format", "version"),
    ("version = 1", 'version = "1"', "wrong_kind", "version"),
    ("version = 1", "version = -1", "wrong_kind", "version"),
    ("version = 1", "version = true", "wrong_kind", "version"),
    ("version = 1", "version = 1\nextra = 1", "unknown_part", "extra"),
    ('supplier = "Leskracht"', "", "missing_part", "statement.supplier"),
    ('supplier = "Leskracht"', "supplier = 7", "wrong_kind", "statement.supplier"),
    ('supplier = "Leskracht"', 'supplier = " "', "missing_part", "statement.supplier"),
    ('supplier = "Leskracht"', 'supplier = "Leskracht"\nnick = "L"', "unknown_part", "statement.nick"),
    ("edition_on = 2026-11-22", 'edition_on = "nu"', "wrong_kind", "statement.edition_on"),
    ('compartments = ["own_controller"]', 'compartments = ["shop"]', "unknown_reference", "named.compartments[0]"),
    ('cookies = ["kind"]', 'cookies = ["smell"]', "unknown_reference", "named.fields.cookies[0]"),
    ('cookies = ["kind"]', 'cake = ["kind"]', "unknown_reference", "named.fields.cake"),
    ("names_officer = false", 'names_officer = "no"', "wrong_kind", "statement.names_officer"),
    (
        'staff_access_countries = ["NL"]',
        'staff_access_countries = ["XX"]',
        "unknown_reference",
        "staff_access_countries[0]",
    ),
    (
        'staff_access_countries = ["NL"]',
        "staff_access_countries = []",
        "missing_part",
        "statement.staff_access_countries",
    ),
    (
        'staff_access_countries = ["NL"]',
        'staff_access_countries = "NL"',
        "wrong_kind",
        "statement.staff_access_countries",
    ),
    ('staff_access_countries = ["NL"]', "staff_access_countries = [1]", "wrong_kind", "staff_access_countries[0]"),
    ('staff_access_countries = ["NL"]', 'staff_access_countries = ["NL", "NL"]', "duplicate_code", "countries[1]"),
    ("[compartments.school]", "[compartments.shool]", "unknown_part", "compartments.shool"),
    ('NL = { label = "Nederland", in_eea = true }', 'NL = "Nederland"', "wrong_kind", "countries.NL"),
    ('code = "contact"\n', 'code = "identity"\n', "duplicate_code", "categories.identity.code"),
    ('code = "contact"\n', "", "missing_part", "categories[5].code"),
    ('basis = "claimed_consent"', 'basis = "hope"', "unknown_reference", "categories.cookies.basis"),
    ('kind = "public_task"', 'kind = "habit"', "unknown_reference", "bases.school_task.kind"),
    ('compartment = "school"', 'compartment = "attic"', "unknown_reference", "categories.school_identity.compartment"),
    ("high_volume = true", "high_volume = 1", "wrong_kind", "categories.location.high_volume"),
    ('time_field = "sent_at"', 'time_field = "when"', "unknown_reference", "categories.messages.time_field"),
    (
        '{ code = "paid_at", ',
        '{ code = "amount", ',
        "duplicate_code",
        "categories.payment_reference.fields.amount.code",
    ),
    (
        'label = "Betaald op", kind',
        'label = "Betaald op", sort',
        "unknown_part",
        "payment_reference.fields.paid_at.sort",
    ),
    (', kind = "amount"', ', kind = "gold"', "unknown_reference", "payment_reference.fields.amount.kind"),
    ('open = "nog te betalen"', "open = 1", "wrong_kind", "payment_reference.fields.status.choices.open"),
    ('text = "Leskracht noemt hiervoor geen grondslag."', "months = 3", "unknown_part", "bases.not_stated.months"),
]


@pytest.mark.parametrize(("old", "new", "reason", "where"), BROKEN)
def test_a_broken_part_is_named(tmp_path, old, new, reason, where):
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "broken.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FileRefused) as caught:
        load_inventory(path)
    assert (caught.value.path, caught.value.reason) == (path, reason)
    assert caught.value.where.endswith(where)


def test_a_variant_only_belongs_to_what_is_processed_for_a_school(tmp_path):
    path = tmp_path / "broken.toml"
    extra = '\n[categories.own_controller]\nbasis = "contract"\n'
    path.write_text(SHIPPED.read_text(encoding="utf-8") + extra, encoding="utf-8")
    with pytest.raises(FileRefused) as caught:
        load_inventory(path)
    assert (caught.value.reason, caught.value.where) == ("unknown_part", "categories.marketing.own_controller")


@pytest.mark.parametrize(
    ("content", "where"),
    [(b"version = 1\nversion 2\n", "line 2"), (b"version = 1\n\n# \xff\n", "line 3"), (b"\x00", "line 1")],
)
def test_no_toml_at_all_names_the_line(tmp_path, content, where):
    path = tmp_path / "broken.toml"
    path.write_bytes(content)
    with pytest.raises(FileRefused) as caught:
        load_inventory(path)
    assert caught.value.reason == "not_toml"
    assert caught.value.where.startswith(where)


def test_an_inventory_without_categories_is_refused(tmp_path):
    text = SHIPPED.read_text(encoding="utf-8")
    path = tmp_path / "broken.toml"
    path.write_text(
        text[: text.index("[[categories]]")].replace("version = 1", "version = 1\ncategories = []"), encoding="utf-8"
    )
    with pytest.raises(FileRefused) as caught:
        load_inventory(path)
    assert (caught.value.reason, caught.value.where) == ("missing_part", "categories")


def test_a_category_without_fields_is_refused(tmp_path):
    text = SHIPPED.read_text(encoding="utf-8")
    start = text.index("fields = [")
    path = tmp_path / "broken.toml"
    path.write_text(text[:start] + "fields = []\n" + text[text.index("\n]\n", start) + 3 :], encoding="utf-8")
    with pytest.raises(FileRefused) as caught:
        load_inventory(path)
    assert (caught.value.reason, caught.value.where) == ("missing_part", "categories.school_identity.fields")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(FileUnreadable):
        load_inventory(tmp_path / "absent.toml")
