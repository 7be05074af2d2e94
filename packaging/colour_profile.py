"""Writes `resources/icc/srgb.icc`: the sRGB colour space (IEC 61966-2-1) as a small ICC version 2 display profile.

Usage: python packaging/colour_profile.py
The file holds no date of its making, so the same script gives the same bytes.
"""

from __future__ import annotations

import struct
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "resources" / "icc" / "srgb.icc"
CURVE_POINTS = 1024
WHITE_D50 = (0.9642, 1.0, 0.8249)
PRIMARIES_D50 = {  # sRGB primaries, adapted from D65 to D50 by the Bradford transform
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
MADE_FOR = (2026, 1, 1, 0, 0, 0)


def fixed(value: float) -> bytes:
    """Return a number as s15Fixed16."""
    return struct.pack(">i", round(value * 65536))


def colour(values: tuple[float, float, float]) -> bytes:
    """Return an XYZ tag."""
    return b"XYZ \0\0\0\0" + b"".join(map(fixed, values))


def to_linear(value: float) -> float:
    """Return the light that an sRGB value between 0 and 1 stands for."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def curve() -> bytes:
    """Return the tone curve as a table."""
    points = [round(to_linear(i / (CURVE_POINTS - 1)) * 65535) for i in range(CURVE_POINTS)]
    return b"curv\0\0\0\0" + struct.pack(f">I{CURVE_POINTS}H", CURVE_POINTS, *points)


def description(text: str) -> bytes:
    """Return a version 2 description tag with an ASCII text only."""
    ascii_text = text.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(ascii_text)) + ascii_text + bytes(4 + 4 + 2 + 1 + 67)


def profile() -> bytes:
    """Return the whole profile."""
    tags = {
        b"desc": description("sRGB, IEC 61966-2-1"),
        b"cprt": b"text\0\0\0\0No copyright, use freely\0",
        b"wtpt": colour(WHITE_D50),
        **{tag: colour(values) for tag, values in PRIMARIES_D50.items()},
    }
    shared = (b"rTRC", b"gTRC", b"bTRC")
    position = 128 + 4 + 12 * (len(tags) + len(shared))
    directory, bodies = [], []
    for tag, body in tags.items():
        directory.append(tag + struct.pack(">II", position, len(body)))
        bodies.append(body + bytes(-len(body) % 4))
        position += len(bodies[-1])
    body = curve()
    directory += [tag + struct.pack(">II", position, len(body)) for tag in shared]
    bodies.append(body + bytes(-len(body) % 4))
    content = struct.pack(">I", len(directory)) + b"".join(directory) + b"".join(bodies)
    header = (
        struct.pack(">I4s", 128 + len(content), b"\0\0\0\0")
        + bytes((2, 0x10, 0, 0))
        + b"mntrRGB XYZ "
        + struct.pack(">6H", *MADE_FOR)
        + b"acsp"
        + bytes(28)
        + b"".join(map(fixed, WHITE_D50))
    )
    return header.ljust(128, b"\0") + content


if __name__ == "__main__":
    TARGET.write_bytes(profile())
