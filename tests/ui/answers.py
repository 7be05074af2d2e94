"""A person at the keyboard, for tests: notes what she is told and gives the answers the test prepared."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from typing_extensions import override

from leskracht_desktop.ui.messages import Messages


class Answers(Messages):
    """Answers in the order in which `paths` and `yes` are filled; what is not foreseen is refused."""

    def __init__(self) -> None:
        super().__init__(None)
        self.told: list[str] = []
        self.asked: list[str] = []
        self.failures: list[BaseException] = []
        self.paths: list[Path | None] = []
        self.yes: list[bool] = []

    @override
    def tell(self, title: str, text: str) -> None:
        self.told.append(f"{title}: {text}")

    @override
    def ask(self, title: str, text: str, yes: str, *, no: str = "", dangerous: bool = False) -> bool:
        self.asked.append(f"{title}: {text} [{yes}]")
        return self.yes.pop(0) if self.yes else False

    @override
    def show_failure(self, error: BaseException) -> None:
        self.failures.append(error)

    @override
    def ask_save_path(self, title: str, suggested: str, filters: Sequence[str] = ()) -> Path | None:
        self.asked.append(f"{title}: {suggested}")
        return self._path()

    @override
    def ask_open_path(self, title: str, filters: Sequence[str] = ()) -> Path | None:
        self.asked.append(title)
        return self._path()

    @override
    def ask_folder(self, title: str, start: Path | None = None) -> Path | None:
        self.asked.append(title)
        return self._path()

    def _path(self) -> Path | None:
        return self.paths.pop(0) if self.paths else None
