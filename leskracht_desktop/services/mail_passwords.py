"""Passwords for mail copies: strong enough for a file that may lie in a mailbox for years, easy to read out loud."""

from __future__ import annotations

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""No characters that are taken for one another: no 0 and o, no 1, i and l."""

GROUPS, GROUP_LENGTH = 6, 4
"""24 characters of 31 kinds: 118 bits."""


def new_password() -> str:
    """Return a new password in six groups of four, e.g. `k7m2-x9fp-…`; nobody keeps it."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)
