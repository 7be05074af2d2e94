"""EDEXML files of every version, with what systems put in them and what they get wrong."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from leskracht_desktop.domain.intake import IncomingGroup, IncomingSchool, IncomingSite
from leskracht_desktop.domain.people import PersonKind
from leskracht_desktop.errors import FileRefused
from leskracht_desktop.importers.edexml import EdexmlFile
from leskracht_desktop.importers.limits import Limits
from leskracht_desktop.importers.source import SourceFile
from tests.support.edexml import base_group, document, element, mixed_group, pupil, site, staff, write_school
from tests.support.intake import Content, read_file

BSN = "111222333"  # passes the elfproef


@pytest.fixture
def read(tmp_path: Path):
    """Read a document that is given as text or bytes."""

    def read_document(text: str | bytes, limits: Limits | None = None) -> Content:
        path = tmp_path / "lijst.xml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_file(path) if limits is None else read_file(path, limits=limits)

    return read_document


def test_a_whole_school_is_read(read):
    content = read(
        document(
            [
                pupil(
                    "00001",
                    eck_id="https://ketenid.example/201703/abc",
                    achternaam="Berg",
                    voorvoegsel="van den",
                    voornamen="Noah Elias",
                    voorletters_1="NE",
                    roepnaam="Noah",
                    geboortedatum="2014-05-03",
                    geslacht="1",
                    start_ondw_jgr3="2020-08-17",
                    jaargroep="7",
                    inner=element("groep", key="g7")
                    + element("samengestelde_groepen", inner=element("samengestelde_groep", key="plus"))
                    + element("vestiging", key="v1")
                    + element("gebruikersnaam", "noah1")
                    + element("emailadres", "noah@school.example")
                    + element("postcodenl", "6971VB")
                    + element("instroomdatum", "2018-08-20"),
                )
            ],
            [
                staff(
                    "L1",
                    achternaam="Haan",
                    voorvoegsel="de",
                    voorletters_1="L",
                    inner=element("rol", "LRK")
                    + element("rolomschrijving", "Intern begeleider, verzuim")
                    + element("groepen", inner=element("groep", key="g7", inner=element("rol", "STA"))),
                )
            ],
            groups=[base_group("g7", "7a", "7"), mixed_group("plus", "Plusklas")],
            sites=[site("v1", "Hoofdgebouw")],
            dependance="01",
            reference_on="2026-10-01",
            school=element("schoolkey", "41323"),
        )
    )
    assert content.all(IncomingSchool) == [IncomingSchool("99ZZ", "99ZZ01", "41323", "2026-2027", "2026-10-01")]
    assert content.all(IncomingSite) == [IncomingSite("v1", "Hoofdgebouw")]
    assert content.all(IncomingGroup) == [
        IncomingGroup("g7", "7a", "7", "base"),
        IncomingGroup("plus", "Plusklas", "", "mixed"),
    ]
    child, teacher = content.people
    assert (child.kind, child.local_key, child.site_key) == (PersonKind.PUPIL, "00001", "v1")
    assert child.values == {
        "surname": "Berg",
        "prefix": "van den",
        "given_names": "Noah Elias",
        "initials": "NE",
        "call_name": "Noah",
        "birth_on": "2014-05-03",
        "gender": "1",
        "start_year_3": "2020-08-17",
        "year_group": "7",
        "enrolled_on": "2018-08-20",
        "left_on": "",
        "username": "noah1",
        "email": "noah@school.example",
        "postcode": "6971 VB",
        "eck_id": "https://ketenid.example/201703/abc",
    }
    assert child.group_keys == (("base", "g7", ""), ("mixed", "plus", ""))
    assert teacher.values["roles"] == "LRK,Intern begeleider verzuim"
    assert teacher.group_keys == (("base", "g7", "STA"),)
    assert not content.problems
    assert not content.dropped


@pytest.mark.parametrize("version", ["1.0.3", "2.0", "2.1"])
def test_every_version_is_read(read, version):
    text = document([pupil("1"), pupil("2")], school=element("xsdversie", version))
    assert [person.local_key for person in read(text).people] == ["1", "2"]


@pytest.mark.parametrize("version", ["", "1.03", "2.1.0", "v2.1", "EDEXML 2.0"])
def test_ways_to_write_a_version_are_known(read, version):
    content = read(document([pupil("1")], school=element("xsdversie", version)))
    assert (len(content.people), content.problems) == (1, [])


@pytest.mark.parametrize("version", ["2.2", "3.0", "9.9", "10"])
def test_a_newer_version_is_refused_with_its_line(read, version):
    with pytest.raises(FileRefused) as caught:
        read(document([pupil("1")], school=f"\n{element('xsdversie', version)}"))
    assert (caught.value.reason, caught.value.where, caught.value.detail) == ("edexml_version", "4", version)


@pytest.mark.parametrize("version", ["1.7", "0.9", "twee", "2,1"])
def test_a_version_that_never_was_is_doubted_with_its_line(read, version):
    content = read(document([pupil("1")], school=f"\n{element('xsdversie', version)}", year="2031-2032"))
    assert (len(content.people), content.problems) == (1, [("unknown_version", "4", "")])


@pytest.mark.parametrize("year", ["1991-1992", "2024-2025", "2025-2026", "2031-2032"])
def test_school_years_after_the_published_list_are_fine(read, year):
    assert read(document([pupil("1")], year=year)).all(IncomingSchool)[0].school_year == year


@pytest.mark.parametrize("year", ["2026", "2026-2028", "2026-2026", "26-27", ""])
def test_a_school_year_that_is_none_is_refused(read, year):
    with pytest.raises(FileRefused) as caught:
        read(document([pupil("1")], year=year))
    assert (caught.value.reason, caught.value.where) == ("school_year_wrong", "3")


def test_what_may_not_be_kept_is_counted_and_gone(read):
    secrets = {
        "fotourl": "https://foto.example/noah.jpg",
        "etniciteit": "1",
        "land": "MA",
        "land_vader": "TR",
        "land_moeder": "SR",
        "bsn": BSN,
        "gewicht_nieuw": "1,2",
        "gewicht": "0.90",
    }
    vendor = element(
        "toevoegingen", inner='<blok xsi:type="X"><code>geheim</code><opmerking>astma</opmerking></blok>' * 2
    )
    content = read(
        document(
            [
                pupil("1", achternaam="Berg", **secrets, inner=vendor),
                pupil("2", achternaam="Vos", sofinummer=BSN),
                pupil("3", achternaam="Bos", onderwijsnummer="101234567"),
                pupil("4", achternaam="Das", bsn_ondwnr_1="", inner=element("bsn_ondwnr-4", "2333")),
                pupil("5", achternaam="Mus", rijksregisternummer="85073003328"),
            ],
            groups=[element("groep", inner=element("naam", "1a") + element("jaargroep", "1") + vendor, key="g")],
            school=vendor,
        )
    )
    assert content.dropped == {
        "photo_address": 1,
        "ethnicity": 1,
        "country_of_birth": 3,
        "national_number": 3,
        "weight": 2,
        "national_number_end": 1,
        "belgian_number": 1,
        "vendor_block": 6,
    }
    kept = repr(content.items)
    for secret in (*secrets.values(), "101234567", "2333", "85073003328", "geheim", "astma"):
        assert len(secret) < 4 or secret not in kept


def test_empty_elements_are_not_counted(read):
    assert read(document([pupil("1", achternaam="Berg", land="", bsn=" ")])).dropped == {}


def test_a_national_number_in_a_user_name_is_dropped_and_in_a_name_refused(read):
    content = read(
        document(
            [
                pupil("1", achternaam="Berg", gebruikersnaam=BSN, emailadres=f"{BSN}@school.example"),
                pupil("2", achternaam=f"Vos {BSN}"),
            ]
        )
    )
    assert content.dropped == {"national_number": 2}
    assert [person.local_key for person in content.people] == ["1"]
    assert not {"username", "email"} & content.people[0].values.keys()
    assert content.problems == [("national_number", "6", "surname")]
    assert [one.local_key for one in content.refused] == ["2"]
    assert BSN not in repr(content.items)


def test_keys_that_are_national_numbers_refuse_the_file(read):
    numbers = ("111222333", "123456782", "999999990", "123456781")
    with pytest.raises(FileRefused) as caught:
        read(document([pupil(number) for number in numbers]))
    assert caught.value.reason == "keys_are_national_numbers"


def test_a_key_that_may_be_a_national_number_is_counted_and_gone_also_among_others(read):
    keys = [BSN, *(str(111222334 + n) for n in range(8))]
    content = read(document([pupil(key) for key in keys], [staff("123456782"), staff("L2")]))
    assert [person.local_key for person in content.people] == ["", *keys[1:], "", "L2"]
    assert content.dropped == {"national_number": 2}
    assert [(code, field) for code, _, field in content.problems] == [("key_like_national_number", "local_key")] * 2
    assert BSN not in repr(content.items)
    assert "123456782" not in repr(content.items)


def test_a_national_number_as_eck_id_is_counted_and_gone(read):
    content = read(document([pupil("1", eck_id=BSN)]))
    assert "eck_id" not in content.people[0].values
    assert content.dropped == {"national_number": 1}
    assert BSN not in repr(content.items)


def test_a_formula_refuses_its_row_only(read):
    content = read(
        document(
            [
                pupil("1", roepnaam="=1+1", achternaam="Berg"),
                pupil("2", roepnaam="Noah", inner=element("groep", key="g1")),
                pupil("=3", roepnaam="Mila"),
            ],
            [staff("L1", achternaam="@SUM(1)"), staff("L2")],
            groups=[base_group("g1", "@SUM(A1)"), base_group("g2", "1b")],
            sites=[site("v1", "=x"), site("v2", "Dependance")],
        )
    )
    assert [person.local_key for person in content.people] == ["2", "L2"]
    assert [one.name for one in content.all(IncomingGroup)] == ["1b"]
    assert [one.name for one in content.all(IncomingSite)] == ["Dependance"]
    assert [(code, field) for code, _, field in content.problems if code == "formula"] == [
        ("formula", "site"),
        ("formula", "group"),
        ("formula", "call_name"),
        ("formula", ""),
        ("formula", "surname"),
    ]
    assert all(where.isdecimal() for _, where, _ in content.problems)
    assert [(one.kind, one.local_key) for one in content.refused] == [
        (PersonKind.PUPIL, "1"),
        (PersonKind.PUPIL, ""),
        (PersonKind.STAFF, "L1"),
    ]


def test_a_pupil_who_left_and_a_pupil_of_one_name(read):
    left, single = read(
        document(
            [pupil("1", achternaam="Hof", uitstroomdatum="2026-07-18", jaargroep="H"), pupil("2", roepnaam="Suharto")]
        )
    ).people
    assert (left.values["left_on"], left.values["year_group"]) == ("2026-07-18", "H")
    assert single.values == {"call_name": "Suharto", "surname": "", "prefix": "", "left_on": ""}


@pytest.mark.parametrize(
    ("one", "problem", "kept"),
    [
        (pupil("#12"), ("dummy_key", "5", "local_key"), True),
        (pupil("1", achternaam="Berg", geboortedatum="2014-02-30"), ("bad_date", "5", "birth_on"), True),
        (pupil("1", achternaam="Berg", geboortedatum="0014-02-03"), ("bad_date", "5", "birth_on"), True),
        (pupil("1", achternaam="Berg", geslacht="3"), ("bad_code", "5", "gender"), True),
        (pupil("1", achternaam="Berg", jaargroep="9"), ("bad_code", "5", "year_group"), True),
        (pupil("1", inner=element("groep", key="weg")), ("unknown_group", "5", "group"), True),
        (pupil("1", inner=element("vestiging", key="weg")), ("unknown_site", "5", "site"), True),
        (pupil("1", inner=element("schoenmaat", "38")), ("unknown_element", "5", ""), True),
        (pupil(None), ("key_missing", "5", "local_key"), False),
        (pupil(" "), ("key_missing", "5", "local_key"), False),
        (pupil("k" * 257), ("too_long", "5", "local_key"), False),
        (pupil("1", geboortedatum="2014-05-03"), ("name_missing", "5", "surname"), False),
        (pupil("1", achternaam="x" * 257), ("too_long", "5", "surname"), False),
    ],
)
def test_one_odd_pupil(read, one, problem, kept):
    content = read(document([one]))
    assert content.problems == [problem]
    assert len(content.people) == kept


def test_doubles_are_refused_or_doubted(read):
    content = read(
        document(
            [
                pupil("1", eck_id="https://k.example/a"),
                pupil("1", achternaam="Vos"),
                pupil("2", eck_id="https://k.example/a"),
            ],
            [staff("1"), staff("1")],
            groups=[base_group("g", "1a"), base_group("g", "1b"), mixed_group("g", "plus")],
        )
    )
    assert [(person.kind, person.local_key) for person in content.people] == [
        (PersonKind.PUPIL, "1"),
        (PersonKind.PUPIL, "2"),
        (PersonKind.STAFF, "1"),
    ]
    assert [code for code, _, _ in content.problems] == [
        "duplicate_key",
        "duplicate_key",
        "duplicate_key",
        "duplicate_eck_id",
        "duplicate_key",
    ]


def test_keys_that_only_look_different_are_one_key(read):
    content = read(
        document(
            [pupil("a b", inner=element("groep", key=" g 1")), pupil("a\u00a0 b")], groups=[base_group("g  1", "1a")]
        )
    )
    assert [(person.local_key, person.group_keys) for person in content.people] == [("a b", (("base", "g 1", ""),))]
    assert content.problems == [("duplicate_key", "9", "local_key")]


def test_a_dummy_key_is_not_kept(read):
    assert [person.local_key for person in read(document([pupil("#1"), pupil("#2")])).people] == ["", ""]


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "ISO-8859-1", "windows-1252"])
def test_encodings(read, encoding):
    text = document([pupil("1", achternaam="Çağlı" if encoding.startswith("UTF") else "Çelik-Bouë")])
    written = text.replace('encoding="UTF-8"', f'encoding="{encoding}"').encode(encoding)
    assert read(written).people[0].values["surname"] in {"Çağlı", "Çelik-Bouë"}


def test_a_byte_order_mark_and_comments_are_fine(read):
    text = document([pupil("1"), "<!-- een opmerking -->", "<?iets anders?>", pupil("2")])
    assert len(read(b"\xef\xbb\xbf" + text.encode()).people) == 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (document([]), "no_people"),
        ("<EDEX></EDEX>", "wrong_structure"),
        (
            "<EDEX><leerlingen><leerling key='1'><achternaam>x</achternaam></leerling></leerlingen></EDEX>",
            "wrong_structure",
        ),
        (document([pupil("1")]).replace("<leerlingen>", "<leerlingen><groepen/>"), "wrong_structure"),
        (document([element("leerlingen", inner=pupil("1"))]), "wrong_structure"),
        (document([pupil("1")]).replace("</leerlingen>", "</leerlingen><groepen></groepen>"), "wrong_structure"),
        (document([pupil("1")]).replace("</leerlingen>", "</leerlingen><leerlingen></leerlingen>"), "wrong_structure"),
        (document([pupil("1")], brin="Z999"), "wrong_structure"),
        (document([pupil("1")])[:-20], "not_well_formed"),
        (document([pupil("1")]).replace("</leerling>", "</leerlig>"), "not_well_formed"),
        (document([pupil("1")]) + "nog iets", "not_well_formed"),
    ],
)
def test_a_file_that_is_not_as_it_should_be(read, text, reason):
    with pytest.raises(FileRefused) as caught:
        read(text)
    assert caught.value.reason == reason


def test_strangers_between_pupils_are_told(read):
    content = read(document([pupil("1"), "<olifant/>", pupil("2")]))
    assert content.problems == [("unknown_element", "6", "")]


def test_a_line_number_far_down_is_right(tmp_path):
    path = tmp_path / "lang.xml"
    path.write_text(document(["\n" * 70_000 + pupil("1", achternaam="x", geslacht="7")]))
    assert read_file(path).problems == [("bad_code", "70005", "gender")]


def test_generated_schools_are_read_without_a_problem(tmp_path):
    path = tmp_path / "school.xml"
    made = write_school(path, 300)
    content = read_file(path)
    assert not content.problems
    assert len(content.people) == made.pupils + made.staff
    assert len(content.all(IncomingGroup)) == made.groups
    assert content.dropped == made.dropped
    assert sum(bool(person.values.get("left_on")) for person in content.people) == made.left


def test_memory_does_not_grow_with_the_file(tmp_path):
    peaks = []
    for pupils in (500, 10_000):
        path = tmp_path / f"{pupils}.xml"
        write_school(path, pupils)
        tracemalloc.start()
        with SourceFile(path) as source:
            file = EdexmlFile(source)
            assert sum(1 for _ in file.records()) > pupils
            assert file.position() == source.size
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    # The keys are remembered to see doubles: some 150 bytes for each pupil.
    assert peaks[1] - peaks[0] < 10_000 * 250
