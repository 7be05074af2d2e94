"""The system libraries and programs that Linux does not bring: which are missing, and how to get them."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from devkit.console import Stop, say

# What the Qt of the wheels loads, found with `readelf -d` on its libraries and on its plugins for X11, Wayland,
# off-screen drawing, images and icons: file name -> Debian package.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
}
BENCH_LIBRARIES = {"libpango-1.0.so.0": "libpango-1.0-0", "libpangoft2-1.0.so.0": "libpangoft2-1.0-0"}

DISPLAY_PROGRAMS = {"Xvfb": "xvfb"}
TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "dbus-run-session": "dbus",
    "gnome-keyring-daemon": "gnome-keyring",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
}
LIBRARY_FOLDERS = ("/lib", "/usr/lib", "/lib64", "/usr/lib64", "/usr/local/lib")
APT_LISTS = Path("/var/lib/apt/lists")


def known_libraries() -> frozenset[str]:
    """Return the file names of the shared libraries that the dynamic linker finds."""
    ldconfig = shutil.which("ldconfig") or shutil.which("ldconfig", path="/sbin:/usr/sbin")
    if ldconfig is not None:
        listed = subprocess.run([ldconfig, "-p"], capture_output=True, text=True, check=False).stdout
        return frozenset(line.split()[0] for line in listed.splitlines()[1:] if line.strip())
    folders = [Path(folder) for folder in LIBRARY_FOLDERS]
    return frozenset(file.name for folder in folders if folder.is_dir() for file in folder.rglob("*.so*"))


def has_program(name: str) -> bool:
    """Tell whether a program can be started, by name or by path."""
    return os.access(name, os.X_OK) if name.startswith("/") else shutil.which(name) is not None


def venv_package() -> list[str]:
    """Return the Debian package without which this Python can't make a virtual environment, if it is missing."""
    if importlib.util.find_spec("ensurepip") is not None and importlib.util.find_spec("venv") is not None:
        return []
    return [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]


def missing_packages(
    libraries: Mapping[str, str],
    programs: Mapping[str, str],
    known: Collection[str] | None = None,
    present: Callable[[str], bool] = has_program,
) -> list[str]:
    """Return the Debian packages that are wanted and missing, sorted, each once."""
    found = known_libraries() if known is None else known
    lacking = [package for library, package in libraries.items() if library not in found]
    lacking += [package for program, package in programs.items() if not present(program)]
    return sorted(set(lacking))


def install_command(packages: Iterable[str]) -> list[str]:
    """Return the apt command that installs packages without asking anything."""
    return ["apt-get", "install", "--yes", "--no-install-recommends", *packages]


def ensure(packages: list[str]) -> None:
    """Install Debian packages when we may, and otherwise say how.

    Raises: Stop when they are missing and can't be installed from here.
    """
    if not packages:
        return
    command = install_command(packages)
    if shutil.which("apt-get") is None:
        raise Stop("Missing on this system (Debian's names for them): " + " ".join(packages))
    if os.geteuid() != 0:
        raise Stop("Missing: run this once, then try again:\n  sudo apt-get update && sudo " + " ".join(command))
    say("Installing " + " ".join(packages))
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if not any(APT_LISTS.glob("*_Packages*")):
        apt(["apt-get", "update"], env)
    if not apt(command, env):  # the lists may be older than the files they name
        apt(["apt-get", "update"], env)
        if not apt(command, env):
            raise Stop("apt could not install them; its own words are above. The command: " + " ".join(command))


def apt(command: list[str], env: Mapping[str, str]) -> bool:
    """Run apt and show what it says only when it fails."""
    done = subprocess.run(command, env=env, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        say(done.stdout)
    return done.returncode == 0
