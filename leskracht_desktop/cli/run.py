"""Carries out one command: opens the vault, prints the outcome, turns errors into exit statuses."""

from __future__ import annotations

import argparse
import contextlib
import errno
import json
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from leskracht_desktop.cli import parser as grammar
from leskracht_desktop.cli import texts
from leskracht_desktop.errors import (
    Ambiguous,
    Cancelled,
    EnvironmentProblem,
    FileRefused,
    NotAllowed,
    NotFound,
    OutputFailed,
    TargetExists,
    UserError,
)

DONE, BUG, USAGE, USER, ENVIRONMENT, INTERRUPTED = 0, 1, 2, 3, 4, 130
PIPE_CLOSED = 141  # whoever read along has seen enough, as in `people | head`; no complaint


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command found: `data` for machines, `lines` for people, `status` to exit with.

    `warnings` are told beside it, apart from what was found, to machines and people alike.
    """

    data: Any
    lines: tuple[str, ...]
    status: int = DONE
    warnings: tuple[str, ...] = ()


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command and return the exit status (0 done, 1 bug, 2 usage, 3 user, 4 environment)."""
    _speak_utf8()
    try:
        arguments = grammar.parsed(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        from leskracht_desktop.cli import commands

        outcome = commands.carry_out(arguments)
    except (UserError, EnvironmentProblem, Cancelled) as error:
        return _complain(error, arguments)
    except KeyboardInterrupt:
        print("Gestopt. Wat al was afgerond, is bewaard; er is niets half opgeslagen.", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:  # the outermost frame: whatever is left is a bug of ours
        logging.getLogger(__name__).debug("bug", exc_info=True)
        print(
            f"Er ging iets mis in het programma zelf ({type(error).__name__}). Er is niets half opgeslagen.",
            file=sys.stderr,
        )
        return BUG
    return _print(outcome, arguments)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _print(outcome: Outcome, arguments: argparse.Namespace) -> int:
    """Print what was found and return the exit status; the work itself was done and stays done."""
    for warning in outcome.warnings:
        print(warning, file=sys.stderr)
    try:
        if arguments.json:
            print(json.dumps(outcome.data, ensure_ascii=False, indent=2))
        else:
            for line in outcome.lines:
                print(line)
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of_output()
        return PIPE_CLOSED
    except OSError as error:
        _let_go_of_output()
        return _complain(OutputFailed(errno.errorcode.get(error.errno or 0, "UNKNOWN")), arguments)
    return outcome.status


def _let_go_of_output() -> None:
    """Send what is still waiting to nowhere, so that Python does not stumble over it when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _complain(error: Exception, arguments: argparse.Namespace) -> int:
    from leskracht_desktop.messages_nl import sentence

    status = ENVIRONMENT if isinstance(error, EnvironmentProblem) else USER
    message = sentence(error)
    next_step = _next_step(error, arguments) or message.next_step
    if arguments.json:
        print(
            json.dumps(
                {
                    "error": type(error).__name__,
                    "message": message.text,
                    "next_step": next_step,
                },
                ensure_ascii=False,
            ),
            file=sys.stderr,
        )
    else:
        print(message.text, file=sys.stderr)
        if next_step:
            print(next_step, file=sys.stderr)
    return status


def _next_step(error: Exception, arguments: argparse.Namespace) -> str:
    """Return what to do on the command line, empty when that is the same as in the window."""
    if isinstance(error, FileRefused) and arguments.command == "import":
        return texts.IMPORT_STEPS.get(error.reason, "")
    if isinstance(error, NotAllowed):
        return texts.REFUSAL_STEPS.get(error.reason, "")
    if isinstance(error, Ambiguous) and error.noun == "group":
        return texts.SAME_GROUP_STEP if arguments.school else texts.GROUP_STEP
    if isinstance(error, NotFound) and error.noun == "section":
        return texts.SECTION_STEP
    return texts.REPLACE_STEP if isinstance(error, TargetExists) and hasattr(arguments, "overwrite") else ""
