"""Opening the fictitious school: made anew each day, so that its deadlines are always about now."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from leskracht_desktop import paths
from leskracht_desktop.clock import local_date
from leskracht_desktop.errors import LeskrachtError

if TYPE_CHECKING:
    from leskracht_desktop.services.program import Services

DEMO_PASSPHRASE: Final = "vier fictieve schoolpleinen"  # noqa: S105 - no secret: the school does not exist
"""No secret: it opens a school that does not exist, and the unlock screen says it."""

PEOPLE: Final = 420


def demo_folder() -> Path:
    """Return the folder in which the fictitious school's vault lives."""
    return paths.data_folder() / "voorbeeld"


def is_demo(folder: Path) -> bool:
    """Tell whether a vault is the fictitious school."""
    return folder.parent == demo_folder()


def open_demo(services: Services, report: Callable[[int, int], None]) -> Path:
    """Open today's fictitious school, made if need be, and keep it off the list of recent vaults."""
    folder = demo_folder() / f"Voorbeeldschool {local_date(services.clock()).isoformat()}.kluis"
    if not _opens(services, folder):
        shutil.rmtree(demo_folder(), ignore_errors=True)
        folder = _make(services, folder, report)
    services.vaults.forget(folder)
    return folder


def _opens(services: Services, folder: Path) -> bool:
    if not folder.is_dir():
        return False
    try:
        services.vaults.unlock_with_passphrase(folder, DEMO_PASSPHRASE)
    except LeskrachtError:
        return False  # half made, or made by another version: it is made again
    return True


def _make(services: Services, folder: Path, report: Callable[[int, int], None]) -> Path:
    from leskracht_desktop.services.demo import make_demo_vault

    paths.private_folder(folder.parent)
    return make_demo_vault(services, folder, passphrase=DEMO_PASSPHRASE, people=PEOPLE, report=report)
