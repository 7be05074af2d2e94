"""Singular and plural meet in one stem, and words that differ stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leskracht_desktop.domain.fuzzy import fold
from leskracht_desktop.domain.stemming import stem

PAIRS = """
    overeenkomst overeenkomsten|verwerker verwerkers|subverwerker subverwerkers|bijlage bijlagen|bijlage bijlages
    bijsluiter bijsluiters|artikel artikelen|artikel artikels|termijn termijnen|datalek datalekken|persoon personen
    gegeven gegevens|persoonsgegeven persoonsgegevens|maatregel maatregelen|recht rechten|verzoek verzoeken
    leerling leerlingen|kind kinderen|schoolkind schoolkinderen|ouder ouders|leerkracht leerkrachten|school scholen
    bestuur besturen|betrokkene betrokkenen|verantwoordelijke verantwoordelijken|mogelijkheid mogelijkheden
    bevoegdheid bevoegdheden|categorie categorieën|kopie kopieën|idee ideeën|foto foto's|logo logo's|baby baby's
    brief brieven|bedrijf bedrijven|huis huizen|keuze keuzes|keuze keuzen|prijs prijzen|bewijs bewijzen|klas klassen
    les lessen|week weken|jaar jaren|maand maanden|dag dagen|uur uren|plan plannen|wet wetten|plek plekken
    adres adressen|proces processen|server servers|account accounts|e-mail e-mails|land landen
    persoonlijk persoonlijke|bijzonder bijzondere|eigenaar eigenaars|eigenaar eigenaren|bezwaar bezwaren|goed goederen
    lid leden|personeelslid personeelsleden|stad steden
"""


@pytest.mark.parametrize(
    "pair", [pair.strip() for line in PAIRS.splitlines() for pair in line.split("|") if pair.strip()]
)
def test_singular_and_plural_share_a_stem(pair: str):
    one, many = (fold(word).split() for word in pair.split())
    assert [stem(word) for word in one] == [stem(word) for word in many]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("verwerker", "verwerking"),
        ("recht", "rechter"),
        ("leren", "leerling"),
        ("doel", "doorgifte"),
        ("een", "en"),
        ("school", "scholing"),
        ("registreren", "register"),
    ],
)
def test_other_words_stay_apart(one: str, other: str):
    assert stem(one) != stem(other)


@given(st.text(alphabet="aeioubdfgklmnprstvwz", max_size=20))
def test_a_stem_begins_as_its_word_and_is_never_longer(word: str):
    assert stem(word)[:1] == word[:1]
    assert len(stem(word)) <= len(word)
