"""Entry point: a command goes to the command line, anything else opens the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with these arguments (default: the process's) and return the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    from leskracht_desktop.cli.parser import wants_window

    if wants_window(arguments):
        from leskracht_desktop import app

        return app.main(arguments)
    from leskracht_desktop import cli

    return cli.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
