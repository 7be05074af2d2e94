"""Contact lists taken into a real vault: people recognised, relations and gezag kept, mappings remembered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import text

from leskracht_desktop.domain.intake import Change, ImportKind, ImportOptions
from leskracht_desktop.domain.people import (
    Custody,
    NewRelation,
    Origin,
    PersonFilter,
    PersonKind,
    PersonStatus,
    RelationKind,
    SchoolId,
)
from leskracht_desktop.domain.schools import NewSchool
from leskracht_desktop.errors import FileRefused
from leskracht_desktop.services.program import Services
from tests.support.edexml import document, pupil

HEADER = "Leerlingnummer;Naam ouder;Relatie;Gezag;Gezag sinds;E-mail;Mobiel\n"


class Lists:
    """Writes a contact list and takes it in."""

    def __init__(self, services: Services, folder: Path) -> None:
        self.services = services
        self.folder = folder

    def write(self, content: str) -> Path:
        path = self.folder / "ouders.csv"
        path.write_text(content, encoding="cp1252")
        return path

    def take_in(self, content: str, options: ImportOptions | None = None):
        path = self.write(content)
        preview = self.services.imports.preview(path, options)
        assert self.services.imports.carry_out(path, options, preview.sha256).counts == preview.counts
        return preview


@pytest.fixture
def lists(services: Services, tmp_path: Path) -> Lists:
    path = tmp_path / "school.xml"
    pupils = [
        pupil("00123", achternaam="Berg", voorvoegsel="van den", roepnaam="Noah", geboortedatum="2014-05-03"),
        pupil("00124", achternaam="Berg", voorvoegsel="van den", roepnaam="Mila", geboortedatum="2016-02-01"),
        pupil("00125", achternaam="Vos", voornamen="Sem Jan", geboortedatum="2015-01-01"),
        pupil("00126", achternaam="Vos", voornamen="Sem", geboortedatum="2012-01-01"),
    ]
    path.write_text(document(pupils, brin="99XX"))
    services.imports.carry_out(path, None, services.imports.preview(path).sha256)
    return Lists(services, tmp_path)


def named(services: Services, name: str):
    (found,) = services.people.ids(PersonFilter(text=name))
    return services.people.details(found)


def test_parents_get_their_relations(lists, services):
    preview = lists.take_in(
        HEADER
        + "00123;Karima El Amrani;moeder;ja;1-6-2014;karima@thuis.example;06-12345678\n"
        + "00124;Karima El Amrani;moeder;ja;;karima@thuis.example;06-12345678\n"
        + "00123;Jan van den Berg;vader;nee;;jan@thuis.example;\n"
    )
    assert preview.counts == {"parent.new": 2, "relation.new": 3}
    assert not preview.problems
    karima = named(services, "karima")
    assert (karima.kind, karima.email, karima.provenance.origin) == (
        PersonKind.PARENT,
        "karima@thuis.example",
        Origin.CSV,
    )
    assert [(one.other_name, one.kind, one.custody, one.custody_since) for one in karima.relations] == [
        ("Mila van den Berg", RelationKind.MOTHER, Custody.YES, None),
        ("Noah van den Berg", RelationKind.MOTHER, Custody.YES, date(2014, 6, 1)),
    ]
    noah = services.people.details(services.people.find("00123"))
    assert {(one.other_name, one.custody) for one in noah.relations} == {
        ("Karima El Amrani", Custody.YES),
        ("Jan van den Berg", Custody.NO),
    }


def test_the_same_list_twice_changes_nothing(lists):
    content = HEADER + "00123;Karima El Amrani;moeder;ja;;k@thuis.example;\n00124;J. de Wit;oma;;;;06-11112222\n"
    lists.take_in(content)
    again = lists.take_in(content)
    assert again.counts == {"parent.unchanged": 2, "relation.unchanged": 2}
    assert again.already_imported
    assert not again.problems
    by_phone = lists.take_in("Naam;Mobiel\nJ. de Wit;06 1111 2222\n", ImportOptions(person_kind=PersonKind.PARENT))
    assert by_phone.counts == {"parent.changed": 1}
    assert [problem.code for problem in by_phone.problems] == ["weak_match"]


def test_what_a_list_changes_and_what_an_empty_cell_leaves(lists, services):
    lists.take_in(HEADER + "00123;Karima El Amrani;moeder;onbekend;;k@thuis.example;06-12345678\n")
    preview = lists.take_in(HEADER + "00123;Karima El Amrani;;ja;3-3-2026;k@thuis.example;06-87654321\n")
    assert preview.counts == {"parent.changed": 1, "relation.changed": 1}
    changes = [(line.noun, one.field, one.old, one.new) for line in preview.lines for one in line.fields]
    assert changes == [
        ("parent", "phone", "06-12345678", "06-87654321"),
        ("relation", "custody", "unknown", "yes"),
        ("relation", "custody_since", "", "2026-03-03"),
    ]
    silent = lists.take_in(HEADER + "00123;Karima El Amrani;;;;k@thuis.example;\n")
    assert silent.changes_nothing
    karima = named(services, "karima")
    assert (karima.phone, karima.relations[0].kind) == ("06-87654321", RelationKind.MOTHER)
    assert {(one.entity, one.field) for one in karima.history} == {
        ("person", "phone"),
        ("relation", "custody"),
        ("relation", "custody_since"),
    }
    noah = services.people.details(services.people.find("00123"))
    assert {(one.entity, one.new) for one in noah.history} == {("relation", "yes"), ("relation", "2026-03-03")}


def test_a_relation_that_was_typed_is_told_to_be_overruled(lists, services, add):
    karima = add("Karima", "", "El Amrani", kind=PersonKind.PARENT, email="k@thuis.example")
    services.people.relate(NewRelation(karima, services.people.find("00123"), RelationKind.MOTHER, Custody.NO))
    preview = lists.take_in(HEADER + "00123;Karima El Amrani;;ja;;k@thuis.example;\n")
    (change,) = [line for line in preview.lines if line.noun == "relation"]
    assert [(one.field, one.old, one.new, one.by_hand) for one in change.fields] == [("custody", "no", "yes", True)]


def test_parents_with_the_same_initials_and_address_stay_two(lists, services):
    header = "Leerlingnummer;Voornaam;Voorletters;Achternaam;Relatie;Telefoon;Postcode\n"
    rows = "00123;Jan;J;Jansen;vader;0612345678;6971VB\n00123;Johanna;J;Jansen;moeder;0612345678;6971VB\n"
    assert lists.take_in(header + rows).counts == {"parent.new": 2, "relation.new": 2}
    assert lists.take_in(header + rows).changes_nothing
    vague = lists.take_in(header + "00123;;J;Jansen;vader;0612345678;6971VB\n")
    assert [problem.code for problem in vague.problems] == ["ambiguous_match"]
    assert services.people.count(PersonFilter(kinds=frozenset({PersonKind.PARENT}))) == 2


def test_pupils_named_in_many_ways(lists, services):
    header = "Naam leerling;Geboortedatum leerling;Naam ouder;E-mail\n"
    preview = lists.take_in(
        header
        + "Noah van den Berg;3-5-2014;A Een;a@t.example\n"
        + "Berg, van den, Mila;1-2-2016;B Twee;b@t.example\n"
        + "mila VAN DEN berg;;C Drie;c@t.example\n"
        + "Sem Vos;1-1-2015;D Vier;d@t.example\n"
        + "Sem Vos;;E Vijf;e@t.example\n"
        + "Sem Vos;2-2-2002;F Zes;f@t.example\n"
        + "Wie Dan Ook;;G Zeven;g@t.example\n"
    )
    assert preview.counts == {"parent.new": 7, "relation.new": 4}
    assert [(problem.code, problem.where) for problem in preview.problems] == [
        ("weak_match", "4"),
        ("pupil_ambiguous", "6"),
        ("pupil_unknown", "7"),
        ("pupil_unknown", "8"),
    ]
    assert [one.other_key for one in named(services, "vier").relations] == ["P-000003"]


def test_an_unknown_pupil_number_is_told(lists):
    preview = lists.take_in(HEADER + "99999;Karima El Amrani;moeder;ja;;;\n")
    assert preview.counts == {"parent.new": 1}
    assert [(problem.code, problem.value) for problem in preview.problems] == [("pupil_unknown", "99999")]


def test_rows_that_disagree_about_one_person(lists):
    preview = lists.take_in(
        HEADER
        + "00123;Karima El Amrani;moeder;ja;;k@t.example;0611\n00124;Karima El Amrani;moeder;ja;;k@t.example;0622\n"
    )
    assert [(problem.code, problem.where) for problem in preview.problems] == [("rows_disagree", "3")]
    assert preview.counts == {"parent.new": 1, "relation.new": 2}


def test_nobody_is_gone_unless_the_list_is_complete(lists, services, add):
    by_hand = add("Oma", "", "Berg", kind=PersonKind.PARENT)
    lists.take_in(HEADER + "00123;Karima El Amrani;moeder;ja;;k@t.example;\n00123;Jan Berg;vader;ja;;j@t.example;\n")
    part = HEADER + "00124;Karima El Amrani;moeder;ja;;k@t.example;\n"
    assert lists.take_in(part).counts == {"parent.unchanged": 1, "relation.new": 1}
    complete = lists.take_in(part, ImportOptions(complete=True))
    assert complete.counts == {"parent.unchanged": 1, "relation.unchanged": 1, "parent.gone": 1, "relation.gone": 2}
    assert {line.name for line in complete.lines if line.change is Change.GONE} == {
        "Berg, Jan",
        "El Amrani, Karima – van den Berg, Noah",
        "Berg, Jan – van den Berg, Noah",
    }
    assert named(services, "jan berg").status is PersonStatus.MISSING
    assert services.people.details(by_hand).status is PersonStatus.ACTIVE
    assert {one.missing for one in named(services, "karima").relations} == {True, False}
    back = lists.take_in(HEADER + "00123;Karima El Amrani;moeder;ja;;k@t.example;\n", ImportOptions(complete=True))
    assert back.counts["relation.returned"] == 1


def test_a_refused_row_keeps_a_complete_list_from_marking(lists):
    lists.take_in(HEADER + "00123;Karima El Amrani;moeder;ja;;k@t.example;\n00123;Jan Berg;vader;ja;;j@t.example;\n")
    preview = lists.take_in(
        HEADER + "00123;Karima El Amrani;moeder;ja;;k@t.example;\n00123;;vader;;;;\n", ImportOptions(complete=True)
    )
    assert [problem.code for problem in preview.problems] == ["name_missing", "gone_not_marked"]
    assert preview.changes_nothing


def test_staff_are_recognised_by_mail_or_name(lists, services):
    header = "Naam;Functie;E-mail\n"
    lists.take_in(header + "Lia de Bruin;leerkracht;lia@school.example\nBo Vos;RT;\n")
    married = lists.take_in(header + "Lia Smit-de Bruin;leerkracht;lia@school.example\nBo Vos;IB;\n")
    assert married.counts == {"staff.changed": 2}
    assert [problem.code for problem in married.problems] == ["weak_match", "weak_match"]
    assert services.people.count(PersonFilter(kinds=frozenset({PersonKind.STAFF}))) == 2


def test_keys_of_a_list_come_first(lists, services):
    header = "Personeelsnummer;Naam;Functie\n"
    lists.take_in(header + "007;Lia de Bruin;RT\n008;Lia de Bruin;RT\n")
    assert lists.take_in(header + "008;Lia Bruin;RT\n007;Lia de Bruin;RT\n").counts == {
        "staff.changed": 1,
        "staff.unchanged": 1,
    }


def test_a_list_does_not_take_over_what_the_school_system_keeps(lists, services):
    preview = lists.take_in("Leerlingnummer;Roepnaam;Achternaam;Telefoon;Groep\n00123;Noah;Berg;0612345678;9z\n")
    assert preview.counts == {"pupil.changed": 1}
    assert [problem.code for problem in preview.problems] == ["unknown_group"]
    noah = services.people.details(services.people.find("00123"))
    assert (noah.phone, noah.prefix, noah.provenance.origin) == ("0612345678", "van den", Origin.EDEXML)


def test_a_mapping_is_remembered_per_layout(services, lists, vault):
    content = "Wie;Wat;Hoe\nLia de Bruin;RT;lia@school.example\n"
    path = lists.write(content)
    found = services.imports.recognise(path)
    assert (found.kind, found.columns, found.saved) == (ImportKind.CSV, ("Wie", "Wat", "Hoe"), False)
    with pytest.raises(FileRefused) as caught:
        services.imports.preview(path)
    assert caught.value.reason == "mapping_needed"
    options = ImportOptions(mapping={"Wie": "full_name", "Wat": "roles", "Hoe": "email"})
    assert lists.take_in(content, options).counts == {"staff.new": 1}
    later = services.imports.recognise(lists.write(content + "Bo Vos;IB;bo@school.example\n"))
    assert later.saved
    assert later.mapping == {"Wie": "full_name", "Wat": "roles", "Hoe": "email"}
    assert lists.take_in(content + "Bo Vos;IB;bo@school.example\n").counts == {"staff.unchanged": 1, "staff.new": 1}
    with vault.read() as session:
        stored = session.scalars(text("SELECT mapping FROM import_mappings")).all()
    assert "Bruin" not in repr(stored)


def test_a_workbook_with_two_adults_beside_each_pupil(lists, services, tmp_path):
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["Leerlingnummer", "Verzorger 1", "Verzorger 1 relatie", "Verzorger 1 gezag", "Verzorger 2"])
    page.append([123, "Karima El Amrani", "moeder", "ja", "Jan Berg"])
    page["A2"].number_format = "00000"
    path = tmp_path / "ouders.xlsx"
    book.save(path)
    preview = services.imports.preview(path)
    assert preview.counts == {"parent.new": 2, "relation.new": 2}
    services.imports.carry_out(path, None, preview.sha256)
    assert named(services, "karima").relations[0].other_name == "Noah van den Berg"
    assert named(services, "karima").provenance.origin is Origin.XLSX


def test_a_list_goes_to_the_chosen_school(lists, services):
    services.schools.add_school(NewSchool("De Klaproos", "99ZZ"))
    content = "Naam;Functie\nLia de Bruin;RT\n"
    with pytest.raises(FileRefused) as caught:
        lists.take_in(content)
    assert caught.value.reason == "school_needed"
    lists.take_in(content, ImportOptions(school_id=SchoolId(2)))
    assert named(services, "bruin").school.brin == "99ZZ"
    by_column = lists.take_in("BRIN;Naam;Functie\n99XX;Bo Vos;RT\n")
    assert by_column.school == "De Regenboog"


def test_a_name_in_one_cell_leaves_its_parts_as_they_are(lists, services):
    preview = lists.take_in(
        "Leerlingnummer;Naam;Telefoon\n00123;Noah van den Berg;0612345678\n00124;mila van den berg;\n"
    )
    assert preview.counts == {"pupil.changed": 1, "pupil.unchanged": 1}
    assert [one.field for one in preview.lines[0].fields] == ["phone"]
