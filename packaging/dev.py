#!/usr/bin/env python3
"""Set up the project on this machine and run its commands: `python3 packaging/dev.py --help`.

Needs nothing but Python 3.11 or newer. Older versions can still read this file, so that they can say so.
"""

import os
import shutil
import sys

NEEDED = (3, 11)


def newer_python() -> "str | None":
    """Return the path of a Python on this machine that is new enough, or None."""
    for name in ("python3.13", "python3.12", "python3.11", "python3.14"):
        found = shutil.which(name)
        if found:
            return found
    return None


def start() -> int:
    """Hand over to `devkit`, with a newer Python where this one is too old."""
    if sys.version_info < NEEDED:
        found = newer_python()
        if found is None:
            sys.exit(f"This needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
        os.execv(found, [found, os.path.abspath(__file__)] + sys.argv[1:])  # noqa: PTH100, RUF005, S606 - old Pythons read this
    from devkit.commands import main

    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(start())
