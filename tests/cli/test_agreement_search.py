"""`agreement search`: what is called so comes first, and nothing that was found is kept back without saying so."""

from __future__ import annotations

import re

from tests.cli.conftest import Run


def test_the_article_searched_for_is_told_first(run: Run):
    lines = run("agreement", "search", "subverwerkers").out.splitlines()
    assert lines[0].startswith("Model Verwerkersovereenkomst 4.0 (")
    assert lines[1].startswith("  11. Subverwerkers: ")
    assert run("agreement", "search", "artikel 8").out.splitlines()[1].startswith("  8. ")
    assert run("agreement", "search", "artikel 33").out.splitlines()[0].startswith("AVG (")


def test_what_is_left_out_is_counted_and_can_be_asked_for(run: Run):
    few = run("agreement", "search", "leverancier", "--limit", "2").out
    (head, count) = re.findall(r"^(Model .* 4\.0) \((\d+)\)$", few, re.MULTILINE)[0]
    rest = f"  … en nog {int(count) - 2} plaatsen. Met --limit 0 ziet u ze allemaal."
    assert few.splitlines()[few.splitlines().index(f"{head} ({count})") + 3] == rest
    whole = run("agreement", "search", "leverancier", "--limit", "0").out
    assert "--limit" not in whole
    below = whole.split(f"{head} ({count})\n", 1)[1].splitlines()
    assert sum(1 for line in below[: int(count)] if line.startswith("  ")) == int(count)
    assert not below[int(count)].startswith("  ")
    assert run("agreement", "search", "leverancier", "--limit", "-1").status == 2
