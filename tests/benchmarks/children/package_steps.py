"""Take in a package and make the dossier (vault folder, key, file, person, target); print seconds and MB."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from leskracht_desktop.domain.intake import ImportOptions
from leskracht_desktop.domain.people import PersonId
from leskracht_desktop.storage.derivation import DatabaseKey
from leskracht_desktop.storage.vault import Vault
from tests.benchmarks.peak import peak_megabytes
from tests.benchmarks.school import services_over

folder, key, file, person, target = sys.argv[1:6]
vault = Vault.open(Path(folder), DatabaseKey(bytes.fromhex(key)))
services = services_over(vault)
options = ImportOptions(person_id=PersonId(int(person)))

started = time.perf_counter()
preview = services.imports.preview(Path(file), options)
print("preview", time.perf_counter() - started)
started = time.perf_counter()
services.imports.carry_out(Path(file), options, preview.sha256)
print("import", time.perf_counter() - started)
started = time.perf_counter()
services.dossiers.export(PersonId(int(person)), Path(target))
print("dossier", time.perf_counter() - started)
print("peak", peak_megabytes())
vault.close()
