"""The errors a person can meet: classes with fields, no sentences (those are in `messages_nl`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


class LeskrachtError(Exception):
    """Root of all errors the program raises on purpose."""


class UserError(LeskrachtError):
    """The user can act: change what was typed, choose something else, do a step first."""


class EnvironmentProblem(LeskrachtError):
    """The machine stands in the way: disk, keychain, lock, damaged or newer vault."""


class Cancelled(LeskrachtError):
    """The user stopped a job; nothing was changed."""


@dataclass(eq=False)
class InvalidInput(UserError):
    """One or more typed fields are wrong; `problems` holds (field name, problem code)."""

    problems: tuple[tuple[str, str], ...]


@dataclass(eq=False)
class NotFound(UserError):
    """Nothing has this key; `noun` is a code such as `person`, `request`, `group`, `school`."""

    noun: str
    key: str


@dataclass(eq=False)
class Ambiguous(UserError):
    """More than one thing answers to this key."""

    noun: str
    key: str
    count: int


@dataclass(eq=False)
class NationalNumberFound(UserError):
    """Free text holds a number that passes the elfproef (BSN); it is not stored. `field` names where."""

    field: str


@dataclass(eq=False)
class IdentityNotChecked(UserError):
    """No dossier leaves for a request before the identity check is recorded (AVG art. 12(6))."""

    number: str


@dataclass(eq=False)
class NotAllowed(UserError):
    """A rule refuses the step; `reason` is a code with a sentence of its own."""

    reason: str


@dataclass(eq=False)
class NothingChosen(UserError):
    """A dossier without a single section was asked for."""


@dataclass(eq=False)
class WrongSecret(EnvironmentProblem):
    """The passphrase or recovery code does not open the vault; `wait_seconds` until the next try."""

    way: str
    wait_seconds: float = 0.0


@dataclass(eq=False)
class TooSoon(WrongSecret):
    """After wrong tries one must wait; what was typed was not looked at."""


@dataclass(eq=False)
class LastWayIn(UserError):
    """The last way into a vault can't be removed."""


@dataclass(eq=False)
class WeakPassphrase(UserError):
    """A passphrase is shorter than `minimum` characters."""

    minimum: int


@dataclass(eq=False)
class FileRefused(UserError):
    """A file that was brought in can't be used; `reason` is a code, `where` a line, part or cell."""

    path: Path
    reason: str
    where: str = ""
    detail: str = ""


@dataclass(eq=False)
class TargetExists(UserError):
    """There is something already where a new vault or folder should come."""

    path: Path


@dataclass(eq=False)
class FolderMissing(UserError):
    """The folder in which something should be written does not exist."""

    path: Path


@dataclass(eq=False)
class VaultMissing(UserError):
    """The folder is not a vault, or holds no database or key file; `missing` names the part."""

    path: Path
    missing: str


@dataclass(eq=False)
class VaultLocked(UserError):
    """The vault must be unlocked before this can be done."""


@dataclass(eq=False)
class ReadOnlyVault(UserError):
    """The vault was opened read-only, so nothing can be changed."""


@dataclass(eq=False)
class VaultInUse(EnvironmentProblem):
    """Another window or program holds the vault; `holder` is e.g. `host, process 123`."""

    path: Path
    holder: str


@dataclass(eq=False)
class VaultDamaged(EnvironmentProblem):
    """The database or key file fails its check; nothing was changed. `part` and `detail` tell what."""

    path: Path
    part: str
    detail: str = ""


@dataclass(eq=False)
class VaultNewer(EnvironmentProblem):
    """The vault was made by a newer program."""

    path: Path
    found: str


@dataclass(eq=False)
class KeychainProblem(EnvironmentProblem):
    """The keychain can't give the key; `reason`: missing, locked, refused, reset."""

    reason: str


@dataclass(eq=False)
class DiskFull(EnvironmentProblem):
    """There is no room left where the file should be written."""

    path: Path


@dataclass(eq=False)
class FolderReadOnly(EnvironmentProblem):
    """The folder or file may not be written."""

    path: Path


@dataclass(eq=False)
class FileInUse(EnvironmentProblem):
    """Another program has the file open."""

    path: Path


@dataclass(eq=False)
class FileUnreadable(EnvironmentProblem):
    """A file can't be read; `detail` is the system's own code name (e.g. ENOENT)."""

    path: Path
    detail: str


@dataclass(eq=False)
class OutputFailed(EnvironmentProblem):
    """What a command found can't be written to its output; `detail` is the system's own code name (e.g. ENOSPC)."""

    detail: str


@dataclass(eq=False)
class ChainBroken(EnvironmentProblem):
    """The audit log was altered; `sequence` is the first event that does not fit, `kind` how."""

    sequence: int
    kind: str
    found_at: datetime | None = None
