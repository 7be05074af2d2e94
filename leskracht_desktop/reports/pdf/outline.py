"""The bookmarks a reader shows beside the pages: one per heading, nested by level."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leskracht_desktop.reports.pdf.scripts import one_line
from leskracht_desktop.reports.pdf.syntax import number, text_string

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leskracht_desktop.reports.pdf.canvas import TaggedCanvas
    from leskracht_desktop.reports.pdf.contents import Listed
    from leskracht_desktop.reports.pdf.writer import ArchiveFile


@dataclass(slots=True)
class _Entry:
    own_number: int
    heading: Listed | None = None
    kids: list[_Entry] = field(default_factory=list)

    def count(self) -> int:
        """Return how many entries lie below this one, at any depth."""
        return sum(1 + kid.count() for kid in self.kids)


def bookmarks(
    file: ArchiveFile, canvas: TaggedCanvas, headings: Sequence[Listed], page_numbers: Sequence[int]
) -> dict[str, str]:
    """Add the bookmarks and return the catalog entries for them; only the first level is unfolded."""
    if not headings:
        return {}
    root = _Entry(file.reserve())
    path = [root]
    for heading in headings:
        del path[heading.level :]
        entry = _Entry(file.reserve(), heading)
        path[-1].kids.append(entry)
        path.append(entry)
    _write(file, canvas, root, page_numbers)
    ends = f"/First {root.kids[0].own_number} 0 R/Last {root.kids[-1].own_number} 0 R"
    file.put(root.own_number, f"<</Type/Outlines/Count {len(root.kids)}{ends}>>")
    return {"Outlines": f"{root.own_number} 0 R", "PageMode": "/UseOutlines"}


def _write(file: ArchiveFile, canvas: TaggedCanvas, parent: _Entry, page_numbers: Sequence[int]) -> None:
    for index, entry in enumerate(parent.kids):
        if entry.heading is None:  # only the root has none, and it is nobody's child
            continue
        place = canvas.destinations[entry.heading.key]
        parts = [
            f"/Title{text_string(one_line(entry.heading.text))}/Parent {parent.own_number} 0 R",
            f"/Dest[{page_numbers[place.page]} 0 R/XYZ null {number(place.top)} null]",
        ]
        if index:
            parts.append(f"/Prev {parent.kids[index - 1].own_number} 0 R")
        if index + 1 < len(parent.kids):
            parts.append(f"/Next {parent.kids[index + 1].own_number} 0 R")
        if entry.kids:
            first, last = entry.kids[0].own_number, entry.kids[-1].own_number
            parts.append(f"/First {first} 0 R/Last {last} 0 R/Count {-entry.count()}")
        file.put(entry.own_number, f"<<{''.join(parts)}>>")
        _write(file, canvas, entry, page_numbers)
