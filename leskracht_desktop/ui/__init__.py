"""The windows: Qt only, no SQL, no rules."""

from __future__ import annotations

import sys

from leskracht_desktop.ui import plain_import  # noqa: F401 - loading it is what it is for

if sys.version_info < (3, 12):
    # PySide6 6.12 gives back None from calls without a result, and True from Signal.emit(), without counting the
    # reference. From Python 3.12 on they live for ever; before that, some thousands of calls would free them and end
    # the program (`none_dealloc`): let them live for ever here too. PySide6 6.11 counts well, but pyside6-pdf, which
    # shows a PDF from memory, starts at 6.12.
    import ctypes

    for _value in (None, True, False):
        ctypes.c_ssize_t.from_address(id(_value)).value += 1 << 40
