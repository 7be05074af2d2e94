"""The loader of guides: what it reads, and what it refuses by line and part."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leskracht_desktop.agreements.content_file import LIST_LIMIT, SIZE_LIMIT, TEXT_LIMIT, line_of
from leskracht_desktop.agreements.guide_library import load_library, parse_avg, parse_common
from leskracht_desktop.agreements.guides import parse_guide
from leskracht_desktop.domain.guide import AvgReference, FunctionCode, ModelStatus, TermCode, TermKind
from leskracht_desktop.domain.inventory import Certainty
from leskracht_desktop.errors import FileRefused
from leskracht_desktop.messages_nl.files import FILE_REASONS

SHIPPED = Path(__file__).parents[2] / "resources" / "agreements"
NAME = Path("eigen.toml")

OWN = """\
format = 1

[version]
id = "6.0"
title = "Model 6.0"
sequence = 60
status = "expected"
status_certainty = "to_be_checked"
certainty = "to_be_checked"
facts = ["Verzonnen voor deze proef."]
changes = ["Alles is nieuw."]
dates = [{ code = "published", label = "Gepubliceerd", text = "1 mei 2030", on = 2030-05-01, certainty = "checked", source = "Een krant" }]

[[articles]]
number = 2
slug = "breaches"
title = "Datalekken"
certainty = "to_be_checked"
summary = ["Over datalekken.", { text = "Snel melden.", certainty = "checked", source = "AVG artikel 33 lid 2" }]
school_duties = []
supplier_duties = ["Melden."]
avg = ["33.2", "28.3.f"]
questions = ["Wie belt?"]
functions = ["key_card"]
related = ["definitions"]
annexes = ["leaflet"]
terms = [
  { code = "breach_to_authority", label = "Melden", kind = "fixed_by_law", text = "72 uur", source = "AVG artikel 33 lid 1", certainty = "checked", avg = "33.1" },
]

[[articles]]
number = 1
slug = "definitions"
title = "Definities"
certainty = "to_be_checked"
summary = ["Wat woorden betekenen."]
school_duties = []
supplier_duties = []
questions = ["Klopt het?"]

[[annexes]]
code = "leaflet"
number = 1
title = "Bijsluiter"
certainty = "to_be_checked"
summary = ["Per product."]
questions = ["Klopt het?"]

