"""The arithmetic and the table; never how long anything takes."""

from __future__ import annotations

import json

import pytest

from tests.benchmarks.harness import Figure, Rule, alternate, median
from tests.benchmarks.table import amount, as_json, cells, text_table


@pytest.mark.parametrize(
    ("rule", "allowed", "result", "verdict"),
    [
        (Rule.RATIO, 2.0, 2.0, "reached"),
        (Rule.RATIO, 1.9, 2.0, "MISSED"),
        (Rule.SPEED_UP, 0.5, 0.5, "reached"),
        (Rule.SPEED_UP, 1.7, 0.5, "MISSED"),
        (Rule.EXCESS, 16.7, 10.0, "reached"),
        (Rule.EXCESS, 9.9, 10.0, "MISSED"),
        (Rule.AMOUNT, 200.0, 20.0, "reached"),
        (Rule.AMOUNT, 19.0, 20.0, "MISSED"),
        (Rule.TOLD, None, 2.0, ""),
    ],
)
def test_a_figure_is_judged_by_its_rule(rule, allowed, result, verdict):
    figure = Figure("name", "floor", "ms", (20.0, 18.0, 90.0), (10.0, 9.0, 30.0), rule, allowed)
    assert figure.result == pytest.approx(result)
    assert figure.verdict == verdict


def test_a_ratio_compares_what_ran_in_the_same_round():
    figure = Figure("name", "floor", "ms", (10.0, 200.0, 30.0), (10.0, 100.0, 10.0), Rule.RATIO, 2.0)
    assert figure.result == 2.0
    assert (figure.ours_median, figure.floor_median) == (30.0, 10.0)


def test_a_floor_that_could_not_be_measured_is_no_verdict():
    figure = Figure("name", "floor", "ms", (10.0,), (), Rule.RATIO, 2.0, "typst is not installed")
    assert figure.result is None
    assert figure.verdict == "not measured"
    assert "[1] typst is not installed" in text_table([figure])


def test_the_median_of_nothing_is_nothing():
    assert median([]) is None
    assert median([3.0, 1.0, 2.0]) == 2.0


def test_variants_take_turns_and_the_order_turns_too():
    calls: list[str] = []

    def variant(name: str, value: float):
        def run() -> float:
            calls.append(name)
            return value

        return run

    assert alternate(3, variant("a", 1.0), variant("b", 2.0)) == [(1.0, 1.0, 1.0), (2.0, 2.0, 2.0)]
    assert "".join(calls) == "baabbaab"


def test_amounts_show_as_many_digits_as_mean_something():
    assert [amount(value, "ms") for value in (None, 0.123, 12.34, 1234.5)] == ["–", "0.12 ms", "12.3 ms", "1,234 ms"]


def test_a_line_has_floor_ours_ratio_allowed_and_verdict():
    figure = Figure("start", "bare window", "ms", (30.0,), (20.0,), Rule.RATIO, 1.5)
    assert cells(figure) == ("start", "bare window", "20.0 ms", "30.0 ms", "1.50 ×", "≤ 1.50 ×", "reached")


def test_json_holds_every_sample():
    found = json.loads(as_json([Figure("start", "bare window", "ms", (30.0, 31.0), (20.0, 19.0))], people=5))
    assert found["figures"][0]["ours_samples"] == [30.0, 31.0]
    assert found["figures"][0]["floor_samples"] == [20.0, 19.0]
    assert found["machine"]["people"] == 5
