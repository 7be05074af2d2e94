"""Contact lists from CSV and Excel: found out, mapped, and read without losing a zero."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from leskracht_desktop.domain.intake import ImportKind
from leskracht_desktop.domain.people import Custody, PersonKind, RelationKind
from leskracht_desktop.errors import FileRefused
from leskracht_desktop.importers.csv_table import CsvTable, find_delimiter
from leskracht_desktop.importers.source import SourceFile
from leskracht_desktop.importers.table_columns import dropped_kind, guess_kind, guess_mapping, layout_of, unique_names
from leskracht_desktop.importers.table_values import read_custody, read_date, read_gender, read_relation, split_name
from leskracht_desktop.importers.tables import TableFile
from leskracht_desktop.importers.xlsx_table import XlsxTable
from tests.support.intake import Content, read_file

BSN = "111222333"
PARENTS = "Leerlingnummer;Naam ouder;Relatie;Gezag;E-mail;Mobiel\n"


@pytest.fixture
def read(tmp_path: Path):
    """Read a CSV file that is given as text or bytes."""

    def read_csv(text: str | bytes, **choices) -> Content:
        path = tmp_path / "lijst.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_file(path, **choices)

    return read_csv


def test_parents_with_relation_and_custody(read):
    content = read(
        PARENTS
        + "00123;Karima El Amrani;moeder;ja;karima@thuis.example;06-12345678\n"
        + "00123;J.P. van den Berg;Vader;nee;;+31 6 12 34 56 78\n"
        + "00124;Berg, van den, Joke;oma;;joke@thuis.example;-\n"
    )
    mother, father, grandmother = content.people
    assert content.kind is ImportKind.CSV
    assert mother.kind is PersonKind.PARENT
    assert mother.values == {
        "call_name": "Karima",
        "prefix": "",
        "surname": "El Amrani",
        "email": "karima@thuis.example",
        "phone": "06-12345678",
    }
    relation = mother.relations[0]
    assert (relation.pupil_key, relation.kind, relation.custody) == ("00123", RelationKind.MOTHER, Custody.YES)
    assert father.values == {
        "initials": "J.P.",
        "prefix": "van den",
        "surname": "Berg",
        "phone": "+31 6 12 34 56 78",
    }
    assert father.relations[0].custody is Custody.NO
    assert grandmother.values == {
        "call_name": "Joke",
        "prefix": "van den",
        "surname": "Berg",
        "email": "joke@thuis.example",
    }
    assert grandmother.relations[0].kind is RelationKind.GRANDPARENT
    assert grandmother.relations[0].custody is None  # an empty cell says nothing, not even `unknown`
    assert [person.where for person in content.people] == ["2", "3", "4"]
    assert not content.problems


def test_pupils_named_by_name_and_birth_date(read):
    content = read(
        "Naam verzorger,Naam leerling,Geboortedatum leerling,Voogd sinds\nAnna de Wit,Noah van den Berg,3-5-2014,\n"
    )
    relation = content.people[0].relations[0]
    assert (relation.pupil_key, relation.pupil_name, relation.pupil_birth_on) == (
        "",
        "Noah van den Berg",
        date(2014, 5, 3),
    )
    assert relation.kind is None


def test_two_adults_beside_a_pupil(read):
    content = read(
        "Leerlingnummer\tRoepnaam\tAchternaam\tVerzorger 1 naam\tVerzorger 1 relatie\tVerzorger 1 e-mail"
        "\tVerzorger 2 naam\tVerzorger 2 relatie\tVerzorger 2 gezag\n"
        "0042\tNoah\tBerg\tKarima El Amrani\tmoeder\tk@thuis.example\tJan Berg\tvader\tja\n"
        "0043\tMila\tVos\tBo Vos\tmoeder\tbo@thuis.example\t\t\t\n"
    )
    assert [person.values["surname"] for person in content.people] == ["El Amrani", "Berg", "Vos"]
    assert all(person.kind is PersonKind.PARENT for person in content.people)
    assert [person.relations[0].pupil_key for person in content.people] == ["0042", "0042", "0043"]
    assert content.people[1].relations[0].custody is Custody.YES


def test_staff_and_pupils(read):
    staff = read(
        "Personeelsnummer;Voornaam;Tussenv.;Achternaam;Functie;E-mailadres\n007;Lia;de;Bruin;IB'er;l@s.example\n"
    )
    assert staff.people[0].kind is PersonKind.STAFF
    assert staff.people[0].local_key == "007"
    assert staff.people[0].values["roles"] == "IB'er"
    pupils = read("Leerlingnr;Roepnaam;Achternaam;Groep;Geslacht;Geb.datum\n012;Zoë;Smit;4a;m;2015-02-01\n")
    assert (pupils.people[0].kind, pupils.people[0].local_key) == (PersonKind.PUPIL, "012")
    assert pupils.people[0].group_keys == (("name", "4a", ""),)
    assert pupils.people[0].values["gender"] == "1"


def test_a_column_tells_the_kind_of_each_person(read):
    content = read("Soort;Naam\nleerling;Noah Berg\nmedewerker;Lia de Bruin\nolifant;Dombo Groot\n")
    assert [person.kind for person in content.people] == [PersonKind.PUPIL, PersonKind.STAFF]
    assert content.problems == [("bad_code", "4", "kind")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_and_delimiters_are_found_out(read, encoding, delimiter, end):
    lines = [
        ("Naam", "E-mail", "Functie", "Opmerking"),
        ("Zoë van 't Hof", "z@s.example", "RT", 'zegt "hoi"; en, | gaat'),
    ]
    text = end.join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines) + end
    person = read(text.encode(encoding)).people[0]
    assert person.values["call_name"] == "Zoë"
    assert person.values["note"] == 'zegt "hoi"; en, | gaat'


def test_a_quoted_cell_may_hold_line_ends(read):
    content = read('Naam;Functie;Adres\n"Noah\nBerg";RT;"Dorpsstraat 1\r\nachter"\nMila Vos;RT;x\n')
    assert content.people[0].values["address"] == "Dorpsstraat 1 achter"
    assert [person.where for person in content.people] == ["2", "5"]


def test_the_delimiter_that_excel_names(read):
    assert read("sep=|\nNaam|Functie\nNoah Berg|RT\n").people[0].values["roles"] == "RT"


@pytest.mark.parametrize(
    ("head", "delimiter"),
    [("a;b,c\nd;e,f,g\n", ";"), ("naam\nNoah\n", ","), ('"a;b",c\n"d;e",f\n', ","), ("a\tb;c\nd\te\n", "\t")],
)
def test_the_most_even_delimiter(head, delimiter):
    assert find_delimiter(head) == delimiter


def test_a_title_may_stand_above_the_columns(read):
    content = read(
        "Contactlijst De Regenboog;;\nGemaakt op 3-3-2026;;\n;;\nNaam;Functie;E-mail\nLia Bruin;RT;l@s.example\n"
    )
    assert [(person.values["surname"], person.where) for person in content.people] == [("Bruin", "5")]


def test_a_list_without_names_of_columns(tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_text("Lia Bruin;lia@school.example\nBo Vos;bo@school.example\n")
    with SourceFile(path) as source:
        file = TableFile(source, CsvTable(source))
        assert file.columns == ("A", "B")
        with pytest.raises(FileRefused) as caught:
            list(file.records())
    assert caught.value.reason == "mapping_needed"
    content = read_file(path, {"A": "full_name", "B": "email"}, PersonKind.STAFF)
    assert [person.values["email"] for person in content.people] == ["lia@school.example", "bo@school.example"]


def test_a_list_of_nobody_knows_whom(read):
    text = "Naam;E-mail\nLia Bruin;l@s.example\n"
    with pytest.raises(FileRefused) as caught:
        read(text)
    assert caught.value.reason == "person_kind_needed"
    assert read(text, person_kind=PersonKind.OTHER).people[0].kind is PersonKind.OTHER


MAPPINGS = {
    "Achternaam": "surname",
    "achternaam ": "surname",
    "Voorvoegsel": "prefix",
    "Tussenvoegsels": "prefix",
    "E-mailadres": "email",
    "Tel. nr.": "phone",
    "Straat en huisnummer": "address",
    "Huisnr": "house_number",
    "Woonplaats": "city",
    "Geb.datum": "birth_on",
    "M/V": "gender",
    "Ouderlijk gezag": "custody",
    "Relatie tot leerling": "relation",
    "Roepnaam leerling": "pupil_call_name",
    "Achternaam kind": "pupil_surname",
    "Geboortedatum van het kind": "pupil_birth_on",
    "E-mail ouder 2": "adult2.email",
    "1e verzorger achternaam": "adult1.surname",
    "Ouder/verzorger 1": "adult1.full_name",
    "Verzorger e-mail": "email",
    "Last name": "surname",
    "BRIN-nummer": "brin",
    "Schoenmaat": "",
    "": "",
}


@pytest.mark.parametrize(("column", "code"), MAPPINGS.items())
def test_what_columns_are_called(column, code):
    assert guess_mapping([column]) == {column: code}


def test_the_pupil_number_is_whose_list_it_is():
    columns = ["Leerlingnummer", "Naam ouder", "Gezag"]
    assert guess_mapping(columns)["Leerlingnummer"] == "pupil_key"
    assert guess_mapping(["Leerlingnummer", "Naam"])["Leerlingnummer"] == "local_key"
    assert guess_kind(columns, guess_mapping(columns)) is PersonKind.PARENT


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("BSN", "national_number"),
        ("bsn leerling", "national_number"),
        ("Burgerservicenummer", "national_number"),
        ("Onderwijsnummer", "national_number"),
        ("Sofi-nummer", "national_number"),
        ("PGN", "national_number"),
        ("BSN (laatste 4)", "national_number_end"),
        ("Rijksregisternummer", "belgian_number"),
        ("Etniciteit", "ethnicity"),
        ("Nationaliteit 1", "nationality"),
        ("Geboorteland", "country_of_birth"),
        ("Geboorteland vader", "country_of_birth"),
        ("Land moeder", "country_of_birth"),
        ("Leerlinggewicht", "weight"),
        ("Foto-URL", "photo_address"),
        ("Godsdienst", "religion"),
        ("Medische bijzonderheden", "health"),
        ("Naam", None),
        ("Land", None),
    ],
)
def test_columns_that_are_never_kept(column, kind):
    assert dropped_kind(column) == kind


def test_dropped_columns_are_counted_and_gone(read):
    content = read(
        f"Leerlingnummer;Roepnaam;Achternaam;BSN;Geboorteland;Foto;Land\n01;Noah;Berg;{BSN};Syrië;x.jpg;SY\n02;Mila;Vos;;NL;;NL\n"
    )
    assert content.dropped == {"national_number": 1, "country_of_birth": 4, "photo_address": 1}
    assert BSN not in repr(content.items)
    assert "SY" not in repr([person.values for person in content.people])


def test_a_country_in_an_address_is_kept(read):
    person = read("Naam;Functie;Plaats;Land\nLia Bruin;RT;Gent;België\n").people[0]
    assert person.values["country"] == "België"


def test_a_column_that_holds_national_numbers_under_another_name(read):
    numbers = ["111222333", "123456782", "999999990", "111.222.333"]
    content = read("Leerlingnummer;Naam\n" + "".join(f"{number};Noah Berg{n}\n" for n, number in enumerate(numbers)))
    assert content.dropped == {"national_number": 4}
    assert {person.local_key for person in content.people} == {""}


def test_the_user_cannot_map_what_may_not_be_kept(read):
    content = read(
        f"BSN;Naam\n{BSN};Noah Berg\n", mapping={"BSN": "note", "Naam": "full_name"}, person_kind=PersonKind.STAFF
    )
    assert content.dropped == {"national_number": 1}
    assert BSN not in repr(content.items)


def test_a_number_that_may_be_a_national_number_is_counted_and_gone_also_among_others(read):
    numbers = [BSN, *(str(111222334 + n) for n in range(9))]
    content = read("Leerlingnummer;Naam\n" + "".join(f"{number};Noah Berg\n" for number in numbers))
    assert [person.local_key for person in content.people] == ["", *numbers[1:]]
    assert content.dropped == {"national_number": 1}
    assert content.problems == [("key_like_national_number", "2", "local_key")]
    assert BSN not in repr(content.items)


@pytest.mark.parametrize("hostile", ["=HYPERLINK(1)", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)"])
def test_a_formula_refuses_its_row_only(read, hostile):
    content = read(f"Naam;Functie\nLia Bruin;RT\n{hostile};RT\nBo Vos;RT\n")
    assert [person.values["surname"] for person in content.people] == ["Bruin", "Vos"]
    assert content.problems == [("formula", "3", "full_name")]
    assert [(one.kind, one.local_key) for one in content.refused] == [(PersonKind.STAFF, "")]


def test_free_text_with_a_national_number_is_refused_with_its_cell(read):
    content = read(f"Naam;Functie;Opmerking\nLia Bruin;RT;bsn is {BSN}\nBo Vos;RT;belt altijd\n")
    assert content.problems == [("national_number", "2", "note")]
    assert [person.values["surname"] for person in content.people] == ["Vos"]
    assert BSN not in repr(content.items)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (";;RT;;", ("name_missing", "2", "surname")),
        ("x;" + "y" * 300 + ";RT;;", ("too_long", "2", "surname")),
        ("Bo;Vos;RT;31-2-2015;", ("bad_date", "2", "birth_on")),
        ("Bo;Vos;RT;2-13-2015;", ("bad_date", "2", "birth_on")),
        ("Bo;Vos;RT;;bo at school", ("bad_email", "2", "email")),
    ],
)
def test_one_odd_row(read, row, problem):
    content = read(f"Voornaam;Achternaam;Functie;Geboortedatum;E-mail\n{row}\nLia;Bruin;RT;1-1-1980;l@s.example\n")
    assert content.problems == [problem]
    assert content.people[-1].values["surname"] == "Bruin"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3-5-2014", date(2014, 5, 3)),
        ("03/05/2014", date(2014, 5, 3)),
        ("3.5.2014", date(2014, 5, 3)),
        ("2014-05-03", date(2014, 5, 3)),
        ("2014-05-03 00:00:00", date(2014, 5, 3)),
        ("2014-05-03T00:00:00", date(2014, 5, 3)),
        ("20140503", date(2014, 5, 3)),
        ("3 mei 2014", date(2014, 5, 3)),
        ("3 mrt. 2014", date(2014, 3, 3)),
        ("41762", date(2014, 5, 3)),
        ("41762,0", date(2014, 5, 3)),
        ("31-4-2014", None),
        ("5/13/2014", None),
        ("3-5-14", None),
        ("1-1-0014", None),
        ("onbekend", None),
        ("3 foo 2014", None),
    ],
)
def test_dates(text, day):
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "custody"),
    [
        ("Ja", Custody.YES),
        ("x", Custody.YES),
        ("nee", Custody.NO),
        ("Geen gezag", Custody.NO),
        ("onbekend", Custody.UNKNOWN),
        ("?", Custody.UNKNOWN),
        ("soms", None),
    ],
)
def test_custody_is_never_guessed(text, custody):
    assert read_custody(text) == custody


def test_words_for_relations_and_genders():
    assert read_relation("Pleegmoeder") is RelationKind.FOSTER
    assert read_relation("Ouder/verzorger") is RelationKind.PARENT
    assert read_relation("hond") is None
    assert [read_gender(text) for text in ("Jongen", "v", "X", "onbekend", "hm")] == ["1", "2", "9", "0", None]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Dhr. Jan de Vries", ("Jan", "", "de", "Vries")),
        ("de heer J.P. Jansen", ("", "J.P.", "", "Jansen")),
        ("Mw. dr. Anna Smit", ("Anna", "", "", "Smit")),
        ("Suharto", ("", "", "", "Suharto")),
        ("Vries, de, Jan", ("Jan", "", "de", "Vries")),
    ],
)
def test_names_in_one_cell(text, parts):
    name = split_name(text)
    assert (name.call_name, name.initials, name.prefix, name.surname) == parts


def test_the_layout_is_known_again_whatever_the_case():
    assert layout_of(["Naam", "E-mail"]) == layout_of(["NAAM", "e mail"])
    assert layout_of(["Naam", "E-mail"]) != layout_of(["E-mail", "Naam"])
    assert unique_names(["Naam", "", "Naam"]) == ("Naam", "B", "Naam (2)")


def workbook(path: Path, rows, formats=None) -> Path:
    """Write a workbook with one sheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Lijst"
    for row in rows:
        sheet.append(row)
    for cell, form in (formats or {}).items():
        sheet[cell].number_format = form
    book.save(path)
    return path


