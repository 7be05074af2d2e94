"""Passwords of mail copies: strong, different, easy to read out."""

from __future__ import annotations

import math

from leskracht_desktop.services.mail_passwords import ALPHABET, GROUP_LENGTH, GROUPS, new_password


def test_a_password_has_more_than_a_hundred_bits():
    assert math.log2(len(ALPHABET)) * GROUPS * GROUP_LENGTH > 100
    assert len(set(ALPHABET)) == len(ALPHABET)


def test_a_password_can_be_read_out_loud():
    for password in (new_password() for _ in range(200)):
        groups = password.split("-")
        assert [len(group) for group in groups] == [GROUP_LENGTH] * GROUPS
        assert set("".join(groups)) <= set(ALPHABET)
    assert not set("01oil") & set(ALPHABET)


def test_passwords_differ_and_use_every_character():
    made = {new_password() for _ in range(200)}
    assert len(made) == 200
    assert set("".join(made)) - {"-"} == set(ALPHABET)
