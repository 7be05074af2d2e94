"""What every test gets: no network, folders of its own, no display, and the same random choices each time on a CI."""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import leskracht_desktop.ui  # noqa: F401 - keeps None alive on Python 3.11 before any test calls Qt
from tests.support import network

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt
network.watch()

# A machine that is busy with other things must not make a property fail, so nothing here is timed.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

pytest_plugins = ["tests.support.secret_service", "tests.support.sweeping", "tests.support.vaults"]

FOLDER_VARIABLES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
_numbers = itertools.count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of the keychain away from the keyring of whoever runs pytest by hand."""
    if not sys.platform.startswith("linux") or os.environ.get("LESKRACHT_PRIVATE_SESSION"):
        return
    reason = "needs a Secret Service of its own: python3 packaging/dev.py test [PATH]"
    for item in items:
        if item.get_closest_marker("keychain"):
            item.add_marker(pytest.mark.skip(reason=reason))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say below the results which checks before the tests failed, so that nobody has to scroll up."""
    failed = os.environ.get("LESKRACHT_FAILED_CHECKS")
    if failed:
        terminalreporter.write_line(f"FAILED before the tests: {failed}", red=True, bold=True)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder under which each test of this process has its own home."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def home(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This test's home: every folder the program computes lies under it. It is made when something needs it."""
    folder = homes / str(next(_numbers))
    monkeypatch.setenv("LESKRACHT_HOME", str(folder / "leskracht"))
    for variable in FOLDER_VARIABLES:
        monkeypatch.setenv(variable, str(folder / variable.lower()))
    return folder


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Fail a test during which anything tried to reach a network, even when the code under test hid the refusal."""
    network.attempts.clear()
    yield
    assert not network.attempts, f"tried to reach a network: {network.attempts}"
