"""Names of others go, in whatever way they are written, and nothing else goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leskracht_desktop.domain.dossier import Masking
from leskracht_desktop.domain.masking import Masker, find_names, name_forms, replacement

ONE = replacement(1)


def masker(*names: str, also: tuple[str, ...] = (), spared: tuple[str, ...] = ()) -> Masker:
    return Masker([Masking(name, number, also) for number, name in enumerate(names, 1)], spared)


@pytest.mark.parametrize(
    "written",
    [
        "Sanne van den Berg",
        "SANNE VAN DEN BERG",
        "sanne  van\nden\tberg",
        "Sanne-van-den-Berg",
        "Sanné van dèn Bërg",
        "Sanne\u0301 van den Be\u0308rg",
        "Berg, Sanne van den",
        "van den Berg, Sanne",
        "S. van den Berg",
        "sanne_van_den_berg",
        "San\u200bne van\u00ad den Berg",
        "San\u202ene van den Berg",
    ],
)
def test_a_name_goes_however_it_is_written(written: str):
    assert masker("Sanne van den Berg").value(f"Toen zei {written} iets.") == f"Toen zei {ONE} iets."


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Łukasz Żak", "lukasz zak"),
        ("Ağça Şahin", "AGCA SAHIN"),
        ("Ιωάννα Ρήγα", "Ιωαννα Ρηγα"),
        ("Щербак Олександра", "щербак олександра"),
        ("محمد علي", "محمد علي"),
        ("王小明", "老师说王小明很好"),
        ("Jan d'Hont", "jan d’hont"),
    ],
)
def test_names_in_every_script(name: str, text: str):
    assert ONE in masker(name).value(text)


@pytest.mark.parametrize("text", ["Roosendaal", "proos", "een roos in de tuin", "Annelies", "", "Bergen op Zoom"])
def test_what_only_looks_like_a_name_stays(text: str):
    found = masker("Roos van den Berg", "Anne Bos")
    assert found.prose(text) == text
    assert found.value(text) == text
    assert found.count == 0


def test_first_names_and_surnames_alone_go_from_running_text_only():
    found = masker("Roos Jansen")
    assert found.prose("Roos lacht. Jansen ook. De roos niet.") == f"{ONE} lacht. {ONE} ook. De roos niet."
    assert found.value("Roosstraat 1, Jansen 3") == "Roosstraat 1, Jansen 3"
    assert found.count == 2


def test_the_data_subject_keeps_its_own_name():
    found = masker("Sanne de Boer", "Noah Bos", spared=("Noah de Boer",))
    assert found.prose("Noah de Boer, Noah, Sanne, mevrouw De Boer") == f"Noah de Boer, Noah, {ONE}, mevrouw De Boer"


def test_somebody_with_the_very_same_name_cannot_be_masked():
    found = masker("Noah de Boer", spared=("Noah de Boer",))
    assert not found.active
    assert found.prose("Noah de Boer") == "Noah de Boer"


def test_where_somebody_can_be_reached_goes_with_the_name():
    found = masker("Sanne de Boer", also=("s.deboer@school.example", "06 12 34 56 78"))
    assert found.value("Bel 06-12345678 of mail S.DeBoer@school.example") == f"Bel 06-12345678 of mail {ONE}"
    assert found.value("Bel 06-12 34 56 78") == f"Bel {ONE}"


def test_numbers_tell_people_apart():
    found = masker("Sanne de Boer", "Sem Jansen")
    assert found.prose("Sem Jansen en Sanne de Boer en Sem") == f"{replacement(2)} en {ONE} en {replacement(2)}"
    assert found.count == 3


def test_the_longest_name_wins():
    assert masker("Anne", "Anne Marie Bos").value("Anne Marie Bos") == replacement(2)


def test_without_names_nothing_is_looked_for():
    found = masker()
    assert not found.active
    assert not found.occurs_in("Sanne")
    assert found.prose("Sanne") == "Sanne"


@given(st.text(max_size=60), st.text(min_size=1, max_size=20))
def test_a_masked_text_never_holds_the_name_again(text: str, name: str):
    found = masker(name)
    once = found.value(f"{text} {name} {text}")
    assert not found.occurs_in(once.replace(ONE, " ¶¶¶¶¶ "))


def test_names_are_counted_by_place():
    texts = [("a", "Sem Jansen en SEM JANSEN"), ("b", "Jansen, Sem"), ("a", "niemand")]
    assert find_names(texts, ["Sem Jansen", "Piet Puk"]) == {"Sem Jansen": (3, ("a", "b"))}


def test_forms_of_a_name():
    assert "Berg Sanne van den" in name_forms("Sanne van den Berg")
    assert name_forms("Boer, Sanne de") == ("Boer, Sanne de", "Sanne de Boer")
    assert name_forms("Cher") == ("Cher",)
    assert name_forms(" ... ") == ()