def test_a_workbook_is_read_as_it_looks(tmp_path):
    path = workbook(
        tmp_path / "lijst.dat",
        [
            ["Leerlingnummer", "Roepnaam", "Achternaam", "Geboortedatum", "Telefoon", "Postcode", "Groep"],
            [123, "Noah", "Berg", date(2014, 5, 3), "0612345678", "6971VB", 4],
            [
                "00124",
                "Mila",
                "Vos",
                datetime(2015, 1, 2),  # noqa: DTZ001 (cells know no zones)
                612345678.0,
                "6971 vb",
                "4a",
            ],
            [None, None, None, None, None, None, None],
            [125.0, "Sem", "Bos", 41762, True, None, None],
        ],
        {"A2": "00000", "D5": "General"},
    )
    content = read_file(path)
    noah, mila, sem = content.people
    assert content.kind is ImportKind.XLSX
    assert (noah.local_key, mila.local_key, sem.local_key) == ("00123", "00124", "125")
    assert (noah.values["birth_on"], mila.values["birth_on"]) == ("2014-05-03", "2015-01-02")
    assert sem.values["birth_on"] == "2014-05-03"
    assert (noah.values["phone"], mila.values["phone"]) == ("0612345678", "612345678")
    assert mila.values["postcode"] == "6971 VB"
    assert noah.group_keys == (("name", "4", ""),)
    assert [person.where for person in content.people] == ["Lijst!A2", "Lijst!A3", "Lijst!A5"]


