"""The composition root of the window: the only module that knows everyone.

Start-up, in this order:

1. read the arguments (`--vault MAP`, `--passphrase-file BESTAND`, `--demo`, `--walk MAP`);
2. send technical messages to the log folder, as places in the code only, never with texts that may name people;
3. make the QApplication and put on the theme;
4. make the window with its first screen (the unlock screen when a vault is known, else the first start) and paint it;
5. only then load the services, because their libraries take longer than the paint;
6. open the vault if that needs no question: the demo, a passphrase file, the keychain;
7. watch for sleep and idling, and run until the window closes; then jobs are stopped and the vault is locked.
"""

from __future__ import annotations

import argparse
import gc
import logging
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from leskracht_desktop.clock import Clock, system_clock
from leskracht_desktop.messages_nl.usage import DutchParser
from leskracht_desktop.ui.collecting import Collector
from leskracht_desktop.ui.main_window import PROGRAM, MainWindow
from leskracht_desktop.ui.messages import Messages, log_bug
from leskracht_desktop.ui.theme import theme

_UNSEEN_MS = 1000
_LARGE_LOG = 200_000


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window and return the exit status when it is closed."""
    arguments, rest = _parser().parse_known_args(sys.argv[1:] if argv is None else list(argv))
    _log_to_file()
    application = make_application([sys.argv[0], *rest])
    window = make_window(system_clock, _messages_for(arguments))
    sys.excepthook = _Hook(window)
    show_first_screen(window, arguments)
    after_first_paint(window, lambda: load(window, arguments))
    window.show()
    status = application.exec()
    sys.excepthook = sys.__excepthook__
    return status


def make_application(argv: Sequence[str]) -> QApplication:
    """Return the QApplication with our theme, Qt's own texts in Dutch, and Python's collector in the event loop."""
    application = QApplication(list(argv))
    application.setApplicationName(PROGRAM)
    application.setApplicationDisplayName("")
    application.setDesktopFileName("nl.leskracht.privacybeheer")
    QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands))
    texts = QTranslator(application)
    if texts.load("qtbase_nl", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(texts)
    theme()
    Collector(application)
    return application


def make_window(clock: Clock, messages: Messages | None = None) -> MainWindow:
    """Return the main window, not yet shown and without services."""
    return MainWindow(clock, messages)


def _messages_for(arguments: argparse.Namespace) -> Messages | None:
    if arguments.walk is None:
        return None
    from leskracht_desktop.ui.walk import WalkMessages

    arguments.walk.mkdir(parents=True, exist_ok=True)
    return WalkMessages(arguments.walk)


def show_first_screen(window: MainWindow, arguments: argparse.Namespace) -> None:
    """Show what can be shown before the services are there."""
    from leskracht_desktop.services.recent import recent_vaults

    known = recent_vaults()
    if arguments.vault is not None:
        window.opening.show_unlock(arguments.vault, try_keychain=arguments.passphrase_file is None)
    elif known and not arguments.demo:
        window.opening.show_unlock(known[0])
    else:
        window.opening.show_welcome()


def after_first_paint(window: MainWindow, deed: Callable[[], object]) -> None:
    """Do `deed` once the window has been painted, or after a second if nobody sees it (started minimised)."""
    late = QTimer(window)
    eye = _Eye(window, late)
    late.setSingleShot(True)
    late.timeout.connect(lambda: window.removeEventFilter(eye))
    late.timeout.connect(deed)
    late.start(_UNSEEN_MS)
    window.installEventFilter(eye)


class _Eye(QObject):
    """Has a timer go off as soon as the first paint is over."""

    def __init__(self, window: MainWindow, timer: QTimer) -> None:
        super().__init__(window)
        self._timer = timer

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._timer.start(0)
        return False


def load(window: MainWindow, arguments: argparse.Namespace) -> None:
    """Load the services, give them to the window, and open the vault where nothing has to be asked."""
    from leskracht_desktop.services.program import build_services

    window.use(build_services(system_clock))
    gc.freeze()  # what is there now stays
    window.guard.system.start(int(window.winId()))
    if arguments.demo:
        window.opening.open_demo()
    elif arguments.vault is not None and arguments.passphrase_file is not None:
        window.opening.try_passphrase(arguments.vault, _first_line(arguments.passphrase_file))
    if arguments.walk is not None:
        from leskracht_desktop.ui.walk import start_walk

        start_walk(window)


def _parser() -> argparse.ArgumentParser:
    parser = DutchParser(prog="leskracht-desktop", with_help=False)
    parser.add_argument("--vault", type=Path, metavar="MAP")
    parser.add_argument("--passphrase-file", type=Path, metavar="BESTAND")
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--walk", type=Path, metavar="MAP")
    return parser


def _first_line(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("\n", 1)[0].rstrip("\r")


def _log_to_file() -> None:
    from leskracht_desktop import paths

    # Not logging.handlers: that brings sockets and pickles along, for which the unlock screen would have to wait.
    file = paths.log_folder() / "leskracht.log"
    try:
        if file.is_file() and file.stat().st_size > _LARGE_LOG:
            file.replace(file.with_suffix(".1.log"))
        handler = logging.FileHandler(file, encoding="utf-8", delay=True)
    except OSError:
        return  # without a log the program works as well
    handler.setFormatter(Places("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


class Places(logging.Formatter):
    """Writes where an error came from, and leaves out its text, which may name people."""

    @override
    def formatException(self, ei: Any) -> str:
        frames = traceback.extract_tb(ei[2])
        return " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))


class _Hook:
    """What happens to an error nobody foresaw: a line in the log and a sentence on the screen; the program goes on."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None, /) -> None:
        """Tell of `error`."""
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        log_bug(error.with_traceback(trace))
        self._window.messages.show_failure(error)
