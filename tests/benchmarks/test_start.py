"""What may not be loaded before the unlock screen has been painted: libraries that take longer than the paint."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

HEAVY = (
    "alembic",
    "asyncio",
    "keyring",
    "lxml",
    "nacl",
    "openpyxl",
    "reportlab",
    "socket",
    "sqlalchemy",
    "sqlcipher3",
    "zoneinfo",
    "leskracht_desktop.domain.people",
    "leskracht_desktop.labels_nl",
    "leskracht_desktop.services.program",
    "leskracht_desktop.storage.vault",
    "leskracht_desktop.ui.widgets.form",
    "leskracht_desktop.ui.workspace",
)

SCRIPT = """
import json, sys
from pathlib import Path
from leskracht_desktop import __main__, app
from leskracht_desktop.cli.window import wants_window
application = app.make_application(["test"])
window = app.make_window(app.system_clock)
window.opening.show_unlock(Path(sys.argv[1]))
window.show()
window.grab()
print(json.dumps(sorted(sys.modules)))
"""


SOURCES = """
import json, linecache
import leskracht_desktop.app
import leskracht_desktop.storage.models
print(json.dumps(sorted(linecache.cache)))
"""


def printed_by(script: str, *arguments: str) -> list[str]:
    root = str(Path(__file__).parents[2])
    command = [sys.executable, "-c", script, *arguments]
    printed = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": root}
    ).stdout
    found: list[str] = json.loads(printed.splitlines()[-1])
    return found


def test_the_unlock_screen_waits_for_nothing_it_does_not_need(tmp_path):
    loaded = set(printed_by(SCRIPT, str(tmp_path / "De Regenboog.kluis")))
    assert "leskracht_desktop.ui.unlock" in loaded
    assert sorted(loaded.intersection(HEAVY)) == []


def test_nobody_reads_the_source_of_what_is_imported():
    assert [name for name in printed_by(SOURCES) if name.endswith(".py") and "sqlalchemy" in name] == []