def test_a_formula_is_refused_where_it_is_used_and_ignored_elsewhere(tmp_path):
    rows = [["Naam", "Functie", "Som"], ["=B2&C2", "RT", 1]]
    with pytest.raises(FileRefused) as caught:
        read_file(workbook(tmp_path / "a.xlsx", rows))
    assert (caught.value.reason, caught.value.where) == ("formula", "Lijst!A2")
    fine = [["Naam", "Functie", "Som"], ["Lia Bruin", "RT", "=1+1"]]
    assert read_file(workbook(tmp_path / "b.xlsx", fine)).people[0].values["surname"] == "Bruin"


def test_only_the_first_visible_sheet_is_read(tmp_path):
    book = openpyxl.Workbook()
    hidden = book.worksheets[0]
    hidden.title = "Verborgen"
    hidden.sheet_state = "hidden"
    hidden.append(["Naam", "Functie"])
    hidden.append(["Geheim Persoon", "RT"])
    seen = book.create_sheet("Lijst")
    seen.append(["Naam", "Functie"])
    seen.append(["Lia Bruin", "RT"])
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert [person.values["surname"] for person in read_file(path).people] == ["Bruin"]


def test_what_a_person_sees_before_mapping(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["Naam", "BSN", "Functie"], ["Lia Bruin", BSN, "RT"]])
    with SourceFile(path) as source:
        seen = TableFile(source, XlsxTable(source)).recognised()
    assert seen.columns == ("Naam", "BSN", "Functie")
    assert seen.sample_rows == (("Lia Bruin", "", "RT"),)
    assert seen.mapping == {"Naam": "full_name", "BSN": "", "Functie": "roles"}
    assert seen.person_kind is PersonKind.STAFF


