"""How much memory this process has had at most."""

from __future__ import annotations

import ctypes
import platform
from pathlib import Path


def peak_megabytes() -> float:
    """Return the peak of this process's memory that lay in RAM, in MB."""
    match platform.system():
        case "Windows":
            return _windows_peak() / 1e6
        case "Linux":  # ru_maxrss would start with what the parent had
            status = Path("/proc/self/status").read_text(encoding="ascii")
            return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6
        case _:
            import resource

            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def _windows_peak() -> int:
    class Counters(ctypes.Structure):
        _fields_ = (
            ("size", ctypes.c_uint32),
            ("faults", ctypes.c_uint32),
            ("peak", ctypes.c_size_t),
            ("rest", ctypes.c_size_t * 8),
        )

    found = Counters(size=ctypes.sizeof(Counters))
    windll = ctypes.windll  # type: ignore[attr-defined,unused-ignore]  # on Windows only
    windll.psapi.GetProcessMemoryInfo(
        ctypes.c_void_p(windll.kernel32.GetCurrentProcess()), ctypes.byref(found), found.size
    )
    return int(found.peak)
