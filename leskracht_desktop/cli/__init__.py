"""The headless commands: the same services as the windows, Dutch messages, fixed exit statuses."""

from __future__ import annotations

from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command and return the exit status (0 done, 1 bug, 2 usage, 3 user, 4 environment)."""
    from leskracht_desktop.cli.run import main as carry_out

    return carry_out(argv)
