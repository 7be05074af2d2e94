"""The codes of school systems have Dutch words."""

from __future__ import annotations

import pytest

from leskracht_desktop.domain.people_rules import YEAR_GROUPS
from leskracht_desktop.importers.edexml_fields import ROLES
from leskracht_desktop.labels_nl import role_label, year_group_label


@pytest.mark.parametrize("code", sorted(YEAR_GROUPS - {""}))
def test_every_year_group_has_words(code: str) -> None:
    assert year_group_label(code) != code


@pytest.mark.parametrize("code", sorted(ROLES))
def test_every_role_has_words(code: str) -> None:
    assert role_label(code) != code


def test_other_words_stay_as_they_are() -> None:
    assert year_group_label("eerste klas") == "eerste klas"
    assert role_label("Kunstenaar") == "Kunstenaar"
