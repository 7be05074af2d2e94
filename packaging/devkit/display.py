"""A virtual display for machines without one."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping

from devkit.console import Stop


def lacks_display(env: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Tell whether a window can't be shown: Linux without X11 or Wayland."""
    return platform.startswith("linux") and not (env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"))


@contextlib.contextmanager
def virtual_display(size: str = "1440x900x24") -> Iterator[str]:
    """Run Xvfb on a free display for the length of the block, and yield the display's name, such as `:3`.

    Raises: Stop when it does not start.
    """
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(
        command, pass_fds=(writing,), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(writing)
    try:
        with os.fdopen(reading, encoding="ascii") as answer:
            number = answer.readline().strip()  # Xvfb says which display it took, or closes the pipe
        if not number:
            raise Stop(f"Xvfb did not start (exit status {server.wait()})")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()
