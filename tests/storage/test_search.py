"""The search index on a real vault: what is found by what, in which order, and that it stays in step."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, text

from leskracht_desktop.domain.names import PersonName, sort_key
from leskracht_desktop.domain.people import PersonFilter, PersonKind, PersonStatus, SchoolId
from leskracht_desktop.storage.models import Person
from leskracht_desktop.storage.search import SEARCH_DDL, find_people, find_requests
from leskracht_desktop.storage.search_index import ID_BITS, index_people, index_request, place_of, unindex_people
from tests.support.vaults import STARTED_AT

PEOPLE = {
    1: ("Noah", "van den", "Berg"),
    2: ("Noa", "", "Bergsma"),
    3: ("Zoë", "", "Yılmaz-Øst"),
    4: ("Anna", "de", "Vries"),
    5: ("Anna", "", "Devries"),
    6: ("Sem", "", "Lindenberg"),
    7: ("Maarten-Jan", "in 't", "Veld"),
    8: ("Siobhán", "", "O'Brien"),
    9: ("محمد", "", "الأحمد"),
    10: ("ሰላም", "", "ተስፋይ"),
    11: ("浩宇", "", "陈"),
    12: ("Katarzyna", "", "Wiśniewska"),
    13: ("Joost", "van", "Dijk"),
    14: ("Vani", "", "Kumar"),
    15: ("Jan", "", "Jansen"),
    16: ("Jan", "", "Janssen"),
}


def row(person_id, call, prefix, surname, **values):
    name = PersonName("", call, "", prefix, surname)
    return {
        "id": person_id,
        "kind": "pupil",
        "status": "active",
        "school_id": 1,
        "call_name": call,
        "prefix": prefix,
        "surname": surname,
        "sort_key": sort_key(name),
        "created_at": STARTED_AT,
        "changed_at": STARTED_AT,
        **values,
    }


@pytest.fixture
def session(vault):
    with vault.session() as opened:
        rows = [row(person_id, *parts) for person_id, parts in PEOPLE.items()]
        rows[0] |= {"email": "noah.berg@example.org"}
        rows[3] |= {"username": "a.devries", "kind": "staff"}
        for one in rows:
            opened.execute(insert(Person), [one])
        opened.execute(text("UPDATE people SET local_key = '0010042' WHERE id = 6"))
        index_people(opened, PEOPLE)
        yield opened


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("noah", [1, 2]),  # exactly; then what is a letter away
        ("noa", [2, 1]),  # exactly before the beginning of another
        ("NOAH", [1, 2]),
        ("berg noah", [1, 2]),  # in any order; then Noa Bergsma, who is close
        ("noah berg", [1, 2]),
        ("van den berg", [1, 2, 6]),  # with the prefix; then without; then anywhere in a word
        ("berg", [1, 2, 6]),
        ("den berg noah van", [1, 2]),
        ("vandenberg", [1, 6]),
        ("van", [1, 13, 14]),  # the prefix itself before a name that begins with it
        ("zoe", [3]),
        ("yilmaz", [3]),
        ("ost", [3, 13]),  # Øst, and J-oost as a part
        ("yilmaz zoe", [3]),
        ("yi zo", [3]),
        ("de vries", [4, 5]),
        ("devries", [5, 4]),
        ("vries", [4, 5]),
        ("maarten", [7]),
        ("maartenjan", [7]),
        ("jan veld", [7]),
        ("in t veld", [7]),
        ("obrien", [8]),
        ("o'brien", [8]),
        ("siobhan", [8]),
        ("محمد", [9]),
        ("الأحمد محمد", [9]),
        ("ተስፋይ", [10]),
        ("陈", [11]),
        ("浩", [11]),
        ("wisniewska", [12]),
        ("wisnewska", [12]),  # a letter too few
        ("wisniewskaa", [12]),  # a letter too many
        ("katarzina", [12]),  # another letter
        ("katazryna", [12]),  # two swapped
        ("katazrina", [12]),  # two errors in a long name
        ("naoh", [1]),  # swapped in a short name
        ("dijk", [13]),
        ("dyk", [13]),  # ij or y
        ("van dijk joost", [13]),
        ("jansen", [15, 16]),
        ("janssen", [16, 15]),
        ("0010042", [6]),
        ("00100", [6]),
        ("noah.berg", [1, 2]),
        ("a.devries", [4, 5]),
        ("P-000012", [12]),
        ("p12", [12]),
        ("xyz", []),
        ("noah veld", []),
        ("", []),
        (" - ", []),
        ('"', []),
        ("noah OR anna", []),
        ("noah*", [1, 2]),
        ("names:noah", []),
        ("NEAR(noah berg)", []),
    ],
)
def test_people_are_found_best_first(session, typed, expected):
    assert find_people(session, typed) == expected


def slips(word: str) -> Iterator[str]:
    """Yield a word with a letter left out, put in, mistaken or swapped, at every place."""
    for at in range(len(word) + 1):
        start, rest = word[:at], word[at:]
        yield from (start + rest[1:], f"{start}q{rest}", f"{start}q{rest[1:]}", start + rest[1:2] + rest[:1] + rest[2:])


@pytest.mark.parametrize(("word", "person_id"), [("kumar", 14), ("jansen", 15), ("bergsma", 2)])
def test_one_slip_is_forgiven_wherever_it_is(session, word, person_id):
    typed = {slip for slip in slips(word) if len(slip) >= 4}
    assert [slip for slip in sorted(typed) if person_id not in find_people(session, slip)] == []


def test_the_first_hits_are_the_same_when_fewer_are_asked_for(session):
    for typed in ("noa", "berg", "van", "jan", "n"):
        everyone = find_people(session, typed)
        for limit in range(1, 6):
            assert find_people(session, typed, limit=limit) == everyone[:limit]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (PersonFilter(kinds=frozenset({PersonKind.STAFF})), [4]),
        (PersonFilter(kinds=frozenset({PersonKind.PUPIL})), [5]),
        (PersonFilter(statuses=frozenset({PersonStatus.LEFT})), []),
        (PersonFilter(school_id=SchoolId(1)), [4, 5]),
        (PersonFilter(school_id=SchoolId(2)), []),
        (PersonFilter(text="is not looked at"), [4, 5]),
    ],
)
def test_hits_are_narrowed(session, chosen, expected):
    assert find_people(session, "vries", chosen) == expected
    assert find_people(session, "vreis", chosen) == [one for one in expected if one == 4]  # typing errors as well


def test_someone_whose_name_changes_is_found_by_the_new_one_only(session):
    session.execute(
        text("UPDATE people SET call_name = 'Boaz', surname = 'Uniek', sort_key = :key WHERE id = 12"),
        {"key": sort_key(PersonName("", "Boaz", "", "", "Uniek"))},
    )
    index_people(session, [12])
    assert find_people(session, "boaz uniek") == [12]
    assert find_people(session, "wisniewska") == []
    assert find_people(session, "katarzyn") == []


def words_kept(session):
    return set(session.scalars(text("SELECT word FROM search_words")))


def test_no_word_of_a_name_outlives_the_last_person_with_it(session):
    assert {"lindenberg", "sem", "anna"} <= words_kept(session)
    unindex_people(session, [6, 4])
    left = words_kept(session)
    assert not {"lindenberg", "sem", "vries"} & left
    assert "anna" in left  # there is another Anna
    assert find_people(session, "sem") == []
    assert session.scalar(text("SELECT count(*) FROM search_places WHERE person_id IN (4, 6)")) == 0
    terms = set(session.scalars(text("SELECT term FROM search_vocabulary")))
    assert not {"lindenberg", "0010042"} & terms


def test_indexing_again_changes_nothing(session):
    before = words_kept(session)
    index_people(session, [*PEOPLE, *PEOPLE])
    assert words_kept(session) == before
    assert find_people(session, "noah") == [1, 2]
    assert session.scalar(text("SELECT count(*) FROM search_places")) == len(PEOPLE)


def test_many_hits_stand_in_dutch_order(vault):
    firsts = [f"{one}{other}" for one in "abcdefghijklmnopqrst" for other in "abcdefghijklmnopqrst"]
    with vault.session() as session:
        session.execute(insert(Person), [row(place, first, "", "Bos") for place, first in enumerate(firsts[::-1], 1)])
        index_people(session, range(1, len(firsts) + 1))
        found = find_people(session, "bos")
        order = list(session.scalars(text("SELECT id FROM people ORDER BY sort_key, id")))
    assert len(found) == 400
    assert found[:300] == order[:300]
    assert sorted(found) == sorted(order)


def test_counters_follow_every_change_of_people(session):
    def counters():
        rows = session.execute(text("SELECT school_id, kind, status, count FROM search_counts WHERE count > 0"))
        return {(row[0], row[1], row[2]): row[3] for row in rows}

    def counted():
        rows = session.execute(text("SELECT school_id, kind, status, count(*) FROM people GROUP BY 1, 2, 3"))
        return {(row[0], row[1], row[2]): row[3] for row in rows}

    assert counters() == counted() == {(1, "pupil", "active"): 15, (1, "staff", "active"): 1}
    session.execute(text("UPDATE people SET status = 'left' WHERE id < 4"))
    session.execute(text("UPDATE people SET kind = 'parent' WHERE id = 5"))
    session.execute(text("DELETE FROM people WHERE id IN (1, 7)"))
    assert counters() == counted()


def test_requests_are_found_by_every_word_typed(session):
    index_request(session, 7, "2026-0007 Jeroen van den Berg Alle berichten, ook e-mail")
    index_request(session, 8, "2026-0008 Özlem Yılmaz")
    for typed, expected in (
        ("2026-0007", [7]),
        ("2026", [7, 8]),
        ("berg jeroen", [7]),
        ("bericht", [7]),
        ("ozlem", [8]),
        ("ozlem berg", []),
        ("", []),
        ('"', []),
    ):
        assert find_requests(session, typed) == expected
    index_request(session, 7, "2026-0007 Iemand anders")
    assert find_requests(session, "jeroen") == []


sort_keys = st.text(
    st.sampled_from("\tabcz") | st.characters(max_codepoint=0x1300, exclude_categories=["Cc"]), max_size=12
)


@given(sort_keys, sort_keys, st.integers(0, 2**ID_BITS - 1), st.integers(0, 2**ID_BITS - 1))
def test_places_never_contradict_the_sort_order(one, other, one_id, other_id):
    places = place_of(one, one_id) >> ID_BITS, place_of(other, other_id) >> ID_BITS
    if one <= other:
        assert places[0] <= places[1]
    assert place_of(one, one_id) & (2**ID_BITS - 1) == one_id
    assert 0 <= place_of(one, one_id) < 2**63


@pytest.mark.parametrize("person_id", [-1, 2**ID_BITS])
def test_an_id_that_does_not_fit_is_refused(person_id):
    with pytest.raises(ValueError, match=str(person_id)):
        place_of("berg", person_id)


def test_the_vault_has_the_tables_that_are_written_here(vault):
    created = [statement.split("(")[0].split()[-1] for statement in SEARCH_DDL if "CREATE T" in statement]
    with vault.read() as session:
        found = set(session.scalars(text("SELECT name FROM sqlite_master WHERE name LIKE 'search%'")))
        statements = set(session.scalars(text("SELECT sql FROM sqlite_master WHERE name LIKE 'search%'")))
    assert {name for name in created if name.startswith("search_")} <= found

    def plain(statement):
        return " ".join(statement.split())

    assert {plain(one) for one in SEARCH_DDL} <= {plain(one) for one in statements if one}
