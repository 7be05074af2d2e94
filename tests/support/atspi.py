"""A small screen reader: finds things of another program by role and name over AT-SPI, reads them and uses them.

It speaks to the accessibility bus only, as assistive programs on Linux do; it never touches the program's objects.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypeVar

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
PROGRAMS = ("dbus-daemon", LAUNCHER, "Xvfb")
PATIENCE_SECONDS = 20.0
_LOOK_SECONDS = 0.01
_ROOT = "/org/a11y/atspi/accessible/root"
_NULL = "/org/a11y/atspi/null"
_BUS = """<busconfig>
  <type>session</type><listen>unix:dir={folder}</listen>
  <policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>"""
"""A bus that starts no service by itself; the launcher is started by hand."""

Found = TypeVar("Found")


class State:
    """The numbers of the states that are asked for (AtspiStateType)."""

    CHECKED = 4
    ENABLED = 8
    EDITABLE = 7
    FOCUSABLE = 11
    FOCUSED = 12
    SELECTED = 23
    SENSITIVE = 24
    SHOWING = 25
    INVALID_ENTRY = 33
    READ_ONLY = 43


class Missing(AssertionError):
    """Nothing, or not enough, answers to what was looked for in time."""


class Gone(Exception):
    """The program took the thing away while it was being looked at."""


def wait(condition: Callable[[], Found | None], what: object, seconds: float = PATIENCE_SECONDS) -> Found:
    """Return the first true answer of `condition`, which is asked over the bus again and again.

    Raises: Missing when `seconds` have passed.
    """
    deadline = time.monotonic() + seconds
    while True:
        with contextlib.suppress(Gone):
            found = condition()
            if found:
                return found
        if time.monotonic() > deadline:
            raise Missing(f"not there in {seconds:.0f} s: {what}")
        time.sleep(_LOOK_SECONDS)


class Bus:
    """The accessibility bus of a D-Bus session of our own."""

    def __init__(self, folder: Path, display: str) -> None:
        configuration = folder / "session.conf"
        configuration.write_text(_BUS.format(folder=folder), encoding="utf-8")
        self._processes: list[subprocess.Popen[bytes]] = []
        daemon = self._start(
            ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--nosyslog", "--print-address"],
            os.environ,
            stdout=subprocess.PIPE,
        )
        assert daemon.stdout is not None
        self.session = daemon.stdout.readline().decode().strip()
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700)
        self.environment = {
            **os.environ,
            "DBUS_SESSION_BUS_ADDRESS": self.session,
            "XDG_RUNTIME_DIR": str(runtime),
            "DISPLAY": display,
        }
        self._start([LAUNCHER, "--launch-immediately"], self.environment)
        self._connection = wait(self._connected, "the accessibility bus")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        for process in reversed(self._processes):
            process.terminate()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()

    def program(self, pid: int) -> Thing:
        """Return the root of the program that runs as process `pid`, once it is on the bus."""
        registry = Thing(self, "org.a11y.atspi.Registry", _ROOT)
        return wait(
            lambda: next((child for child in registry.children() if self._process_of(child.owner) == pid), None),
            f"process {pid} on the accessibility bus",
        )

    def call(self, owner: str, path: str, interface: str, member: str, signature: str = "", *values: object) -> Any:
        """Call a method and return its values: one alone, several as a tuple.

        Raises: Gone when the thing or its program is no longer there.
        """
        address = DBusAddress(path, bus_name=owner, interface=interface)
        message = new_method_call(address, member, signature or None, values)
        reply = self._connection.send_and_get_reply(message, timeout=PATIENCE_SECONDS)
        if reply.header.message_type is MessageType.error:
            raise Gone(f"{member} of {path}: {reply.body}")
        return reply.body[0] if len(reply.body) == 1 else reply.body

    def _start(self, command: list[str], env: Any, stdout: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(command, env=env, stdout=stdout, stderr=subprocess.DEVNULL)
        self._processes.append(process)
        return process

    def _connected(self) -> DBusConnection | None:
        with contextlib.closing(open_dbus_connection(self.session)) as session:
            launcher = DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus")
            reply = session.send_and_get_reply(new_method_call(launcher, "GetAddress"), timeout=PATIENCE_SECONDS)
        if reply.header.message_type is MessageType.error or not reply.body[0]:
            return None
        return open_dbus_connection(reply.body[0])

    def _process_of(self, owner: str) -> int:
        interface = "org.freedesktop.DBus"
        return int(self.call(interface, "/org/freedesktop/DBus", interface, "GetConnectionUnixProcessID", "s", owner))


@dataclass(frozen=True)
class Thing:
    """Something on the screen of the program, as a screen reader knows it."""

    bus: Bus
    owner: str
    path: str

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self._property("Name"))

    @property
    def description(self) -> str:
        """What is said besides: the explanation or the error of a field."""
        return str(self._property("Description"))

    @property
    def role(self) -> str:
        """What it is, in AT-SPI's own words: `button`, `text`, `table`."""
        return str(self._accessible("GetRoleName"))

    def has(self, state: int) -> bool:
        """Whether it is in a state, one of the numbers of `State`."""
        words = self._accessible("GetState")
        return bool(words[state // 32] >> state % 32 & 1)

    def children(self) -> list[Thing]:
        """Return what is inside it, as far as it exists."""
        found = self._accessible("GetChildren")
        return [Thing(self.bus, owner, path) for owner, path in found if path != _NULL]

    def walk(self) -> Iterator[Thing]:
        """Yield what is on the screen inside it, the outermost first; not the cells of tables and lists."""
        for child in self.children():
            with contextlib.suppress(Gone):
                if child.has(State.SHOWING):
                    yield child
                    if child.role not in {"table", "tree table", "list", "tree"}:
                        yield from child.walk()

    def find(self, name: str, *roles: str, enabled: bool = True) -> Thing:
        """Return the thing of this name, and one of these roles if any is given, once it can be used.

        Raises: Missing, with the names that there were.
        """
        try:
            return wait(lambda: self._first(name, roles, enabled=enabled), f"{name} {roles or ''}")
        except Missing as missing:
            there = sorted({f"{thing.role} {thing.name!r}" for thing in self.walk() if thing.name})
            raise Missing(f"{missing}; there is: {', '.join(there)}") from None

    def gone(self, name: str, *roles: str) -> None:
        """Wait until nothing of this name is on the screen.

        Raises: Missing.
        """
        wait(lambda: self._first(name, roles, enabled=False) is None, f"{name} is gone")

    def press(self, action: str = "") -> None:
        """Do its first action, or the one of this name, such as `Press`, `Toggle`, `SetFocus`."""
        names = [found[0] for found in self._ask("Action", "GetActions")]
        position = names.index(action) if action else 0
        assert self._ask("Action", "DoAction", "i", position), f"{self.name}: {names}"

    def actions(self) -> list[str]:
        """Return the names of what can be done with it."""
        return [found[0] for found in self._ask("Action", "GetActions")]

    def type(self, text: str) -> None:
        """Put a text in a field as assistive programs do: at once, without keys and without moving the focus."""
        assert self._ask("EditableText", "SetTextContents", "s", text), self.name

    @property
    def text(self) -> str:
        """The text it holds."""
        return str(self._ask("Text", "GetText", "ii", 0, -1))

    def rows(self) -> list[list[str]]:
        """Return the texts of a table, row by row."""
        rows, columns = self._property("NRows", "Table"), self._property("NColumns", "Table")
        return [[self._cell(row, column).name for column in range(columns)] for row in range(rows)]

    def options(self) -> list[str]:
        """Return what can be chosen in a combo box."""
        return [option.name for option in self._list().children()]

    def choose(self, option: str) -> None:
        """Choose an option of a combo box without opening it."""
        position = self.options().index(option)
        assert self._list()._ask("Selection", "SelectChild", "i", position), self.name

    def choose_open(self, option: str) -> None:
        """Open the list of a combo box, and choose an option in it by its own action."""
        self.press()
        wait(lambda: next((one for one in self._list().children() if one.has(State.SHOWING)), None), "the open list")
        next(one for one in self._list().children() if one.name == option).press()

    @property
    def chosen(self) -> str:
        """The option of a combo box that is chosen."""
        (option,) = (option for option in self._list().children() if option.has(State.SELECTED))
        return option.name

    def _list(self) -> Thing:
        return next(child for child in self.children() if child.role == "list")

    def _cell(self, row: int, column: int) -> Thing:
        return Thing(self.bus, *self._ask("Table", "GetAccessibleAt", "ii", row, column))

    def _first(self, name: str, roles: tuple[str, ...], *, enabled: bool) -> Thing | None:
        for thing in self.walk():
            if thing.name == name and (not roles or thing.role in roles) and (not enabled or thing.has(State.ENABLED)):
                return thing
        return None

    def _accessible(self, member: str) -> Any:
        return self._ask("Accessible", member)

    def _ask(self, interface: str, member: str, signature: str = "", *values: object) -> Any:
        return self.bus.call(self.owner, self.path, f"org.a11y.atspi.{interface}", member, signature, *values)

    def _property(self, name: str, interface: str = "Accessible") -> Any:
        properties = "org.freedesktop.DBus.Properties"
        found = self.bus.call(self.owner, self.path, properties, "Get", "ss", f"org.a11y.atspi.{interface}", name)
        return found[1]


def missing_programs() -> list[str]:
    """Return which of the programs this needs are not installed."""
    return [name for name in PROGRAMS if shutil.which(name) is None]
