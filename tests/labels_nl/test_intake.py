"""Every code of an import has words."""

from __future__ import annotations

import pytest

from leskracht_desktop.domain.intake import Change, Problem, ProblemLevel
from leskracht_desktop.domain.intake_codes import DroppedKind, ProblemCode
from leskracht_desktop.labels_nl.intake import change_label, dropped_count, preview_count, problem_sentence


@pytest.mark.parametrize("code", list(ProblemCode))
def test_every_problem_has_a_sentence(code: ProblemCode) -> None:
    said = problem_sentence(Problem(ProblemLevel.DOUBTFUL, code, "regel 12"))
    assert said.startswith("regel 12: ")
    assert code not in said
    assert said.endswith(".")


def test_a_refused_row_is_said_to_be_left_out() -> None:
    named = Problem(ProblemLevel.DOUBTFUL, ProblemCode.BAD_DATE, "5", "birth_on", about="Vos, Mila")
    assert problem_sentence(named).startswith("regel 5, Vos, Mila: ")
    said = problem_sentence(Problem(ProblemLevel.REFUSED, ProblemCode.NAME_MISSING, "regel 3"))
    assert said == "regel 3: Er staat geen naam. Niet ingelezen."


@pytest.mark.parametrize("kind", list(DroppedKind))
def test_every_kind_that_is_dropped_has_a_name(kind: DroppedKind) -> None:
    said = dropped_count(kind, 3)
    assert said.startswith("3 keer niet bewaard: ")
    assert "_" not in said


@pytest.mark.parametrize("change", list(Change))
def test_counts_are_said_in_words(change: Change) -> None:
    assert preview_count(f"pupil.{change}", 1) == f"1 leerling: {change_label(change)}"
    assert preview_count(f"pupil.{change}", 1200) == f"1.200 leerlingen: {change_label(change)}"


def test_control_characters_in_a_place_are_shown_escaped() -> None:
    said = problem_sentence(Problem(ProblemLevel.DOUBTFUL, ProblemCode.BAD_DATE, "regel \u202e4"))
    assert "\u202e" not in said
