"""Where things are: the only module of the kit that knows the layout of the project."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
REQUIREMENTS = ROOT / "packaging" / "requirements"
BUILD = ROOT / "build"
SCREENSHOTS = ROOT / "screenshots"
WHEELS = REQUIREMENTS / "wheels.json"

RUNTIME = "runtime.txt"
BUILD_TOOLS = "build.txt"
DEV = "dev.txt"
BENCH = "bench.txt"


def venv_program(name: str, venv: Path = VENV) -> Path:
    """Return the path of a program of the virtual environment, with the platform's folder and ending."""
    if os.name == "nt":
        return venv / "Scripts" / f"{name}.exe"
    return venv / "bin" / name


def venv_python(venv: Path = VENV) -> Path:
    """Return the path of the virtual environment's interpreter."""
    return venv_program("python", venv)
