"""National numbers in free text. Every number here is made up and made to pass by reckoning, in the test itself."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leskracht_desktop.domain.national_number import (
    NationalNumberKind,
    find_national_numbers,
    holds_national_number,
    is_belgian_number,
    is_bsn,
    is_education_number,
    weighted_sum,
)


def made_up(start: str, length: int, passes) -> str:
    """The first number of some length that begins like this and passes."""
    for rest in range(10 ** (length - len(start))):
        digits = f"{start}{rest:0{length - len(start)}d}"
        if passes(digits):
            return digits
    raise AssertionError(start)


BSN = made_up("98765", 9, is_bsn)
SHORT = made_up("7654", 8, is_bsn)
EDUCATION = made_up("1045", 9, is_education_number)
BELGIAN = made_up("850730033", 11, is_belgian_number)
NO_BSN = f"{BSN[:8]}{(int(BSN[8]) + 1) % 10}"


def grouped(digits: str, sizes, separator: str) -> str:
    assert sum(sizes) == len(digits)
    ends = list(itertools.accumulate(sizes))
    return separator.join(digits[end - size : end] for size, end in zip(sizes, ends, strict=True))


def test_the_made_up_numbers_are_what_they_should_be():
    assert sum(w * int(d) for w, d in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), BSN, strict=True)) % 11 == 0
    assert sum(w * int(d) for w, d in zip((8, 7, 6, 5, 4, 3, 2, -1), SHORT, strict=True)) % 11 == 0
    assert sum(w * int(d) for w, d in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), EDUCATION, strict=True)) % 11 == 5
    assert int(BELGIAN[:9]) % 97 + int(BELGIAN[9:]) == 97
    assert not is_bsn(NO_BSN)


@pytest.mark.parametrize(
    ("digits", "passes"),
    [
        ("111222333", True),  # the example every textbook gives
        ("111222334", False),
        ("000000000", False),
        ("00000000", False),
        ("12345", False),
        ("1234567890", False),
        ("", False),
        ("11122233x", False),
        ("".join(chr(0xFF10 + int(d)) for d in "111222333"), False),
    ],
)
def test_the_elfproef(digits, passes):
    assert is_bsn(digits) is passes


@pytest.mark.parametrize(
    ("digits", "passes"), [("101222331", True), ("100252333", False), ("111222333", False), ("10122233", False)]
)
def test_the_education_number(digits, passes):
    assert is_education_number(digits) is passes


@pytest.mark.parametrize(
    ("digits", "passes"),
    [
        (BELGIAN, True),
        (made_up("170101001", 11, lambda d: int(d[9:]) == 97 - int("2" + d[:9]) % 97), True),  # born in 2017
        (made_up("854730033", 11, lambda d: int(d[9:]) == 97 - int(d[:9]) % 97), True),  # a bis number
        (made_up("851530033", 11, lambda d: int(d[9:]) == 97 - int(d[:9]) % 97), False),  # no month 15
        (made_up("850732033", 11, lambda d: int(d[9:]) == 97 - int(d[:9]) % 97), False),  # no day 32
        (BELGIAN[:-1], False),
    ],
)
def test_the_belgian_number(digits, passes):
    assert is_belgian_number(digits) is passes


FOUND = [
    BSN,
    f"BSN {BSN}",
    f"bsn:{BSN}",
    f"({BSN})",
    f"Het nummer is {BSN}.",
    f"Noah,{BSN},groep 5",
    f"nr_{BSN}_",
    grouped(BSN, (3, 3, 3), " "),
    grouped(BSN, (3, 3, 3), "."),
    grouped(BSN, (3, 3, 3), "-"),
    grouped(BSN, (3, 3, 3), "\u00a0"),
    grouped(BSN, (3, 3, 3), " - "),
    grouped(BSN, (4, 2, 3), "."),
    f"BSN: {grouped(BSN, (3, 2, 2, 2), '.')}",
    grouped(BSN, (3, 2, 2, 2), "."),
    grouped(BSN, (1,) * 9, " "),
    grouped(BSN, (1,) * 9, "-"),
    grouped(BSN, (3, 6), "\u200b"),  # nobody sees the space
    grouped(BSN, (4, 5), "\u00ad"),
    f"groep 8 {BSN}",
    f"{BSN} groep 8",
    f"Geboren 12-03-2015 {BSN}",
    f"12-03-2015 {grouped(BSN, (3, 3, 3), ' ')}",
    f"tel. 06-12345678 {BSN}",
    f"+31 6 12345678 {BSN}",
    f"+49 30 123456 {BSN}",
    f"NL91 ABNA 0417 1643 00 {BSN}",
    f"burgerservicenummer van Noah: {grouped(BSN, (4, 3, 2), ' ')}",
    f"sofinummer {BSN}",
    "".join(chr(0x0660 + int(d)) for d in BSN),  # Arabic digits
    "".join(chr(0xFF10 + int(d)) for d in BSN),  # full width
]


@pytest.mark.parametrize("text", FOUND)
def test_a_number_is_found_in_every_usual_way_of_writing(text):
    (span,) = find_national_numbers(text)
    assert span.kind is NationalNumberKind.BSN
    digits = "".join(str(int(c)) for c in text[span.start : span.end] if c.isdecimal())
    assert digits == BSN


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (EDUCATION, NationalNumberKind.EDUCATION),
        (f"onderwijsnummer {grouped(EDUCATION, (4, 2, 3), '.')}", NationalNumberKind.EDUCATION),
        (BELGIAN, NationalNumberKind.BELGIAN),
        (grouped(BELGIAN, (2, 2, 2, 3, 2), "."), NationalNumberKind.BELGIAN),
        (f"{BELGIAN[:2]}.{BELGIAN[2:4]}.{BELGIAN[4:6]}-{BELGIAN[6:9]}.{BELGIAN[9:]}", NationalNumberKind.BELGIAN),
        (f"rijksregisternummer: {BELGIAN}", NationalNumberKind.BELGIAN),
        (f"BSN {SHORT}", NationalNumberKind.BSN),
        (f"BSN: {grouped(SHORT, (2, 2, 2, 2), '.')}", NationalNumberKind.BSN),
        (f"Het burgerservicenummer is {SHORT}", NationalNumberKind.BSN),
        (f"sofi-nummer {SHORT}", NationalNumberKind.BSN),
        (f"PGN: {SHORT}", NationalNumberKind.BSN),
    ],
)
def test_the_other_kinds(text, kind):
    (span,) = find_national_numbers(text)
    assert span.kind is kind


def test_every_number_of_a_text_is_found_at_its_place():
    text = f"Noah: {BSN}, Sam: {grouped(EDUCATION, (3, 3, 3), ' ')}; {BSN}"
    found = find_national_numbers(text)
    assert [text[span.start : span.end] for span in found] == [BSN, grouped(EDUCATION, (3, 3, 3), " "), BSN]
    assert holds_national_number(text)


MOBILE = next(n for n in (f"06{rest:08d}" for rest in range(10_000_000, 10_000_200)) if is_bsn(n[1:]))
LANDLINE = next(n for n in (f"020{rest:07d}" for rest in range(1_234_000, 1_234_200)) if is_bsn(n[1:]))
ABROAD = made_up("6123", 9, is_bsn)
SECONDS = made_up("1234", 9, is_bsn)
COORDINATE = made_up("3702", 9, is_bsn)

NOT_FOUND = [
    "",
    "Noah van den Berg",
    NO_BSN,
    grouped(NO_BSN, (3, 3, 3), " "),
    SHORT,  # may be a KvK number
    f"KvK {SHORT}",
    grouped(SHORT, (2, 2, 2, 2), " "),
    f"{BSN}0",  # ten digits
    f"0{BSN}",  # a phone number
    f"{BSN}{BSN}",
    f"A{BSN}",
    f"{BSN}B",
    MOBILE,
    f"{MOBILE[:2]}-{MOBILE[2:]}",
    f"{MOBILE[0]}{grouped(MOBILE[1:], (1, 2, 2, 2, 2), ' ')}",
    LANDLINE,
    f"{LANDLINE[:3]}-{LANDLINE[3:]}",
    f"({LANDLINE[:3]}) {LANDLINE[3:6]} {LANDLINE[6:]}",
    f"+31{ABROAD}",
    f"+31 {ABROAD}",
    f"+31 (0){ABROAD}",
    f"+31 (0)6 {ABROAD[1:]}",
    f"0031 {ABROAD}",
    f"+31-{ABROAD[0]}-{ABROAD[1:]}",
    f"+49 {ABROAD}",
    f"+32 {grouped(ABROAD, (3, 2, 2, 2), ' ')}",
    "NL91 ABNA 0417 1643 00",
    "NL91ABNA0417164300",
    "2026-03-03T10:15:30." + SECONDS + "Z",
    f"52.{COORDINATE}, 4.{COORDINATE}",
    f"-52,{COORDINATE}",
    "12-03-2026",
    "20260303",
    "2025-2026",
    "groep 7/8 2025-2026",
    "1234 AB 12",
    "10.168.1.100",
    "192.168.178.21",
    "123e4567-e89b-12d3-a456-123456782000",
    "12345678-1234-1234-1234-123456782000",
    "00:1B:44:11:3A:B7",
    f"https://ketenid.nl/201703/{'0123456789abcdef' * 8}",
    f"{'0123456789abcdef' * 7}{BSN}abcdef0",
    "Sofie 06-12345678",
]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_other_numbers_are_left_alone(text):
    assert find_national_numbers(text) == ()


def test_dates_are_left_alone_whatever_day_it_is():
    for day, month, year in itertools.product(range(1, 32), range(1, 13), (2015, 2026)):
        for text in (f"{day:02}-{month:02}-{year}", f"{day}/{month}/{year}", f"{year}-{month:02}-{day:02}"):
            assert not holds_national_number(text)
            assert not holds_national_number(f"{text} 9")


@pytest.mark.parametrize(
    "text",
    [
        "1 " * 50_000,
        "1" * 100_000,
        "+1" + "1" * 100_000,
        "0 " * 50_000 + "a",
        "(0" * 50_000,
        "AB12" + " A1B2" * 20_000 + "?",
        "06-1 " * 20_000,
        "BSN " * 25_000,
        ("00" + "1" * 65 + " ") * 1_500,
        ("+" + "1.1-" * 10 + "x") * 2_000,
    ],
)
def test_hostile_texts_are_read_in_one_go(text):
    assert isinstance(find_national_numbers(text), tuple)


@given(st.text(alphabet="0123456789 .-+()/:abcBSN\u200b", max_size=80))
def test_spans_lie_in_order_within_the_text_and_begin_and_end_with_a_digit(text):
    found = find_national_numbers(text)
    ends = [0, *(span.end for span in found)]
    for span, before in zip(found, ends, strict=False):
        assert before <= span.start < span.end <= len(text)
        assert text[span.start].isdigit()
        assert text[span.end - 1].isdigit()


@given(st.integers(10_000_000, 999_999_999).map(lambda n: f"{n:09d}"))
def test_nine_digits_alone_are_found_exactly_when_they_pass(digits):
    passes = weighted_sum(digits) % 11 == 0 or is_education_number(digits)
    assert holds_national_number(f"x {digits} y") is passes
