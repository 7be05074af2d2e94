"""Every error a person can meet has its Dutch sentence."""

from __future__ import annotations

import dataclasses
import inspect
import platform
from pathlib import Path
from typing import Any

import pytest

from leskracht_desktop import errors
from leskracht_desktop.messages_nl import TABLE, codes, problem_text, sentence

ROOTS = (errors.LeskrachtError, errors.UserError, errors.EnvironmentProblem)
CLASSES = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, errors.LeskrachtError) and kind not in ROOTS
]
SAMPLES: dict[str, Any] = {
    "Path": Path("Klaproos.kluis"),
    "str": "code",
    "int": 3,
    "float": 2.0,
    "tuple[tuple[str, str], ...]": (("surname", "required"), ("email", "email_format")),
    "datetime | None": None,
}


def example(kind: Any) -> Any:
    make: Any = kind
    if not dataclasses.is_dataclass(kind):
        return make()
    return make(*(SAMPLES[str(field.type)] for field in dataclasses.fields(kind)))


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_error_has_its_own_sentence(kind: type[errors.LeskrachtError]):
    assert kind in TABLE
    message = sentence(example(kind))
    assert message.title
    assert not message.title.endswith(".")
    assert message.text.endswith(".")
    assert kind is errors.Cancelled or message.next_step.endswith((".", "!"))
    assert "{" not in message.text + message.next_step
    assert type(example(kind)).__name__ not in message.text


def test_a_try_that_came_too_soon_is_not_called_wrong():
    message = sentence(errors.TooSoon("passphrase", 3.2))
    assert "past niet" not in message.text
    assert "4 seconden" in message.text


@pytest.mark.parametrize(
    ("holder", "by_whom"),
    [
        (f"{platform.node()}, 17988", "in een ander venster van dit programma op deze computer."),
        ("", "in een ander venster van dit programma op deze computer."),
        ("laptop-van-juf, 12", "op een andere computer (laptop-van-juf, 12)."),
    ],
)
def test_who_has_the_vault_open_is_said_in_words(holder: str, by_whom: str):
    assert sentence(errors.VaultInUse(Path("De Wilg.kluis"), holder)).text.endswith(by_whom)


def test_a_bug_says_so_without_its_message():
    message = sentence(KeyError("Noah van den Berg"))
    assert "KeyError" in message.text
    assert "Noah" not in message.text


def test_a_wrong_passphrase_says_how_long_to_wait():
    assert "Wacht 1 seconde." in sentence(errors.WrongSecret("passphrase", 1.2)).next_step
    assert "Wacht" not in sentence(errors.WrongSecret("passphrase")).next_step
    assert "herstelcode" in sentence(errors.WrongSecret("recovery_code")).text


@pytest.mark.parametrize("reason", sorted(codes.KEYCHAIN_REASONS))
def test_each_keychain_reason_leads_to_the_passphrase(reason: str):
    message = sentence(errors.KeychainProblem(reason))
    assert message.text == codes.KEYCHAIN_REASONS[reason]
    assert "wachtwoordzin" in message.next_step


def test_invalid_input_tells_each_problem_once():
    error = errors.InvalidInput((("surname", "required"), ("surname", "required"), ("brin", "brin_format")))
    text = sentence(error).text
    assert text.count("achternaam") == 1
    assert "99ZZ" in text


def test_a_problem_names_its_field_in_dutch():
    assert problem_text("city", "required") == "Vul ‘Plaats’ in."
    assert problem_text("email", "national_number").startswith("Hier staat een nummer")
