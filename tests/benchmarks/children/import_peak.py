"""Open a vault (folder and key), preview and take in a file, and print the peak memory in MB.

SQLite's page cache is kept small, so that what is seen is what the import itself needs.
"""

from __future__ import annotations

import sys
from pathlib import Path

from leskracht_desktop.storage import engine
from leskracht_desktop.storage.derivation import DatabaseKey
from leskracht_desktop.storage.vault import Vault
from tests.benchmarks.peak import peak_megabytes
from tests.benchmarks.school import services_over

engine._CACHE_KIB = 2 * 1024  # for this process only
folder, key, file = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), Path(sys.argv[3])
vault = Vault.open(folder, DatabaseKey(key))
imports = services_over(vault).imports
preview = imports.preview(file)
imports.carry_out(file, None, preview.sha256)
print(peak_megabytes())
vault.close()
