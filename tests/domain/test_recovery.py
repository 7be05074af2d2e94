"""The recovery code: what was written down is read back, and a slip of the pen is noticed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leskracht_desktop.domain.recovery import CODE_BITS, can_be_written, read_code, write_code

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
numbers = st.integers(0, (1 << CODE_BITS) - 1).filter(can_be_written)


@given(numbers)
def test_what_is_written_is_read_back(number: int) -> None:
    code = write_code(number)
    assert re.fullmatch(rf"[{ALPHABET}]{{5}}(-[{ALPHABET}]{{5}}){{6}}", code)
    assert read_code(code) == number.to_bytes(22, "big")


@given(numbers, st.integers(0, 34))
def test_any_one_wrong_character_is_noticed(number: int, place: int) -> None:
    code = write_code(number).replace("-", "")
    for wrong in ALPHABET.replace(code[place], ""):
        assert read_code(code[:place] + wrong + code[place + 1 :]) is None


@given(numbers)
def test_two_swapped_neighbours_are_noticed(number: int) -> None:
    code = write_code(number).replace("-", "")
    for place in range(len(code) - 1):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert swapped == code or read_code(swapped) is None


def test_case_spaces_and_look_alikes_do_not_matter() -> None:
    number = next(n for n in range(1 << 100, 1 << 101) if can_be_written(n) and {"0", "1"} <= set(write_code(n)))
    code = write_code(number)
    for spelling in (code.lower(), code.replace("-", " "), f"\n {code}\t", code.replace("0", "o").replace("1", "l")):
        assert read_code(spelling) == number.to_bytes(22, "big")
    assert read_code(code.replace("1", "I")) == number.to_bytes(22, "big")


@pytest.mark.parametrize("text", ["", "ABCDE", "U" * 35, "0" * 34, "0" * 36, "é" * 35, "00000-" * 7 + "0"])
def test_what_is_no_code_is_not_read(text: str) -> None:
    assert read_code(text) is None


def test_a_number_that_can_not_be_written_is_refused() -> None:
    for number in (-1, 1 << CODE_BITS, 36):
        with pytest.raises(ValueError, match="check character"):
            write_code(number)
