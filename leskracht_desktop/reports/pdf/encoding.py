"""How one document uses one face: two-byte codes, the subset that is embedded, and the way back to Unicode."""

from __future__ import annotations

import unicodedata
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock

from leskracht_desktop.reports.pdf.fonts import Face, FaceName
from leskracht_desktop.reports.pdf.syntax import deflated

_TROUBLESOME = frozenset(b"()\\\r")  # bytes that would need escaping in a PDF string: no code holds them
_CMAP_BLOCK = 100
_REMEMBERED = 32
_SEEDS = {
    FaceName.REGULAR: " !\"#%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz"
    "|·–—‘’“”•…€\u00a0áàâäãåçéèêëíìîïñóòôöõøúùûüýÿÁÉËÖÜÇćčğıİłńřşšžŞŠŽ",
    FaceName.BOLD: " &'()+,-./0123456789:?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz–’áéèëïóöüç",
    FaceName.ITALIC: " ",
}
"""Characters every document embeds, so that most documents of a batch share one ready-made subset."""


def _codes() -> list[int]:
    """Return the usable codes in order; both bytes stay clear of the troublesome ones and of surrogates."""
    high = [byte for byte in range(0xD8) if byte not in _TROUBLESOME]
    low = [byte for byte in range(0x100) if byte not in _TROUBLESOME]
    return [(a << 8) | b for a in high for b in low][1:]


_CODES = _codes()


class FontUse(dict[int, str]):
    """The characters of one face that one document shows; a table for `str.translate`, filled as text comes by."""

    def __init__(self, face: Face, resource_name: str) -> None:
        super().__init__()
        self.face = face
        self.resource_name = resource_name
        for character in _SEEDS.get(FaceName(face.name), "") if face.name in set(FaceName) else "":
            self[ord(character)] = chr(_CODES[len(self)])

    def __missing__(self, code: int) -> str:
        value = self[code] = chr(_CODES[len(self)])
        return value

    def encode(self, text: str) -> str:
        """Return the bytes of a PDF string for a text, as Latin-1 characters."""
        return text.translate(self).encode("utf-16-be").decode("latin-1")


@dataclass(frozen=True, slots=True)
class FontProgram:
    """What goes into the file for one subset; the three streams are compressed already."""

    tag: str
    font_file: bytes
    font_file_length: int
    glyph_map: bytes
    to_unicode: bytes
    widths: bytes


_programs: OrderedDict[tuple[str, tuple[int, ...]], FontProgram] = OrderedDict()
_guard = Lock()


def program(use: FontUse) -> FontProgram:
    """Return the embeddable subset for what a document used, from memory if another document used the same."""
    key = (use.face.name, tuple(use))
    with _guard:
        found = _programs.get(key)
        if found is not None:
            _programs.move_to_end(key)
            return found
    made = _build(use)
    with _guard:
        _programs[key] = made
        while len(_programs) > _REMEMBERED:
            _programs.popitem(last=False)
    return made


def _build(use: FontUse) -> FontProgram:
    file, widths = use.face.file, use.face.widths
    glyph_of = file.charToGlyph
    subset: dict[int, int] = {}  # glyph -> a code point that shows it; its place + 1 is its number in the subset
    for code in use:
        subset.setdefault(glyph_of[code], code)
    new_glyph = {glyph: index for index, glyph in enumerate(subset, start=1)}
    last = max(ord(cid) for cid in use.values())
    glyph_map = bytearray(2 * (last + 1))
    width_list = [0] * (last + 1)
    for code, cid in use.items():
        index = ord(cid)
        glyph_map[2 * index : 2 * index + 2] = new_glyph[glyph_of[code]].to_bytes(2, "big")
        width_list[index] = widths[code]
    with _guard:  # the parser keeps a position in the file
        font_file = bytes(file.makeSubset(list(subset.values())))
    digest = sha256(font_file).digest()
    return FontProgram(
        tag="".join(chr(65 + byte % 26) for byte in digest[:6]),
        font_file=deflated(font_file),
        font_file_length=len(font_file),
        glyph_map=deflated(bytes(glyph_map)),
        to_unicode=deflated(_to_unicode(use)),
        widths=b"[1[" + " ".join(map(str, width_list[1:])).encode() + b"]]",
    )


def _to_unicode(use: FontUse) -> bytes:
    entries = [f"<{ord(cid):04X}><{_meaning(code).encode('utf-16-be').hex().upper()}>" for code, cid in use.items()]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for start in range(0, len(entries), _CMAP_BLOCK):
        block = entries[start : start + _CMAP_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")


def _meaning(code: int) -> str:
    """Return the text a code point stands for: Arabic presentation forms mean their letters."""
    character = chr(code)
    shaped = 0xFB50 <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFC
    return unicodedata.normalize("NFKC", character) if shaped else character