[[annexes.sections]]
code = "A"
title = "Algemeen"
fields = [{ code = "product", label = "Product", text = "De naam." }]
"""  # noqa: E501 - a content file as a person writes it


def parse(text: str = OWN):
    return parse_guide(text.encode(), NAME)


def test_a_content_file_becomes_a_guide():
    guide = parse()
    version = guide.version
    assert (version.id, version.title, version.sequence, version.status) == (
        "6.0",
        "Model 6.0",
        60,
        ModelStatus.EXPECTED,
    )
    assert (version.dates[0].on, version.dates[0].source) == (date(2030, 5, 1), "Een krant")
    assert [statement.text for statement in guide.changes] == ["Alles is nieuw."]
    assert [article.slug for article in guide.articles] == ["definitions", "breaches"]
    breaches = guide.article(2)
    assert breaches is guide.by_slug("breaches")
    assert [(found.text, found.certainty, found.source) for found in breaches.summary] == [
        ("Over datalekken.", Certainty.TO_BE_CHECKED, None),
        ("Snel melden.", Certainty.CHECKED, "AVG artikel 33 lid 2"),
    ]
    assert breaches.avg_articles == (AvgReference(33, 2), AvgReference(28, 3, "f"))
    assert [reference.code for reference in breaches.avg_articles] == ["33.2", "28.3.f"]
    assert (breaches.functions, breaches.related, breaches.annexes) == (
        (FunctionCode.KEY_CARD,), ("definitions",), ("leaflet",),
    )  # fmt: skip
    assert guide.annex("leaflet").sections[0].fields[0].certainty is Certainty.TO_BE_CHECKED


def test_a_term_is_found_with_its_article():
    article, term = parse().term(TermCode.BREACH_TO_AUTHORITY)
    assert (article.number, term.kind, term.avg) == (2, TermKind.FIXED_BY_LAW, AvgReference(33, 1))
    assert parse().term(TermCode.LIABILITY) is None
    assert (parse().article(3), parse().by_slug("liability"), parse().annex("security")) == (None, None, None)


def test_texts_come_in_reading_order():
    guide = parse()
    assert list(guide.article(2).texts()) == [
        "Datalekken", "Over datalekken.", "Snel melden.", "Melden.", "Melden: 72 uur", "Wie belt?",
    ]  # fmt: skip
    assert list(guide.annex("leaflet").texts()) == [
        "Bijsluiter", "Per product.", "Algemeen", "Product: De naam.", "Klopt het?",
    ]  # fmt: skip


def test_white_space_is_made_single_and_hidden_characters_go():
    text = OWN.replace('"Over datalekken."', '"""\n  Over\n  data\u00adlekken.  """')
    assert parse(text).article(2).summary[0].text == "Over datalekken."


BROKEN = [
    ("format = 1", "format = 2", "newer_format", "line 1: format"),
    ("format = 1", "formaat = 1", "missing_part", "format"),
    ("[version]", "[versie]", "unknown_part", "line 3: versie"),
    ('id = "6.0"', 'id = "../6"', "wrong_kind", "line 4: version.id"),
    ('title = "Model 6.0"', "", "missing_part", "line 3: version.title"),
    ("sequence = 60", 'sequence = "zestig"', "wrong_kind", "line 6: version.sequence"),
    ('status = "expected"', 'status = "perfect"', "unknown_reference", "line 7: version.status"),
    ('facts = ["Verzonnen voor deze proef."]', "facts = []", "missing_part", "line 10: version.facts"),
    ("on = 2030-05-01", "on = 2030-05-01T10:00:00", "wrong_kind", "line 12: version.dates.published.on"),
    (', source = "Een krant"', "", "missing_part", "line 12: version.dates.published.source"),
    ("number = 2", "number = 0", "wrong_kind", "line 15: articles[0].number"),
    ("number = 2", "number = 1", "duplicate_code", "line 32: articles[1].number"),
    ('slug = "definitions"', 'slug = "breaches"', "duplicate_code", "line 33: articles[1].slug"),
    ('slug = "breaches"', 'slug = "Data lekken"', "wrong_kind", "line 16: articles[0].slug"),
    ('"AVG artikel 33 lid 2" }', '"" }', "missing_part", "line 19: articles[0].summary[1].source"),
    (', source = "AVG artikel 33 lid 2"', "", "missing_part", "line 19: articles[0].summary[1].source"),
    ('{ text = "Snel melden."', '{ tekst = "Snel melden."', "unknown_part", "line 19: articles[0].summary[1].tekst"),
    ('["Over datalekken.", ', "[3, ", "wrong_kind", "line 19: articles[0].summary[0]"),
    (
        'supplier_duties = ["Melden."]',
        'supplier_duties = "Melden."',
        "wrong_kind",
        "line 21: articles[0].supplier_duties",
    ),
    ('"28.3.f"', '"28.f"', "unknown_reference", "line 22: articles[0].avg[1]"),
    ('["Wie belt?"]', "[]", "missing_part", "line 23: articles[0].questions"),
    ('["key_card"]', '["magic"]', "unknown_reference", "line 24: articles[0].functions[0]"),
    ('["key_card"]', '["key_card", "key_card"]', "duplicate_code", "line 24: articles[0].functions[1]"),
    ('related = ["definitions"]', 'related = ["breaches"]', "unknown_reference", "line 25: articles[0].related[0]"),
    ('annexes = ["leaflet"]', 'annexes = ["letter"]', "unknown_reference", "line 26: articles[0].annexes[0]"),
    ('code = "breach_to_authority"', 'code = "soon"', "unknown_reference", "line 28: articles[0].terms.soon.code"),
    (', avg = "33.1"', "", "missing_part", "line 28: articles[0].terms.breach_to_authority.avg"),
    ('kind = "fixed_by_law"', 'kind = "habit"', "unknown_reference", "articles[0].terms.breach_to_authority.kind"),
    ('code = "leaflet"', 'code = "leaf let"', "wrong_kind", "annexes.leaf let.code"),
    ('title = "Algemeen"', "", "missing_part", "line 50: annexes.leaflet.sections.A.title"),
    ('label = "Product", ', "", "missing_part", "line 52: annexes.leaflet.sections.A.fields.product.label"),
]


@pytest.mark.parametrize(("old", "new", "reason", "where"), BROKEN)
def test_a_broken_part_is_named_with_its_line(old, new, reason, where):
    assert old in OWN
    with pytest.raises(FileRefused) as caught:
        parse(OWN.replace(old, new, 1))
    assert (caught.value.path, caught.value.reason) == (NAME, reason)
    assert caught.value.where.endswith(where)


@pytest.mark.parametrize(
    ("content", "reason", "where"),
    [
        (b"", "missing_part", "format"),
        (b"format = 1\nversion 2\n", "not_toml", "line 2, column 9"),
        (b"format = 1\n# \xff\n", "not_toml", "line 2"),
        (b"\x00", "not_toml", "line 1, column 1"),
        (b"PK\x03\x04 not a text at all", "not_toml", "line 1, column 3"),
        (b"format = " + b"9" * 5000, "not_toml", ""),
        (b"format = " + b"[" * 5000, "too_deep", ""),
        (b"format = 1\nx = " + b"[" * 20 + b"]" * 20, "too_deep", "x" + "[0]" * 13),
        (b"#" * (SIZE_LIMIT + 1), "too_large", ""),
        (OWN.replace("Melden.", "x" * (TEXT_LIMIT + 1)).encode(), "record_too_large", "articles[0].supplier_duties[0]"),
        (
            OWN.replace('["Wie belt?"]', str(["Wie?"] * (LIST_LIMIT + 1)), 1).encode(),
            "record_too_large",
            "articles[0].questions",
        ),
        (OWN.replace("Melden.", "ab\\u202Ecd").encode(), "control_characters", "articles[0].supplier_duties[0]"),
        (OWN.replace("format = 1", 'format = 1\n"a\\u202Eb" = 1').encode(), "control_characters", ""),
        (OWN.replace("Melden.", "ab\\u0007cd").encode(), "control_characters", "articles[0].supplier_duties[0]"),
    ],
)  # fmt: skip
def test_what_is_no_content_file_at_all(content, reason, where):
    with pytest.raises(FileRefused) as caught:
        parse_guide(content, NAME)
    assert caught.value.reason == reason
    assert caught.value.where.endswith(where)


@given(st.integers(0, len(OWN)), st.integers(0, 40), st.text(alphabet='[]{}="\\\n#.a1,\u202e\x07é ', max_size=12))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(start, length, put):
    content = (OWN[:start] + put + OWN[start + length :]).encode("utf-8")
    reasons: list[str] = []
    titles: list[str] = []
    try:
        titles.append(parse_guide(content, NAME).version.title)
    except FileRefused as error:
        reasons.append(error.reason)
    assert len(reasons) + len(titles) == 1
    assert set(reasons) <= set(FILE_REASONS)


@pytest.mark.parametrize(
    ("where", "line"),
    [("version", 3), ("articles[1]", 31), ("annexes.leaflet.sections.A", 50), ("nowhere", None), ("articles[9]", None)],
)
def test_the_line_of_a_part(where, line):
    assert line_of(where, OWN) == line


# --- the library ------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    for path in SHIPPED.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def test_the_versions_stand_in_order():
    library = load_library(SHIPPED)
    assert [guide.version.id for guide in library.guides] == ["2015", "2016", "3.0", "4.0", "5.0"]
    assert library.current is library.guide("4.0")
    assert (library.problems, library.added) == ((), ())


def test_a_broken_guide_is_left_out_and_listed(folder):
    path = folder / "model-3.0.toml"
    path.write_text(path.read_text("utf-8").replace("number = 2\n", 'number = "twee"\n'), encoding="utf-8")
    library = load_library(folder)
    assert library.guide("3.0") is None
    assert [guide.version.id for guide in library.guides if guide.worked_out] == ["4.0"]
    (problem,) = library.problems
    assert (problem.file, problem.reason, problem.detail) == ("model-3.0.toml", "wrong_kind", "number")
    line, _, part = problem.where.removeprefix("line ").partition(": ")
    assert part == "annexes.security_annex.number"
    assert path.read_text("utf-8").splitlines()[int(line) - 1] == 'number = "twee"'


def test_without_the_avg_file_the_guides_are_still_there(folder):
    (folder / "avg.toml").unlink()
    library = load_library(folder)
    assert library.avg_articles == ()
    assert len(library.guides) == 5
    assert [(problem.file, problem.reason) for problem in library.problems] == [("avg.toml", "unreadable")]


@pytest.mark.parametrize("damage", [None, "format = 1\n[notice]\n"])
def test_without_the_common_file_the_guides_keep_their_notice(folder, damage):
    path = folder / "common.toml"
    path.unlink()
    if damage is not None:
        path.write_text(damage, encoding="utf-8")
    library = load_library(folder)
    assert library.notice.short == library.notice.full == load_library(SHIPPED).notice.short
    assert (len(library.guides), library.functions, library.glossary) == (5, (), ())
    assert [problem.file for problem in library.problems] == ["common.toml"]


def test_a_user_adds_and_replaces_versions():
    replaced = OWN.replace('id = "6.0"', 'id = "4.0"')
    library = load_library(SHIPPED, {"a.toml": OWN.encode(), "b.toml": replaced.encode(), "c.toml": b"kapot"})
    titles = {guide.version.id: guide.version.title for guide in library.guides}
    assert titles["6.0"] == titles["4.0"] == "Model 6.0"
    assert titles["3.0"] == "Model Verwerkersovereenkomst 3.0"
    assert library.added == ("6.0", "4.0")
    assert [(problem.file, problem.reason) for problem in library.problems] == [("c.toml", "not_toml")]


def test_every_function_has_a_name_in_the_common_file():
    text = (SHIPPED / "common.toml").read_text("utf-8")
    with pytest.raises(FileRefused) as caught:
        parse_common(text.replace("key_card =", "keycard =").encode(), NAME)
    assert (caught.value.reason, caught.value.where.endswith("functions.keycard")) == ("unknown_part", True)


@pytest.mark.parametrize(
    ("old", "new", "reason", "where"),
    [
        ("number = 5\n", "number = 4\n", "duplicate_code", "articles[1].number"),
        ("number = 5\n", "", "missing_part", "articles[1].number"),
        ('source = "AVG artikel 5, Engelse tekst"\n', "", "missing_part", "articles[1].summary[0].source"),
    ],
)
def test_a_broken_avg_file_is_named_by_part(old, new, reason, where):
    text = (SHIPPED / "avg.toml").read_text("utf-8")
    assert old in text
    with pytest.raises(FileRefused) as caught:
        parse_avg(text.replace(old, new, 1).encode(), NAME)
    assert (caught.value.reason, caught.value.where.endswith(where)) == (reason, True)
