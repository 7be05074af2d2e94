"""Open a vault (folder and passphrase), preview and take in a file, and print the peak memory in MB."""

from __future__ import annotations

import sys
from pathlib import Path

from leskracht_desktop.clock import system_clock
from leskracht_desktop.services.program import build_services
from tests.benchmarks.peak import peak_megabytes

folder, file, passphrase = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
services = build_services(system_clock, "Noor Testers")
services.vaults.unlock_with_passphrase(folder, passphrase)
preview = services.imports.preview(file)
services.imports.carry_out(file, None, preview.sha256)
print(peak_megabytes())
services.vaults.lock()
