"""The windows: Qt only, no SQL, no rules."""

from __future__ import annotations

import sys

if sys.version_info < (3, 12):
    # PySide6 6.12 returns True from Signal.emit() without counting the reference. From Python 3.12 on it lives for
    # ever; before that, some hundreds of signals would free it and end the program: let it live for ever here too.
    import ctypes

    for _value in (True, False):
        ctypes.c_ssize_t.from_address(id(_value)).value += 1 << 40
