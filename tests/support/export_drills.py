"""A program that writes dossiers until it is killed, by others or by itself at an exact moment."""

from __future__ import annotations

import os
import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path

import leskracht_desktop.reports.dossier  # noqa: F401 - loaded here so that no drill spends its time on it
from leskracht_desktop.clock import system_clock
from leskracht_desktop.domain.people import GroupId, PersonId
from leskracht_desktop.services.dossiers import DossierService
from leskracht_desktop.services.holder import VaultHolder
from leskracht_desktop.storage.files import TEMP_PREFIX
from leskracht_desktop.storage.vault import Vault
from tests.support import drills

WAITING = "waiting"
"""The moment at which the first whole file waits for its name."""
PLACED = "placed"
"""The moment just after the first file took its name, before its log is committed."""
SECOND = "second"
"""The moment at which the second file of a group is about to take its name."""


def out_folder(vault_folder: Path) -> Path:
    """Return the folder of the user's in which the drills write."""
    return vault_folder.parent / "uitvoer"


def export(vault: Vault, acknowledge: Connection, start: int) -> None:
    """Write one dossier after another of the first person, and acknowledge each."""
    dossiers = DossierService(VaultHolder(vault), system_clock, lambda: "drill")
    number = start
    while True:
        number += 1
        dossiers.export(PersonId(1), out_folder(vault.folder) / f"dossier-{number}.pdf")
        acknowledge.send(number)


def export_group(vault: Vault, acknowledge: Connection, start: int) -> None:
    """Write the dossiers of the first group over and over."""
    dossiers = DossierService(VaultHolder(vault), system_clock, lambda: "drill")
    number = start
    while True:
        number += 1
        dossiers.export_group(GroupId(1), out_folder(vault.folder) / f"groep-{number}", processes=1)
        acknowledge.send(number)


def killed_at(moment: str, work: drills.Work, folder: Path, key: bytes) -> int | None:
    """Run `work` in a process that kills itself at `moment`; return its exit status."""
    receiver, sender = drills._context.Pipe(duplex=False)
    process = drills._context.Process(
        target=_work_until, args=(moment, work, folder, key, sender, os.environ["LESKRACHT_HOME"])
    )
    process.start()
    sender.close()
    process.join()
    receiver.close()
    status = process.exitcode
    process.close()
    return status


def _work_until(moment: str, work: drills.Work, folder: Path, key: bytes, sender: Connection, home: str) -> None:
    renames = 0
    awaited = {WAITING: (1, "os.rename"), PLACED: (1, "open"), SECOND: (2, "os.rename")}[moment]

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal renames
        if event == "os.rename" and TEMP_PREFIX in str(arguments[0]) and str(arguments[1]).endswith(".pdf"):
            renames += 1
        elif event != "open" or not renames:
            return
        if (renames, event) == awaited:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    sys.addaudithook(watch)
    drills._open_and_work(work, folder, key, sender, 0, home)
