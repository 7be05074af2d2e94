"""What the tag tree of a document must say, worked out from the content model alone."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from leskracht_desktop.reports.pdf.fonts import FaceName, face, face_for
from leskracht_desktop.reports.pdf.model import (
    Address,
    Block,
    BulletList,
    Contents,
    Document,
    Figure,
    Heading,
    Inline,
    KeyValues,
    Link,
    ListItem,
    Note,
    NumberedList,
    Paragraph,
    Run,
    Table,
    Text,
    Title,
)
from leskracht_desktop.reports.pdf.scripts import code_name, visible

SAFE_IN_ADDRESSES = "!#$%&'()*+,-./:;=?@[]_~"


_SPACES = re.compile(" +")
_UNSEEN = re.compile("[\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # joiners: tested by themselves


def say(text: str) -> str:
    """Return a text as it must be read aloud: escaped, with spaces for line breaks."""
    return "".join(_character(character) for character in _UNSEEN.sub("", visible(text)))


def _character(character: str) -> str:
    if character == "\n":
        return " "
    nameless = unicodedata.category(character) in {"Co", "Cn"}
    return code_name(character) if nameless and _without_glyph(character) else character


def _without_glyph(character: str) -> bool:
    return face_for(character, face(FaceName.REGULAR), None) is None


def flat(text: str) -> str:
    """As `say`, without double or outer spaces."""
    return _SPACES.sub(" ", say(text)).strip(" ")


def outline(document: Document) -> list[str]:
    """Return the lines that `FinishedFile.outline` must give for this document."""
    lines: list[str] = []
    if document.logo is not None:
        lines.append(f"0 Figure: {_one_line(document.logo.alt)}")
    titles = {block.key: block.text for block in document.blocks if isinstance(block, Heading)}
    depth = 0
    for index, block in enumerate(document.blocks):
        if isinstance(block, Heading):
            depth = block.level
        if isinstance(block, Contents) and block.title:
            depth = 1
        lines += [f"{depth} {line}" for line in _block(block, document.blocks[index + 1 :], titles)]
    return lines


def _block(block: Block, later: tuple[Block, ...], titles: dict[str, str]) -> list[str]:  # noqa: PLR0911  (one per kind)
    match block:
        case Title():
            return [f"Title: {flat(block.text)}"] + ([f"P: {flat(block.subtitle)}"] if block.subtitle else [])
        case Heading():
            return [f"H{block.level}: {flat(block.text)}"]
        case Paragraph():
            return [f"P: {_inline(block.text, titles)}"]
        case Note():
            return [f"P: {_inline(part, titles)}" for part in (block.title, block.text) if part]
        case BulletList() | NumberedList():
            return _list(block, "", titles)
        case KeyValues() | Table():
            return _table(block)
        case Figure():
            return [f"Figure: {_one_line(block.alt)}"] + ([f"P: {flat(block.caption)}"] if block.caption else [])
        case Contents():
            return _contents(block, later)
        case Address():
            sender = [f"P: {flat(_one_line(block.sender))}"] if block.sender else []
            return [*sender, f"P: {flat(' '.join(block.lines))}"]
        case _:
            return []


def _list(block: BulletList | NumberedList, indent: str, titles: dict[str, str]) -> list[str]:
    numbered = isinstance(block, NumberedList)
    lines = [f"{indent}L {'Decimal' if numbered else 'Disc'}"]
    for index, item in enumerate(block.items):
        label = f"{block.start + index}." if isinstance(block, NumberedList) else "•"
        text = item.text if isinstance(item, ListItem) else item
        lines.append(f"{indent}LI {label} {_inline(text, titles)}".rstrip())
        if isinstance(item, ListItem):
            lines += _list(item.below, indent + "  ", titles)
    return lines


def _table(block: KeyValues | Table) -> list[str]:
    if not block.rows and isinstance(block, KeyValues):
        return []
    lines = ["Table"]
    if block.caption:
        lines.append(f"Caption: {flat(block.caption)}")
    names_row = 0 if isinstance(block, KeyValues) else block.row_header_column
    if isinstance(block, Table):
        lines.append("TR | " + " | ".join(f"TH Column: {flat(text)}" for text in block.header))
    for row in block.rows:
        cells = [f"{'TH Row' if column == names_row else 'TD'}: {flat(text)}" for column, text in enumerate(row)]
        lines.append("TR | " + " | ".join(cells))
    return lines


def _contents(block: Contents, later: tuple[Block, ...]) -> list[str]:
    lines = [f"H1: {flat(block.title)}"] if block.title else []
    lines += [f"P: {flat(block.note)}"] if block.note else []
    for other in later:
        if isinstance(other, Heading) and other.in_contents and other.level <= block.levels:
            shown = _one_line(other.text)
            lines.append(f"TOCI {other.level}: {flat(shown)} -> {shown}")
    return lines


def _inline(text: Text, titles: dict[str, str]) -> str:
    if isinstance(text, str):
        return flat(text)
    return _SPACES.sub(" ", "".join(_part(part, titles) for part in text)).strip(" ")


def _part(part: Inline, titles: dict[str, str]) -> str:
    if isinstance(part, Link):
        target = part.target
        goal = "#" + _one_line(titles[target[1:]]) if target[0] == "#" else quote(target, safe=SAFE_IN_ADDRESSES)
        said = say(part.text)
        return f"{' ' * said.startswith(' ')}[{flat(said)}]({goal}){' ' * said.endswith(' ')}"
    return say(part.text if isinstance(part, Run) else part)


def _one_line(text: str) -> str:
    return " ".join(visible(text).split())
