"""Render many dossiers at once in processes of their own, which see snapshots and nothing else."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from itertools import islice
from multiprocessing.connection import wait as wait_for

from leskracht_desktop.domain.dossier import DossierSnapshot, RenderedDossier

Check = Callable[[], None]
"""Called several times a second; raises `Cancelled` to stop."""

FEWEST_FOR_PROCESSES = 4
"""Below this the start of a process takes longer than what it would do."""

_WAIT_SECONDS = 0.1


def rendered_one_by_one(
    snapshots: Iterable[DossierSnapshot], total: int, check: Check, processes: int | None = None
) -> Iterator[tuple[int, RenderedDossier]]:
    """Yield (place, dossier) for every snapshot as soon as each is ready, in any order.

    Snapshots are asked for when there is room, so that only a few are in memory. `processes` None: as many as there
    are cores, or none when there is little to do; 1 or less: in this process. The processes are started anew (spawned),
    on every system, and get neither the vault nor its key.

    Raises: Cancelled, from `check`; whatever rendering raises.
    """
    count = processes if processes is not None else _sensible(total)
    if count <= 1:
        yield from _here(snapshots, check)
    else:
        yield from _elsewhere(snapshots, min(count, total), check)


def _sensible(total: int) -> int:
    return min(os.cpu_count() or 1, total) if total >= FEWEST_FOR_PROCESSES else 1


def _here(snapshots: Iterable[DossierSnapshot], check: Check) -> Iterator[tuple[int, RenderedDossier]]:
    from leskracht_desktop.reports.dossier import render_dossier

    for place, snapshot in enumerate(snapshots):
        yield place, render_dossier(snapshot, lambda _done, _total: check())


def _elsewhere(
    snapshots: Iterable[DossierSnapshot], processes: int, check: Check
) -> Iterator[tuple[int, RenderedDossier]]:
    coming = enumerate(snapshots)
    pool = ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"), initializer=_prepare)
    running: dict[Future[RenderedDossier], int] = {}
    try:
        while True:
            for place, snapshot in islice(coming, 2 * processes - len(running)):
                running[pool.submit(_rendered, snapshot)] = place
                check()
            if not running:
                return
            ready, _ = wait(running, timeout=_WAIT_SECONDS, return_when=FIRST_COMPLETED)
            check()
            for future in ready:
                yield running.pop(future), future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _prepare() -> None:
    """Load what rendering needs, and leave it to the parent to hear that the user wants to stop."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_die_with_parent, daemon=True).start()
    import leskracht_desktop.reports.dossier  # noqa: F401 (loaded before the first dossier comes)


def _die_with_parent() -> None:
    """End this process at once when its parent is gone, however it went: what it holds is about people."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)


def _rendered(snapshot: DossierSnapshot) -> RenderedDossier:
    from leskracht_desktop.reports.dossier import render_dossier

    return render_dossier(snapshot, _go_on)


def _go_on(_done: int, _total: int) -> None:
    """Take no notice: a dossier in another process is finished once it is begun."""
