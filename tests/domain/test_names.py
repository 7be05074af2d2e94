"""Names: shown, sorted, searched and taken apart the Dutch way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leskracht_desktop.domain.names import (
    PersonName,
    display_name,
    formal_name,
    is_called,
    is_prefix_word,
    list_name,
    search_words,
    sort_key,
    split_full_name,
    split_surname,
    surname_in_salutation,
)


@pytest.mark.parametrize(
    ("name", "shown", "listed", "formal", "salutation"),
    [
        (
            PersonName("Noah Adam", "Noah", "N.A.", "van den", "Berg"),
            "Noah van den Berg",
            "van den Berg, Noah",
            "N.A. van den Berg",
            "Van den Berg",
        ),
        (PersonName("Noah Adam", "", "", "", "Bakker"), "Noah Bakker", "Bakker, Noah", "Noah Bakker", "Bakker"),
        (PersonName("", "", "N.A.", "", "Bakker"), "N.A. Bakker", "Bakker, N.A.", "N.A. Bakker", "Bakker"),
        (PersonName("", "Jan", "", "d'", "Hont"), "Jan d'Hont", "d'Hont, Jan", "Jan d'Hont", "D'Hont"),
        (PersonName("", "Sam", "", "'t", "Hart"), "Sam 't Hart", "'t Hart, Sam", "Sam 't Hart", "'t Hart"),
        (
            PersonName("", "Sam", "", "\u2019t", "Hart"),
            "Sam \u2019t Hart",
            "\u2019t Hart, Sam",
            "Sam \u2019t Hart",
            "\u2019t Hart",
        ),
        (PersonName("", "Noah", "", "", ""), "Noah", "Noah", "Noah", "Noah"),
        (PersonName("", "", "", "de", "Vries"), "de Vries", "de Vries", "de Vries", "De Vries"),
        (PersonName(), "", "", "", ""),
        (PersonName("", "明", "", "", "王"), "明 王", "王, 明", "明 王", "王"),
        (PersonName("", "محمد", "", "", "العمراني"), "محمد العمراني", "العمراني, محمد", "محمد العمراني", "العمراني"),
    ],
)
def test_forms_of_a_name(name, shown, listed, formal, salutation):
    assert display_name(name) == shown
    assert list_name(name) == listed
    assert formal_name(name) == formal
    assert surname_in_salutation(name) == salutation


# In the order of a Dutch register: first name, prefix, surname.
SORTED = [
    ("Ali", "", "Aarts"),
    ("Lina", "", "Ben Ali"),
    ("Anna", "van den", "Berg"),
    ("Anne", "", "Berg"),
    ("Bart", "van de", "Berg"),
    ("Bart", "van den", "Berg"),
    ("Anna", "", "Berg en Dal"),
    ("Anna", "", "Berg-Smit"),
    ("Anna", "", "Bergen"),
    ("Aïcha", "", "Çelik"),
    ("Zoe", "", "Celik"),
    ("Sam", "", "Dijkstra"),
    ("Sam", "", "Dykstra"),
    ("Mohamed", "", "El Amrani"),
    ("Piet", "", "'s-Gravesande"),
    ("Sam", "'t", "Hart"),
    ("Jan", "", "d'Hont"),
    ("Ian", "", "O\u2019Brien"),
    ("Ian", "", "Obrist"),
    ("Lars", "", "\u00d8stergaard"),
    ("Jan", "", "Van Damme"),
    ("Jan", "", "van der Velde"),
    ("Piet", "de", "Vries"),
    ("Иван", "", "Иванов"),
    ("محمد", "", "العمراني"),
    ("明", "", "王"),
]


def test_sorted_as_a_dutch_reader_expects():
    people = [PersonName(call_name=first, prefix=prefix, surname=surname) for first, prefix, surname in SORTED]
    assert sorted(people, key=sort_key) == people


def test_ij_is_sorted_as_two_letters():
    keys = [sort_key(PersonName(surname=surname)) for surname in ("Iersel", "\u0132zerman", "IJzerman", "Ikink")]
    assert keys == sorted(keys)
    assert keys[1] == keys[2]


@pytest.mark.parametrize(
    ("text", "call_name", "initials", "prefix", "surname"),
    [
        ("Noah van den Berg", "Noah", "", "van den", "Berg"),
        ("  Noah   van den  Berg ", "Noah", "", "van den", "Berg"),
        ("van den Berg, Noah", "Noah", "", "van den", "Berg"),
        ("Berg, Noah van den", "Noah", "", "van den", "Berg"),
        ("Berg, van den, Noah", "Noah", "", "van den", "Berg"),
        ("VRIES, DE, JAN", "JAN", "", "DE", "VRIES"),
        ("NOAH VAN DEN BERG", "NOAH", "", "VAN DEN", "BERG"),
        ("noah van den berg", "noah", "", "van den", "berg"),
        ("J.P. Bakker", "", "J.P.", "", "Bakker"),
        ("J. P. de Boer", "", "J. P.", "de", "Boer"),
        ("Th. de Boer", "", "Th.", "de", "Boer"),
        ("J P Bakker", "", "J P", "", "Bakker"),
        ("J T Bakker", "", "J T", "", "Bakker"),
        ("j t bakker", "", "j t", "", "bakker"),
        ("Jan V. Bakker", "Jan V.", "", "", "Bakker"),
        ("Anna Maria Bakker", "Anna Maria", "", "", "Bakker"),
        ("Anna Bakker-de Vries", "Anna", "", "", "Bakker-de Vries"),
        ("Anna Bakker - de Vries", "Anna", "", "", "Bakker-de Vries"),
        ("Anna van den Bakker-de Vries", "Anna", "", "van den", "Bakker-de Vries"),
        ("Sam 't Hart", "Sam", "", "'t", "Hart"),
        ("Sam \u2019t Hart", "Sam", "", "\u2019t", "Hart"),
        ("Sam t Hart", "Sam", "", "t", "Hart"),
        ("Sofie in 't Veld", "Sofie", "", "in 't", "Veld"),
        ("in 't Veld, Sofie", "Sofie", "", "in 't", "Veld"),
        ("Jan-Peter d'Hont", "Jan-Peter", "", "", "d'Hont"),
        ("Jan v.d. Berg", "Jan", "", "v.d.", "Berg"),
        ("Jan v/d Berg", "Jan", "", "v/d", "Berg"),
        ("Ben de Vries", "Ben", "", "de", "Vries"),
        ("Ben Bakker", "Ben", "", "", "Bakker"),
        ("de Vries", "", "", "de", "Vries"),
        ("De Vries", "", "", "De", "Vries"),  # where a name begins the Dutch write a capital
        ("Van den Berg, Noah", "Noah", "", "Van den", "Berg"),
        ("Ten Have", "", "", "Ten", "Have"),
        ("Jan Van Damme", "Jan", "", "", "Van Damme"),  # a Belgian keeps it with the surname
        ("Jan Van Den Berg", "Jan", "", "", "Van Den Berg"),
        ("Van Den Berg, Jan", "Jan", "", "", "Van Den Berg"),
        ("Mohamed El Amrani", "Mohamed", "", "", "El Amrani"),
        ("Mohamed el Amrani", "Mohamed", "", "el", "Amrani"),
        ("El Amrani, Mohamed", "Mohamed", "", "", "El Amrani"),
        ("Maria da Silva", "Maria", "", "da", "Silva"),
        ("Ana García López", "Ana García", "", "", "López"),
        ("Emma y Gómez", "Emma y", "", "", "Gómez"),
        ("Karl-Heinz von der Heide", "Karl-Heinz", "", "von der", "Heide"),
        ("Yılmaz, Ayşe", "Ayşe", "", "", "Yılmaz"),
        ("Nguyễn Văn An", "Nguyễn Văn", "", "", "An"),
        ("Lê, An", "An", "", "", "Lê"),
        ("Иван Иванов", "Иван", "", "", "Иванов"),
        ("王小明", "", "", "", "王小明"),
        ("Suharto", "", "", "", "Suharto"),
        ("Van", "", "", "", "Van"),
        ("van den", "", "", "van", "den"),
        ("Noah,", "", "", "", "Noah"),
        (", Noah", "Noah", "", "", ""),
        (",", "", "", "", ""),
        ("", "", "", "", ""),
    ],
)
def test_a_name_that_was_typed_is_taken_apart(text, call_name, initials, prefix, surname):
    assert split_full_name(text) == PersonName("", call_name, initials, prefix, surname)


@pytest.mark.parametrize(
    ("text", "prefix", "surname"),
    [
        ("van den Berg", "van den", "Berg"),
        ("Berg", "", "Berg"),
        ("", "", ""),
        ("op den Akker", "op den", "Akker"),
        ("uit den Boogaard", "uit den", "Boogaard"),
        ("van 't Hof", "van 't", "Hof"),
        ("de la Cruz", "de la", "Cruz"),
        ("Van den Berg", "", "Van den Berg"),
        ("El Amrani", "", "El Amrani"),
        ("VAN DEN BERG", "VAN DEN", "BERG"),
        ("van", "", "van"),
        ("d'Hont", "", "d'Hont"),
        ("Bakker-de Vries", "", "Bakker-de Vries"),
    ],
)
def test_a_prefix_in_the_surname(text, prefix, surname):
    assert split_surname(text) == (prefix, surname)


@pytest.mark.parametrize(
    "word", ["van", "Van", "DEN", "'t", "\u2019t", "`t", "'s", "d'", "l'", "v.d.", "v/d", "vd", "del"]
)
def test_prefix_words(word):
    assert is_prefix_word(word)


@pytest.mark.parametrize("word", ["", "'", "s", "d", "Jan", "Berg", "V.", "vanille", "-"])
def test_other_words(word):
    assert not is_prefix_word(word)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (PersonName("Noah Adam", "Noah", "N.A.", "van den", "Berg"), "noah adam berg van den vandenberg n a na"),
        (PersonName("", "Jan-Peter", "", "", "d'Hont"), "jan peter janpeter hont dhont d"),
        (PersonName("", "Ian", "", "", "O\u2019Brien"), "ian obrien brien o"),
        (PersonName("", "Piet", "", "", "'s-Gravesande"), "piet gravesande sgravesande s"),
        (PersonName("", "Sam", "", "", "Dijkstra"), "sam dijkstra dykstra"),
        (PersonName("", "Mohamed", "", "", "El Amrani"), "mohamed el amrani elamrani"),
        (PersonName("", "Zoë", "", "", "Çelik-Müller"), "zoe celik muller celikmuller"),
        (PersonName(), ""),
    ],
)
def test_the_words_a_name_is_found_by(name, found):
    assert set(search_words(name)) == set(found.split())
    assert len(set(search_words(name))) == len(search_words(name))


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("Noah van den Berg", True),
        ("van den Berg, Noah", True),
        ("Berg, Noah van den", True),
        ("N.A. van den Berg", True),
        ("noah adam VAN DEN BERG", True),
        ("Noa\u0308h van den Berg", True),
        ("Noah Berg", False),
        ("van den Berg", False),
        ("Noah", False),
        ("Noah van den Berg-Smit", False),
        ("M. van den Berg", False),
        ("", False),
        ("?", False),
    ],
)
def test_a_whole_name_is_known_in_any_order(typed, called):
    assert is_called(PersonName("Noah Adam", "Noah", "N.A.", "van den", "Berg"), typed) is called


LETTERS = st.text(alphabet="abcDEFéıİßøЖمح王金한ँ '\u02bc-.,\t\n\u200b\ud7ff", max_size=12)
NAMES = st.builds(PersonName, LETTERS, LETTERS, LETTERS, LETTERS, LETTERS)


@given(
    st.lists(
        st.sampled_from(["Noah", "van", "Van", "den", "'t", "Berg", "J.P.", "de", "El", "Bakker-de", "王"]), max_size=6
    )
)
def test_nothing_of_a_typed_name_is_lost(parts):
    text = " ".join(parts)
    assert display_name(split_full_name(text)) == text.replace("- ", "-")


@given(NAMES)
def test_any_name_can_be_shown_sorted_and_searched(name):
    assert sort_key(name).count("\t") == 3
    assert all(word == word.strip() and word for word in search_words(name))
    assert (display_name(name) == "") == (list_name(name) == "")
