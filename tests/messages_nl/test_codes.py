"""Every code the program can raise has its own Dutch words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import leskracht_desktop
from leskracht_desktop.domain.audit import AuditDamage
from leskracht_desktop.domain.intake_codes import RefusalReason
from leskracht_desktop.messages_nl import codes
from leskracht_desktop.messages_nl.files import FILE_REASONS
from leskracht_desktop.messages_nl.problems import PROBLEMS

PACKAGE = Path(leskracht_desktop.__file__).parent
SOURCES = [path for path in PACKAGE.rglob("*.py") if path.parent.name != "messages_nl"]


def raised(name: str, position: int = 0) -> set[str]:
    """Return the constant texts given to calls of `name` anywhere in the program."""
    return {text for path in SOURCES for text in _given(ast.parse(path.read_text(encoding="utf-8")), name, position)}


def _given(tree: ast.AST, name: str, position: int) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == name and len(node.args) > position:
            given = node.args[position]
            if isinstance(given, ast.Constant) and isinstance(given.value, str):
                yield given.value


def test_every_reason_to_refuse_a_step_has_its_sentence():
    found = raised("NotAllowed")
    assert len(found) > 3
    assert found <= set(codes.REASONS)


def test_every_bad_value_has_its_sentence():
    found = raised("BadValue")
    assert len(found) > 8
    assert found <= set(PROBLEMS)


def test_every_noun_has_its_word():
    assert raised("NotFound") <= set(codes.NOUNS)
    assert raised("Ambiguous") <= set(codes.PLURAL_NOUNS)


def test_every_part_of_a_vault_has_its_word():
    assert raised("VaultDamaged", 1) | raised("VaultMissing", 1) <= set(codes.VAULT_PARTS)


@pytest.mark.parametrize("reason", RefusalReason)
def test_every_refusal_of_a_file_says_why_and_what_helps(reason: RefusalReason):
    text, next_step = FILE_REASONS[reason]
    assert text.endswith(".")
    assert next_step.endswith(".")


def test_every_damage_of_the_log_has_its_words():
    assert set(AuditDamage) == set(codes.DAMAGES)


def test_no_sentence_has_an_unfilled_place():
    for code, text in PROBLEMS.items():
        assert "{" not in text.format(label="Naam"), code
