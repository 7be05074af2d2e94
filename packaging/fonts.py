"""Builds `resources/fonts` from the OFL families it names; run by hand to renew a font (see the README there).

Usage: python packaging/fonts.py NOTO_FOLDER UNPACKED_WEBFONTS_FOLDER
Needs fontTools and brotli, which the program itself does not.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.filterPen import DecomposingFilterPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib import instancer

TARGET = Path(__file__).resolve().parents[1] / "resources" / "fonts"
UNITS_PER_EM = 1000  # ReportLab rounds the widths of other fonts in two ways
MAIN = ("Regular", "Bold", "Italic")
SCRIPTS = (
    "Arabic Hebrew Armenian Georgian Ethiopic Devanagari Bengali Tamil Gurmukhi Gujarati Telugu Kannada Malayalam "
    "Sinhala Oriya Thai Lao Khmer Myanmar Syriac Tifinagh Thaana NKo Mongolian Cherokee Runic Symbols Symbols2 Math"
).split()
WEBFONTS = (
    ("NotoSansSC-Regular", "noto-sans-sc", "*-wght-normal.woff2"),
    ("NotoSansTC-Regular", "noto-sans-tc", "*-wght-normal.woff2"),
    ("NotoSansJP-Regular", "noto-sans-jp", "*-wght-normal.woff2"),
    ("NotoSansKR-Regular", "noto-sans-kr", "*-wght-normal.woff2"),
    ("NotoEmoji-Regular", "noto-emoji", "*-400-normal.woff2"),
)
IGNORED = {*range(0x20), *range(0x7F, 0xA0), 0xAD, *range(0x200B, 0x2010), *range(0x2028, 0x202F),
           *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF, *range(0xE000, 0xF900),
           *range(0xE0000, 0xE01F0)}  # fmt: skip


def lean(font: TTFont, characters: set[int]) -> TTFont:
    """Keep the outlines of `characters` only: no hints, no layout tables, no glyph names, two names."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 4, 6]
    options.name_languages = [0x409]
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "DSIG", "MATH", "STAT", "meta", "vhea", "vmtx", "VORG", "BASE"]
    shrinker = subset.Subsetter(options)
    shrinker.populate(unicodes=characters)
    shrinker.subset(font)
    return font


def merged(name: str, folder: Path, pattern: str, taken: set[int]) -> TTFont:
    """Gather the slices of a web font into one TrueType font of weight 400."""
    glyphs: dict[str, Any] = {}
    metrics: dict[str, int] = {}
    cmap: dict[int, str] = {}
    slices = sorted(folder.glob(pattern), key=lambda path: (len(path.name), path.name))
    first = TTFont(slices[0])
    for path in slices:
        font = TTFont(path)
        if "fvar" in font:
            font = instancer.instantiateVariableFont(font, {"wght": 400})
        outlines, widths = font.getGlyphSet(), font["hmtx"].metrics
        if ".notdef" not in glyphs:
            _draw(outlines, ".notdef", ".notdef", glyphs, metrics, widths)
        for code, glyph in sorted(font.getBestCmap().items()):
            if code in cmap or code in taken or code in IGNORED:
                continue
            cmap[code] = f"u{code:05X}"
            _draw(outlines, glyph, cmap[code], glyphs, metrics, widths)
    builder = FontBuilder(first["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(cmap)
    builder.setupGlyf(glyphs)
    table = builder.font["glyf"]
    builder.setupHorizontalMetrics({g: (metrics[g], getattr(table[g], "xMin", 0) or 0) for g in glyphs})
    builder.setupHorizontalHeader(ascent=first["hhea"].ascent, descent=first["hhea"].descent)
    builder.setupOS2(sTypoAscender=first["OS/2"].sTypoAscender, sTypoDescender=first["OS/2"].sTypoDescender,
                     usWeightClass=400, sCapHeight=first["OS/2"].sCapHeight, fsType=0)  # fmt: skip
    copyright_line = first["name"].getDebugName(0) or ""
    family = name.split("-", maxsplit=1)[0]
    builder.setupNameTable({"copyright": copyright_line, "familyName": family, "styleName": "Regular",
                            "fullName": family, "psName": name}, mac=False)  # fmt: skip
    builder.setupPost(keepGlyphNames=False)
    builder.font["head"].created = builder.font["head"].modified = first["head"].modified
    return builder.font


def _draw(
    outlines: Any, source: str, name: str, glyphs: dict[str, Any], metrics: dict[str, int], widths: dict[str, Any]
) -> None:
    pen = TTGlyphPen(None)
    outlines[source].draw(DecomposingFilterPen(pen, outlines))
    glyphs[name] = pen.glyph()
    metrics[name] = widths[source][0]


def ranges(codes: set[int]) -> str:
    """Write code points as hexadecimal ranges: `41-5A 61`."""
    spans: list[list[int]] = []
    for code in sorted(codes):
        if spans and spans[-1][1] == code - 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return " ".join(f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in spans)


def save(font: TTFont, name: str) -> set[int]:
    """Write one font file with a fixed date and return what it covers."""
    font.recalcTimestamp = False
    if font["head"].unitsPerEm != UNITS_PER_EM:
        scale_upem(font, UNITS_PER_EM)
    font.save(TARGET / f"{name}.ttf")
    return set(TTFont(TARGET / f"{name}.ttf").getBestCmap())


def build(noto: Path, webfonts: Path) -> None:
    """Write every font file and `coverage.txt`, in the order in which the program falls back."""
    taken: set[int] = set()
    lines: list[str] = []
    for style in MAIN:
        font = TTFont(noto / f"NotoSans-{style}.ttf")
        covered = save(lean(font, set(font.getBestCmap()) - IGNORED), f"NotoSans-{style}")
        taken = covered if style == "Regular" else taken
    for script in SCRIPTS:
        name = f"NotoSans{script}-Regular"
        font = TTFont(noto / f"{name}.ttf")
        covered = save(lean(font, set(font.getBestCmap()) - IGNORED - taken), name)
        taken |= covered
        lines.append(f"{name} {ranges(covered)}")
    for name, package, pattern in WEBFONTS:
        covered = save(merged(name, webfonts / package / "files", pattern, taken), name)
        taken |= covered
        lines.append(f"{name} {ranges(covered)}")
    (TARGET / "coverage.txt").write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
