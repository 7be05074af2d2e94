"""The tag tree: built together with the text, written once all pages are known (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from leskracht_desktop.reports.pdf.syntax import text_string

if TYPE_CHECKING:
    from collections.abc import Sequence

ROLES = {"Title": "P"}
"""Our own tags and the standard ones they stand for."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked-content sequence: number `mcid` on page `page` (counted from 0)."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class ObjectKid:
    """An annotation that belongs to an element: number `annotation` of the document, on page `page`."""

    page: int
    annotation: int


class Node:
    """One structure element; `extra` holds further dictionary entries as PDF syntax."""

    __slots__ = ("extra", "kids", "tag")

    def __init__(self, tag: str, extra: str = "") -> None:
        self.tag = tag
        self.extra = extra
        self.kids: list[Kid] = []

    def add(self, tag: str, extra: str = "") -> Node:
        """Append a child element and return it."""
        child = Node(tag, extra)
        self.kids.append(child)
        return child


Kid: TypeAlias = Node | Mark | ObjectKid


def figure_entries(alt: str, box: str) -> str:
    """Return the entries of a Figure: its text alternative and its place on the page."""
    return f"/Alt {text_string(alt)}/A<</O/Layout/Placement/Block/BBox[{box}]>>"


COLUMN_HEADER = "/A<</O/Table/Scope/Column>>"
ROW_HEADER = "/A<</O/Table/Scope/Row>>"
BULLETS = "/A<</O/List/ListNumbering/Disc>>"
NUMBERS = "/A<</O/List/ListNumbering/Decimal>>"


@dataclass(frozen=True, slots=True)
class TreeObjects:
    """The tree as numbered object bodies, and where the marks of pages and annotations belong."""

    bodies: list[bytes]
    number_of: dict[int, int]
    """Object number per `id(node)`."""


def write_tree(
    root: Node, first_number: int, parent_number: int, pages: Sequence[int], annotations: Sequence[int]
) -> TreeObjects:
    """Return the bodies of all elements, numbered from `first_number` in reading order.

    `pages` and `annotations` give the object numbers of the pages and annotations of the document.
    """
    order: list[tuple[Node, int]] = []
    number_of: dict[int, int] = {}
    stack: list[tuple[Node, int]] = [(root, parent_number)]
    number = first_number
    while stack:
        node, parent = stack.pop()
        order.append((node, parent))
        number_of[id(node)] = number
        stack.extend((kid, number) for kid in reversed(node.kids) if isinstance(kid, Node))
        number += 1
    return TreeObjects([_body(node, parent, number_of, pages, annotations) for node, parent in order], number_of)


def _body(
    node: Node, parent: int, number_of: dict[int, int], pages: Sequence[int], annotations: Sequence[int]
) -> bytes:
    kids = node.kids
    if len(kids) == 1 and type(kids[0]) is Mark:
        mark = kids[0]
        return f"<</S/{node.tag}/P {parent} 0 R{node.extra}/Pg {pages[mark.page]} 0 R/K {mark.mcid}>>".encode("ascii")
    page = next((kid.page for kid in kids if type(kid) is Mark), None)
    parts: list[str] = []
    for kid in kids:
        if isinstance(kid, Node):
            parts.append(f"{number_of[id(kid)]} 0 R")
        elif isinstance(kid, ObjectKid):
            parts.append(f"<</Type/OBJR/Obj {annotations[kid.annotation]} 0 R/Pg {pages[kid.page]} 0 R>>")
        elif kid.page == page:
            parts.append(str(kid.mcid))
        else:
            parts.append(f"<</Type/MCR/Pg {pages[kid.page]} 0 R/MCID {kid.mcid}>>")
    where = "" if page is None else f"/Pg {pages[page]} 0 R"
    inside = f"/K[{' '.join(parts)}]" if parts else ""
    return f"<</S/{node.tag}/P {parent} 0 R{node.extra}{where}{inside}>>".encode("ascii")
