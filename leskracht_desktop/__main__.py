"""`python -m leskracht_desktop` and the command `leskracht-desktop`: a window, or a command without one."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Open the window, or carry out the command that the arguments hold."""
    from leskracht_desktop.cli.window import wants_window

    if wants_window(sys.argv[1:]):
        # Nothing made while the program starts is garbage: to look for it takes a tenth of the time to the first paint.
        gc.disable()  # from then on `ui.collecting` does it
        from leskracht_desktop.app import main as open_window

        return open_window()
    from leskracht_desktop.cli import main as carry_out

    return carry_out()


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()  # dossiers for a group are made in processes of their own
    sys.exit(main())