def test_lists_of_two_schools_are_refused(read):
    with pytest.raises(FileRefused) as caught:
        read("BRIN;Naam;Functie\n99XX;Lia Bruin;RT\n99ZZ;Bo Vos;RT\n")
    assert (caught.value.reason, caught.value.where) == ("other_school", "3")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("\n\n", "empty"),
        ("Naam;Functie\n", "no_people"),
        ('Naam;Functie\n"Lia;RT\n', "open_quote"),
        ("Naam;Functie\nLia\x00Bruin;RT\n", "unknown_kind"),
        ("Naam;Functie\nLia\x01Bruin;RT\n", "control_characters"),
        ("Naam;Functie\nLia \u202eniurB;RT\n", "control_characters"),
        ("Naam;Functie\n=HYPERLINK(1);RT\n", "formula"),
        ("Naam;Functie\n-2+3+cmd|' /C calc'!A0;RT\n", "formula"),
        ("Naam;Functie\n@SUM(1+1);RT\n", "formula"),
        (";".join(f"k{n}" for n in range(300)) + "\n", "too_many_columns"),
        ("Naam;Functie\n" + "x" * 300_000 + ";RT\n", "record_too_large"),
    ],
)
def test_a_list_that_is_not_as_it_should_be(read, text, reason):
    with pytest.raises(FileRefused) as caught:
        read(text)
    assert caught.value.reason == reason


def test_phone_numbers_and_dashes_are_no_formulas(read):
    person = read("Naam;Functie;Telefoon;Opmerking\nLia Bruin;RT;+31(0)6-12345678;- belt graag\n").people[0]
    assert person.values["phone"] == "+31(0)6-12345678"
    assert person.values["note"] == "- belt graag"
