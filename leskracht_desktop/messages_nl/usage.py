"""The grammar of a command line in Dutch: headings, and what is said when something is typed that it does not know."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from typing import Any, NoReturn

from typing_extensions import override

_MESSAGES = (
    (r"the following arguments are required: (.+)", r"deze gegevens ontbreken: \1"),
    (r"unrecognized arguments: (.+)", r"onbekend: \1"),
    (
        r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)",
        r"\1: \2 bestaat niet, kies uit \3",
    ),
    (r"argument (.+?): expected one argument", r"na \1 ontbreekt een waarde"),
    (r"argument (.+?): expected at least one argument", r"na \1 ontbreekt een waarde"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 kan niet samen met \2"),
    (r"one of the arguments (.+) is required", r"geef een van deze op: \1"),
    (r"ambiguous option: (.+) could match (.+)", r"\1 kan meer betekenen: \2"),
    (r"argument (.+?): (.+)", r"\1: \2"),
)


def dutch_usage(message: str) -> str:
    """Return argparse's English usage message in Dutch."""
    for pattern, replacement in _MESSAGES:
        if re.fullmatch(pattern, message):
            return re.sub(pattern, replacement, message)
    return message


class DutchParser(argparse.ArgumentParser):
    """An argument parser whose headings and complaints are Dutch; exit status 2 on misuse.

    `closing` gives the text below the help, and is asked only when the help is shown.
    """

    def __init__(self, *, with_help: bool = True, closing: Callable[[], str] | None = None, **settings: Any) -> None:
        super().__init__(**{**settings, "add_help": False, "allow_abbrev": False})
        self._positionals.title = "gegevens"
        self._optionals.title = "opties"
        self._closing = closing
        if with_help:
            self.add_argument("-h", "--help", action="help", help="toon deze uitleg")

    @override
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.format_usage()}Fout: {dutch_usage(message)}.\n")

    @override
    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "Gebruik: ", 1)

    @override
    def format_help(self) -> str:
        help_text = super().format_help().replace("usage: ", "Gebruik: ", 1)
        return help_text if self._closing is None else f"{help_text}\n{self._closing()}\n"
