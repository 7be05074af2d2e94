"""Hostile files leave a vault as it was, also when somebody carries them out without a preview."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from leskracht_desktop.errors import FileRefused
from tests.support.edexml import document, pupil
from tests.support.fingerprint import contents
from tests.support.hostile import HOSTILE

LARGE = {name for name in HOSTILE if "gigabyte" in name}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_changes_nothing(services, vault, tmp_path: Path, name: str):
    good = tmp_path / "school.xml"
    good.write_text(document([pupil("1")], brin="99XX"))
    services.imports.carry_out(good, None, services.imports.preview(good).sha256)
    before = contents(vault)
    make, reason = HOSTILE[name]
    path = tmp_path / "onschuldig.txt"
    make(path)
    with pytest.raises(FileRefused) as caught:
        services.imports.preview(path)
    # A file about an unknown school is refused for that, if it holds up so far.
    assert caught.value.reason in {reason, "school_unknown"}
    if path.is_file() and name not in LARGE:
        with pytest.raises(FileRefused):
            services.imports.carry_out(path, None, hashlib.sha256(path.read_bytes()).hexdigest())
    with pytest.raises(FileRefused):
        services.imports.carry_out(path, None, "0" * 64)
    assert contents(vault) == before
    assert services.audit.verify().ok
