"""Long work: one worker thread that does one job after another, with progress, Cancel and typed change signals."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from leskracht_desktop.errors import Cancelled
from leskracht_desktop.ui.collecting import collect_if_due
from leskracht_desktop.ui.messages import Messages

if TYPE_CHECKING:
    from leskracht_desktop.ui.widgets.progress import ProgressDialog

Result = TypeVar("Result")
Report = Callable[[int, int], None]
"""`report(done, total)`: progress and, because it may raise `Cancelled`, the place where a job can be stopped."""

PATIENCE_MS: Final = 600
"""How long a job may take before the progress dialog appears."""

LOOK_MS: Final = 10
"""How often the window looks whether the worker has news, while it works."""

_YOUNGER: Final = 1
"""The generations of Python's collector that can be collected without anybody noticing."""

_log = logging.getLogger(__name__)


class Topic(StrEnum):
    """What a job changed; a page refreshes when one of its topics is named."""

    PEOPLE = "people"
    REQUESTS = "requests"
    AGREEMENTS = "agreements"
    IMPORTS = "imports"
    SCHOOLS = "schools"
    SETTINGS = "settings"
    VAULT = "vault"
    AUDIT = "audit"


def quietly(work: Callable[[], Result]) -> Callable[[Report], Result]:
    """Return `work` as a job that reports no progress (and so can't be stopped half-way)."""
    return lambda _report: work()


@dataclass(slots=True)
class Job:
    """One piece of work: what the progress dialog calls it, what runs in the worker, what follows on the UI thread."""

    label: str
    work: Callable[[Report], Any]
    done: Callable[[Any], object] | None = None
    failed: Callable[[Exception], object] | None = None
    changes: frozenset[Topic] = frozenset()
    silent: bool = False
    stopped: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is."""

    job: Job
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended: with a result, or with an error."""

    job: Job
    result: object
    error: Exception | None


class _LetGo:
    """The worker's word that it holds nothing any more of the job whose outcome it told."""


class JobRunner(QObject):
    """Runs jobs in order on one worker thread; callbacks and signals arrive on the UI thread.

    The worker never touches Qt, nor does it ever let go of something of Qt: a window or timer that goes on another
    thread than its own ends the program. So the UI thread holds what a job held until the worker has let go of it, and
    Python's collector runs on the UI thread only (`collecting`).
    """

    changed = Signal(frozenset)
    """Carries `frozenset[Topic]`, after the job's own callback."""
    became_idle = Signal()

    def __init__(self, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._waiting: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._jobs: list[Job] = []
        self._dialog: ProgressDialog | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._on_patience_over)
        self._told: queue.SimpleQueue[Progress | Outcome | _LetGo] = queue.SimpleQueue()
        self._held: list[Outcome] = []
        # Not even a signal: one from a thread that Qt does not know can end the program (PySide6 6.12).
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._on_news)
        self._worker = threading.Thread(target=self._work, name="jobs", daemon=True)

    @property
    def busy(self) -> bool:
        """True while a job runs or waits."""
        return bool(self._jobs)

    def start(
        self,
        label: str,
        work: Callable[[Report], Result],
        *,
        done: Callable[[Result], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        changes: Iterable[Topic] = (),
        silent: bool = False,
    ) -> None:
        """Do `work(report)` in the worker and call `done(result)` here.

        Without `failed` an error is shown as a message; `Cancelled` never is. `changes` are announced when it worked.
        A `silent` job is one that nobody waits for: it shows no progress.
        """
        if self._worker.ident is None:  # the first paint does not wait for a thread
            self._worker.start()
        job = Job(label, work, done, failed, frozenset(changes), silent)
        self._jobs.append(job)
        if not self._patience.isActive():
            self._patience.start()
        if len(self._jobs) == 1:
            self._look.start()
        self._waiting.put(job)

    def cancel(self) -> None:
        """Ask every job to stop at its next report."""
        for job in self._jobs:
            job.stopped.set()

    def shut_down(self, seconds: float = 30.0) -> None:
        """Stop all jobs and the worker; what runs is waited for, so that nothing is left half done."""
        self.cancel()
        self._patience.stop()
        self._look.stop()
        self._waiting.put(None)
        if self._worker.ident is not None:
            self._worker.join(seconds)
        self._jobs.clear()
        self._held.clear()

    def announce(self, *topics: Topic) -> None:
        """Tell the pages of a change that was made without a job (a short write on the UI thread)."""
        self.changed.emit(frozenset(topics))

    def _work(self) -> None:
        while self._work_on(self._waiting.get()):
            self._told.put(_LetGo())

    def _work_on(self, job: Job | None) -> bool:
        """Do one job and tell how it ended; when this returns, nothing of it is held on this thread."""
        if job is None:
            return False
        result, error = None, None
        try:
            if job.stopped.is_set():
                raise Cancelled  # noqa: TRY301 - a job that was stopped while it waited ends as any stopped job
            result = job.work(self._reporter(job))
        except Exception as problem:  # noqa: BLE001 - the worker's outermost frame: whatever it is, the user is told
            error = problem
        self._told.put(Outcome(job, result, error))
        del job, result, error  # an error holds this frame, which must not hold the error in turn
        return True

    def _reporter(self, job: Job) -> Report:
        def report(done: int, total: int) -> None:
            if job.stopped.is_set():
                raise Cancelled
            self._told.put(Progress(job, done, total))

        return report

    def _on_news(self) -> None:
        while not self._told.empty():
            news = self._told.get()
            if isinstance(news, Outcome):
                self._held.append(news)
                # In an event of its own: where what follows opens a dialog, a timer whose slot waits for it does not go
                # off again, and the dialog would never hear of a job of its own.
                QTimer.singleShot(0, self, partial(self._on_finished, news.job, news.result, news.error))
            elif isinstance(news, _LetGo):
                self._held.pop(0)
                self._rest()
            elif self._dialog is not None and self._jobs and news.job is self._jobs[0] and not news.job.silent:
                self._dialog.show_progress(news.done, news.total)
        collect_if_due(_YOUNGER)

    def _rest(self) -> None:
        if not self._jobs and not self._held:
            self._look.stop()

    def _on_patience_over(self) -> None:
        waited_for = next((job for job in self._jobs if not job.silent), None)
        if waited_for is None:
            return
        if self._dialog is None:
            from leskracht_desktop.ui.widgets.progress import ProgressDialog

            self._dialog = ProgressDialog(self._messages.window)
            self._dialog.stop_asked.connect(self.cancel)
        self._dialog.begin(waited_for.label)

    def _on_finished(self, job: Job, result: object, error: Exception | None) -> None:
        if job not in self._jobs:
            return  # the window closed in the meantime
        self._jobs.remove(job)
        self._patience.stop()
        if self._dialog is not None:
            self._dialog.finish()
        if self._jobs:
            self._patience.start()
        if error is None:
            if job.done is not None:
                job.done(result)
            if job.changes:
                self.changed.emit(job.changes)
        else:
            self._on_failed(job, error)
        if not self._jobs:
            self._rest()
            self.became_idle.emit()

    def _on_failed(self, job: Job, error: Exception) -> None:
        if job.failed is not None:
            job.failed(error)
        elif not isinstance(error, Cancelled):
            self._messages.show_failure(error)
