"""Proof that every runtime dependency has a ready-made wheel for every platform we build for.

`dev.py lock` asks the registry and writes the proof to `wheels.json`; the tests compare that with the lock, without a
network; `dev.py lint` asks the registry again, unless it did so before on this machine about the same lock.
"""

from __future__ import annotations

import concurrent.futures
import json
import re
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from devkit import places
from devkit.console import Stop, say
from devkit.locks import Pin, read
from devkit.setup import fingerprint

PYTHONS = ("3.11", "3.13")
"""The oldest Python the program runs on, and the one its installers carry."""

PLATFORMS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "windows-x64": ("win_amd64", {"sys_platform": "win32", "platform_machine": "AMD64", "os_name": "nt"}),
    "windows-arm64": ("win_arm64", {"sys_platform": "win32", "platform_machine": "ARM64", "os_name": "nt"}),
    "macos-arm64": ("macosx_15_0_arm64", {"sys_platform": "darwin", "platform_machine": "arm64", "os_name": "posix"}),
    "macos-x64": ("macosx_15_0_x86_64", {"sys_platform": "darwin", "platform_machine": "x86_64", "os_name": "posix"}),
}
UNREACHABLE = re.compile(r"Retrying \(|NewConnectionError|ConnectTimeout|ProxyError|Max retries exceeded")
CACHE = places.BUILD / "wheels-checked"

Proof = dict[str, dict[str, str]]
"""Platform and Python (`windows-arm64 3.11`) -> pin (`lxml==6.1.3`) -> SHA-256 of the wheel."""


class Unreachable(Stop):
    """The registry can't be asked; nothing is known about the wheels."""


def targets() -> list[tuple[str, str, str]]:
    """Return (name, platform, Python version) of everything that is checked."""
    return [(f"{platform} {python}", platform, python) for platform in PLATFORMS for python in PYTHONS]


def applying(pins: Iterable[Pin], platform: str, python: str) -> list[Pin]:
    """Return the pins whose marker holds on a platform under a Python version."""
    from packaging.markers import Marker

    given = {
        **PLATFORMS[platform][1],
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "platform_system": {"win32": "Windows", "darwin": "Darwin"}[PLATFORMS[platform][1]["sys_platform"]],
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_version": f"{python}.0",
        "extra": "",
    }
    return [pin for pin in pins if not pin.marker or Marker(pin.marker).evaluate(given)]


def ask(platform: str, python: str, wanted: list[Pin]) -> dict[str, str]:
    """Let pip choose a wheel for each pin as that platform would; return the chosen ones' SHA-256 by pin.

    Raises: Unreachable without the registry; Stop when a wheel does not exist.
    """
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        choose = [str(places.venv_python()), "-m", "pip", "--disable-pip-version-check", "--retries", "1", "install"]
        choose += ["--dry-run", "--ignore-installed", "--no-deps", "--only-binary", ":all:", "--target", folder]
        choose += ["--platform", PLATFORMS[platform][0], "--implementation", "cp", "--python-version", python]
        choose += ["--report", str(report), *(f"{pin.name}=={pin.version}" for pin in wanted)]
        done = subprocess.run(choose, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise failure(done.stderr, f"{platform}, Python {python}")
        return chosen(json.loads(report.read_text("utf-8")))


def failure(words: str, where: str) -> Stop:
    """Turn what pip said into our error."""
    if UNREACHABLE.search(words):
        return Unreachable("The package registry can't be reached, so it is not known whether every wheel exists.")
    missing = re.findall(r"No matching distribution found for (\S+)", words)
    return Stop(f"No wheel for {where}: {', '.join(missing) or words.strip()[-400:]}")


def chosen(report: Mapping[str, list[dict[str, Any]]]) -> dict[str, str]:
    """Return pin -> SHA-256 from pip's installation report."""
    result = {}
    for item in report["install"]:
        about = item["metadata"]
        name = re.sub(r"[-_.]+", "-", about["name"]).lower()
        result[f"{name}=={about['version']}"] = item["download_info"]["archive_info"]["hashes"]["sha256"]
    return result


def gaps(pins: Iterable[Pin], proof: Proof) -> list[str]:
    """Return one line for each pin without a wheel from the lock on a platform; none means that the proof holds."""
    listed = list(pins)
    lines = []
    for name, platform, python in targets():
        for pin in applying(listed, platform, python):
            digest = proof.get(name, {}).get(f"{pin.name}=={pin.version}")
            if digest not in pin.hashes:
                lacks = "no wheel" if digest is None else "another file than the lock"
                lines.append(f"{name}: {pin.name}=={pin.version} has {lacks}")
    return lines


def prove() -> Proof:
    """Ask the registry about every platform.

    Raises: Unreachable, Stop.
    """
    pins = read(places.RUNTIME)
    jobs = [(name, platform, python, applying(pins, platform, python)) for name, platform, python in targets()]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        answers = pool.map(lambda job: (job[0], ask(*job[1:])), jobs)
        proof = {name: dict(sorted(found.items())) for name, found in answers}
    if lines := gaps(pins, proof):
        raise Stop("The locked files are not what the registry offers:\n  " + "\n  ".join(lines))
    return proof


def record() -> None:
    """Ask the registry and write the proof that goes with the lock."""
    say("Looking for wheels for " + ", ".join(PLATFORMS))
    places.WHEELS.write_text(json.dumps(prove(), indent=1) + "\n", "utf-8")


def check() -> None:
    """Ask the registry, unless it was asked about this very lock before.

    Raises: Unreachable, Stop.
    """
    lock = fingerprint(places.REQUIREMENTS / places.RUNTIME)
    if CACHE.is_file() and CACHE.read_text("utf-8") == lock:
        return
    prove()
    places.BUILD.mkdir(exist_ok=True)
    CACHE.write_text(lock, "utf-8")
