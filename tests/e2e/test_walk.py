"""The walk through the main job that `dev.py run` takes on a machine without a display."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pypdfium2


def test_the_walk_ends_with_a_dossier_for_a_father_with_custody(tmp_path: Path):
    folder = tmp_path / "walk"
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LESKRACHT_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "leskracht_desktop", "--demo", "--walk", str(folder)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    pictures = sorted(path.name for path in folder.glob("*.png"))
    assert pictures[0] == "01-overview-light.png"
    assert pictures[-1].endswith("-logboek-na-afloop.png")
    (dossier,) = folder.glob("*.pdf")
    document = pypdfium2.PdfDocument(dossier)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    for said in ("Sem Vermeulen", "Bart Vermeulen", "ouder met gezag", "Kijk nog eens naar de tientallen."):
        assert said in text, said
