"""The file format: object streams, a cross-reference stream, and an identifier made of the content itself."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from leskracht_desktop.reports.pdf.syntax import deflated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_OBJECTS_PER_STREAM = 400


class ArchiveFile:
    """Numbered objects on their way to a file; bodies are ready-made bytes, for there are thousands of elements."""

    def __init__(self) -> None:
        self._count = 0
        self._bodies: dict[int, bytes] = {}
        self._streams: dict[int, bytes] = {}

    def reserve(self, count: int = 1) -> int:
        """Set aside `count` object numbers and return the first."""
        first = self._count + 1
        self._count += count
        return first

    def put(self, number: int, body: str | bytes) -> None:
        """Give a reserved number its object."""
        self._bodies[number] = body if isinstance(body, bytes) else body.encode("latin-1")

    @property
    def next_number(self) -> int:
        """The number the next object will get."""
        return self._count + 1

    def add_all(self, bodies: Sequence[bytes]) -> None:
        """Add objects that are numbered on from `next_number`."""
        self._bodies.update(enumerate(bodies, start=self.reserve(len(bodies))))

    def add(self, body: str | bytes) -> int:
        """Add an object and return its number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def add_stream(self, entries: Mapping[str, str], data: bytes, compressed: bool = True) -> int:
        """Add a stream, of which `data` is deflated already if `compressed`, and return its number."""
        number = self.reserve()
        self.put_stream(number, entries, data, compressed=compressed)
        return number

    def put_stream(self, number: int, entries: Mapping[str, str], data: bytes, compressed: bool = True) -> None:
        """Give a reserved number its stream."""
        head = "".join(f"/{key} {value}" for key, value in entries.items())
        if compressed:
            head += "/Filter/FlateDecode"
        # One end of line before `endstream`, always (ISO 19005-3, 6.1.7.1); it does not count in the length.
        self._streams[number] = b"".join(
            (f"<<{head}/Length {len(data)}>>\nstream\n".encode("latin-1"), data, b"\nendstream")
        )

    def finish(self, root: int, information: int) -> bytes:
        """Return the whole file; `root` and `information` are the numbers of catalog and information dictionary."""
        packed = sorted(self._bodies)
        groups = [packed[i : i + _OBJECTS_PER_STREAM] for i in range(0, len(packed), _OBJECTS_PER_STREAM)]
        entries: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        for group in groups:
            number = self._pack(group)
            entries.update({member: (2, number, index) for index, member in enumerate(group)})
        parts, offset = [_HEADER], len(_HEADER)
        for number, body in sorted(self._streams.items()):
            entries[number] = (1, offset, 0)
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
            offset += len(parts[-1])
        identifier = sha256(b"".join(parts)).hexdigest()[:32].upper()
        parts.append(self._cross_reference(entries, offset, f"/Root {root} 0 R/Info {information} 0 R", identifier))
        return b"".join(parts)

    def _pack(self, group: Sequence[int]) -> int:
        position, places, bodies = 0, [], []
        for number in group:
            body = self._bodies[number]
            places.append(f"{number} {position}")
            bodies.append(body)
            position += len(body) + 1
        head = (" ".join(places) + "\n").encode("ascii")
        return self.add_stream(
            {"Type": "/ObjStm", "N": str(len(group)), "First": str(len(head))}, deflated(head + b"\n".join(bodies))
        )

    def _cross_reference(
        self, entries: Mapping[int, tuple[int, int, int]], offset: int, ends: str, identifier: str
    ) -> bytes:
        number = self.reserve()
        table = {**entries, number: (1, offset, 0)}
        rows = b"".join(
            b"%c%b%b" % (kind, a.to_bytes(4, "big"), b.to_bytes(2, "big"))
            for kind, a, b in (table[index] for index in range(number + 1))
        )
        data = deflated(rows)
        body = (
            f"{number} 0 obj\n<</Type/XRef/Size {number + 1}/W[1 4 2]{ends}/ID[<{identifier}><{identifier}>]"
            f"/Filter/FlateDecode/Length {len(data)}>>\nstream\n"
        )
        return body.encode("ascii") + data + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % offset
