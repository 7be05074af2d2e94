"""Identifiers of schools, boards and people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leskracht_desktop.domain.bad_value import problem_of
from leskracht_desktop.domain.identifiers import (
    RioKind,
    is_dummy_key,
    parse_brin,
    parse_eck_id,
    parse_email,
    parse_institution_number,
    parse_kvk,
    parse_local_key,
    parse_oin,
    parse_postcode,
    parse_rio,
    parse_school_year,
    parse_site_code,
    tidy_postcode,
)

HEX = "0123456789abcdef" * 8

ACCEPTED = [
    (parse_brin, "99ZZ", "99ZZ"),
    (parse_brin, " 99 zz\n", "99ZZ"),
    (parse_site_code, "99zz00", "99ZZ00"),
    (parse_site_code, "99ZZ 01", "99ZZ01"),
    (parse_institution_number, "30156", "30156"),
    (parse_institution_number, " 77494 ", "77494"),
    (parse_rio, "123b456", "123B456"),
    (parse_rio, "123X456", "123X456"),
    (parse_kvk, "12345678", "12345678"),
    (parse_kvk, "1234567", "01234567"),
    (parse_kvk, "1234.5678", "12345678"),
    (parse_oin, "00000003123456780000", "00000003123456780000"),
    (parse_oin, "00000001123456789000", "00000001123456789000"),
    (parse_oin, "0000 0007 99zz 0000 0000", "0000000799ZZ00000000"),
    (parse_eck_id, f"https://ketenid.nl/201703/{HEX}", f"https://ketenid.nl/201703/{HEX}"),
    (parse_eck_id, f" HTTPS://KetenID.nl/201703/{HEX.upper()} ", f"https://ketenid.nl/201703/{HEX}"),
    (parse_eck_id, f"https://id.school/pilot/{HEX}", f"https://id.school/pilot/{HEX}"),
    (parse_eck_id, f"https://id.school/{HEX}", f"https://id.school/{HEX}"),
    (parse_local_key, " 0012 ", "0012"),
    (parse_local_key, "#7", "#7"),
    (parse_local_key, "x" * 256, "x" * 256),
    (parse_postcode, "1234AB", "1234 AB"),
    (parse_postcode, "1234  ab", "1234 AB"),
    (tidy_postcode, "1234ab", "1234 AB"),
    (tidy_postcode, " B-2000 ", "B-2000"),
    (tidy_postcode, "", ""),
    (parse_email, "noah@school.nl", "noah@school.nl"),
    (parse_email, " J.de.Vries+ouder@School.NL ", "J.de.Vries+ouder@school.nl"),
    (parse_email, "o'brien@example.org", "o'brien@example.org"),
    (parse_email, "zoë@bücher.example", "zoë@bücher.example"),
    (parse_email, "a@b-c.museum", "a@b-c.museum"),
    (parse_school_year, "2026-2027", "2026-2027"),
    (parse_school_year, "2026/2027", "2026-2027"),
    (parse_school_year, "2026 – 2027", "2026-2027"),  # an en dash, as people type it
    (parse_school_year, "1999-2000", "1999-2000"),
]

REFUSED = [
    (parse_brin, ["", "9ZZ", "999Z", "ZZ99", "99ZZ0", "99Z1", "99ßZ", "٩٩ZZ", "99ZZ\x00"], "brin_format"),
    (parse_site_code, ["", "99ZZ", "99ZZ0", "99ZZ000", "99ZZAA"], "site_code_format"),
    (parse_institution_number, ["", "3015", "301567", "3O156", "-3015"], "institution_number_format"),
    (parse_rio, ["", "123456", "12B456", "123BB56", "123b4567"], "rio_format"),
    (parse_kvk, ["", "123456", "123456789", "1234567a"], "kvk_format"),
    (
        parse_oin,
        ["", "0000000312345678000", "00000003123456789000", "00000001123456780001", "0000000A123456780000"],
        "oin_format",
    ),
    (
        parse_eck_id,
        [
            "",
            HEX,
            f"http://ketenid.nl/201703/{HEX}",
            f"https://ketenid.nl/201703/{HEX}0",
            f"https://ketenid.nl/201703/{HEX[:-1]}",
            f"https://ketenid.nl/201703/{HEX[:-1]}g",
            f"https://ketenid/{HEX}",
            f"https://x.nl/\x00{HEX}",
        ],
        "eck_id_format",
    ),
    (parse_local_key, ["", "  "], "local_key_missing"),
    (parse_local_key, ["x" * 257, "a\x00"], "local_key_format"),
    (
        parse_postcode,
        ["", "0123 AB", "1234", "1234 A", "12345 AB", "1234 SS", "1234 SA", "1234 sd", "B-2000", "1234 ß"],
        "postcode_format",
    ),
    (tidy_postcode, ["12\x0034"], "postcode_format"),
    (
        parse_email,
        [
            "",
            "noah",
            "noah@",
            "@school.nl",
            "noah@school",
            "noah@@school.nl",
            "no ah@school.nl",
            "noah@sch ool.nl",
            ".noah@school.nl",
            "noah.@school.nl",
            "no..ah@school.nl",
            "noah@-school.nl",
            "noah@school-.nl",
            "noah@school..nl",
            "noah@school.n",
            "noah@10.0.0.1",
            "noah@sch_ool.nl",
            "Noah <noah@school.nl>",
            "noah@school.nl,sam@school.nl",
            "noah\u202e@school.nl",
            f"{'x' * 65}@school.nl",
            f"x@{'y' * 64}.nl",
            f"x@{'.'.join(['y' * 60] * 4)}.nl.example",
        ],
        "email_format",
    ),
    (
        parse_school_year,
        ["", "2026", "2026-2026", "2026-2028", "2027-2026", "26-27", "2026-27", "2026--2027", "٢٠٢٦-٢٠٢٧"],
        "school_year_format",
    ),
]


@pytest.mark.parametrize(("parse", "text", "expected"), ACCEPTED)
def test_what_is_in_order_is_written_one_way(parse, text, expected):
    assert parse(text) == expected
    assert parse(expected) == expected
    assert problem_of(parse, text) is None


@pytest.mark.parametrize(
    ("parse", "text", "code"), [(parse, text, code) for parse, texts, code in REFUSED for text in texts]
)
def test_what_is_not_in_order_is_refused_by_code(parse, text, code):
    assert problem_of(parse, text) == code


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("123B456", RioKind.BOARD, None),
        ("123X456", RioKind.LOCATION, None),
        ("123A456", RioKind.UNIT, None),
        ("123C456", RioKind.UNIT, None),
        ("123A456", RioKind.BOARD, "rio_kind"),
        ("123B456", RioKind.LOCATION, "rio_kind"),
        ("123B456", RioKind.UNIT, "rio_kind"),
        ("123X456", RioKind.UNIT, "rio_kind"),
    ],
)
def test_a_rio_number_of_the_right_kind(text, kind, code):
    assert problem_of(lambda it: parse_rio(it, kind), text) == code


def test_dummy_keys():
    assert is_dummy_key("#7")
    assert not is_dummy_key("7#")


@given(st.text(max_size=300))
def test_any_text_is_either_written_one_way_or_refused_by_code(text):
    codes = {code for _, _, code in REFUSED}
    for parse in {parse for parse, *_ in ACCEPTED}:
        code = problem_of(parse, text)
        if code is None:
            assert parse(parse(text)) == parse(text)
        else:
            assert code in codes
