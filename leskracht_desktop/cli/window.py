"""Whether the arguments ask for a window; apart from the grammar, for which a window should not wait."""

from __future__ import annotations

from collections.abc import Sequence


def wants_window(arguments: Sequence[str]) -> bool:
    """Return whether these arguments hold no command, so that the window should open.

    An option this grammar does not know (such as `--demo`) belongs to the window; a word that is
    no command goes to the command line, which says what it does know.
    """
    takes_value = {"--vault", "--passphrase-file", "--walk"}
    position = 0
    while position < len(arguments):
        word = arguments[position]
        if word in ("-h", "--help"):
            return False
        if not word.startswith("-"):
            return False
        position += 2 if word in takes_value else 1
    return True
