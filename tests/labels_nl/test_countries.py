"""Countries by code and by name: what is stored is a code, what is read is Dutch."""

from __future__ import annotations

import pytest

from leskracht_desktop.domain.bad_value import BadValue
from leskracht_desktop.domain.countries import COUNTRY_CODES, EXTRA_CODES, STANDARD_CODES, parse_country
from leskracht_desktop.labels_nl import country_code, country_name
from leskracht_desktop.labels_nl.countries import COUNTRY_NAMES


def test_every_code_of_the_standard_has_one_name():
    assert len(STANDARD_CODES) == 249
    assert not STANDARD_CODES & EXTRA_CODES
    assert set(COUNTRY_NAMES) == COUNTRY_CODES
    assert len(set(COUNTRY_NAMES.values())) == len(COUNTRY_NAMES)
    assert list(COUNTRY_NAMES) == sorted(COUNTRY_NAMES)


@pytest.mark.parametrize("code", sorted(COUNTRY_CODES))
def test_a_name_leads_back_to_its_code(code: str):
    assert country_code(country_name(code)) == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("nl", "NL"),
        (" De ", "DE"),
        ("nederland", "NL"),
        ("BELGIE", "BE"),
        ("Curacao", "CW"),
        ("UK", "GB"),
        ("V.S.", "US"),
        ("verenigde  staten", "US"),
        ("Bahama's", "BS"),
        ("", ""),
        ("Atlantis", "Atlantis"),
    ],
)
def test_what_people_write_is_understood(typed: str, code: str):
    assert country_code(typed) == code


def test_an_unknown_code_is_shown_as_it_is():
    assert country_name("ZZ") == "ZZ"
    assert country_name("nl") == "Nederland"
    assert country_name("") == ""


@pytest.mark.parametrize("text", ["ZZ", "Nederland", "N", "1A", ""])
def test_only_codes_are_stored(text: str):
    with pytest.raises(BadValue, match="country_format"):
        parse_country(text)


def test_names_can_stand_in_a_list_with_commas():
    assert [name for name in COUNTRY_NAMES.values() if "," in name] == []
