"""The tag tree: built together with the text, written once all pages are known (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from leskracht_desktop.reports.pdf.syntax import text_string

if TYPE_CHECKING:
    from collections.abc import Sequence

ROLES = {"Title": "P"}
"""Our own tags and the standard ones they stand for."""


_MCID_BITS = 20
_MCID_MASK = (1 << _MCID_BITS) - 1
NO_MARK = -1

Mark: TypeAlias = int
"""A marked-content sequence: its page (counted from 0) and its number there, packed in one integer."""

Leaf: TypeAlias = tuple[str, str, Mark]
"""An element with one mark or none, such as a cell: tag, extra entries, mark."""

PlainRow: TypeAlias = tuple[str, tuple[Leaf, ...]]
"""An element that is complete when it is made: tag and leaves.

Long tables have rows by the ten thousand. As tuples of plain values they cost the garbage collector nothing, so the
time per row stays the same however long the table is.
"""


def mark_on(page: int, mcid: int) -> Mark:
    """Return the mark with this number on this page."""
    return page << _MCID_BITS | mcid


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


Element: TypeAlias = Node | PlainRow | Leaf
Kid: TypeAlias = Element | Mark | ObjectKid


def figure_entries(alt: str, box: str) -> str:
    """Return the entries of a Figure: its text alternative and its place on the page."""
    return f"/Alt {text_string(alt)}/A<</O/Layout/Placement/Block/BBox[{box}]>>"


COLUMN_HEADER = "/A<</O/Table/Scope/Column>>"
ROW_HEADER = "/A<</O/Table/Scope/Row>>"
BULLETS = "/A<</O/List/ListNumbering/Disc>>"
NUMBERS = "/A<</O/List/ListNumbering/Decimal>>"


@dataclass(frozen=True, slots=True)
class TreeObjects:
    """The tree as numbered object bodies; `number_of` gives the object number per `id` of a node or leaf."""

    bodies: list[bytes]
    number_of: dict[int, int]


def write_tree(
    root: Node, first_number: int, parent_number: int, pages: Sequence[int], annotations: Sequence[int]
) -> TreeObjects:
    """Return the bodies of all elements, numbered from `first_number` in reading order.

    `pages` and `annotations` give the object numbers of the pages and annotations of the document.
    """
    order: list[Element] = []
    parents: list[int] = []
    number_of: dict[int, int] = {}
    stack: list[Element] = [root]
    waiting = [parent_number]  # the parents of what is on the stack
    number = first_number
    while stack:
        element = stack.pop()
        order.append(element)
        parents.append(waiting.pop())
        number_of[id(element)] = number
        if isinstance(element, Node):
            below: Sequence[Element] = [kid for kid in element.kids if isinstance(kid, Node | tuple)]
        else:
            below = element[1] if len(element) == 2 else ()
        if below:
            stack += below[::-1]
            waiting += [number] * len(below)
        number += 1
    bodies = [
        _node_body(element, parent, number_of, pages, annotations)
        if isinstance(element, Node)
        else _leaf_body(element, parent, pages)
        if len(element) == 3
        else _row_body(element, parent, number_of)
        for element, parent in zip(order, parents, strict=True)
    ]
    return TreeObjects(bodies, number_of)


def _row_body(row: PlainRow, parent: int, number_of: dict[int, int]) -> bytes:
    tag, leaves = row
    kids = " ".join([f"{number_of[id(leaf)]} 0 R" for leaf in leaves])
    return f"<</S/{tag}/P {parent} 0 R/K[{kids}]>>".encode("ascii")


def _leaf_body(leaf: Leaf, parent: int, pages: Sequence[int]) -> bytes:
    tag, extra, mark = leaf
    if mark == NO_MARK:
        return f"<</S/{tag}/P {parent} 0 R{extra}>>".encode("ascii")
    return f"<</S/{tag}/P {parent} 0 R{extra}/Pg {pages[mark >> _MCID_BITS]} 0 R/K {mark & _MCID_MASK}>>".encode(
        "ascii"
    )


def _node_body(
    node: Node, parent: int, number_of: dict[int, int], pages: Sequence[int], annotations: Sequence[int]
) -> bytes:
    page = next((kid >> _MCID_BITS for kid in node.kids if isinstance(kid, int)), None)
    parts: list[str] = []
    for kid in node.kids:
        if isinstance(kid, Node | tuple):
            parts.append(f"{number_of[id(kid)]} 0 R")
        elif isinstance(kid, ObjectKid):
            parts.append(f"<</Type/OBJR/Obj {annotations[kid.annotation]} 0 R/Pg {pages[kid.page]} 0 R>>")
        elif kid >> _MCID_BITS == page:
            parts.append(str(kid & _MCID_MASK))
        else:
            parts.append(f"<</Type/MCR/Pg {pages[kid >> _MCID_BITS]} 0 R/MCID {kid & _MCID_MASK}>>")
    where = "" if page is None else f"/Pg {pages[page]} 0 R"
    inside = f"/K {parts[0]}" if len(parts) == 1 else f"/K[{' '.join(parts)}]" if parts else ""
    return f"<</S/{node.tag}/P {parent} 0 R{node.extra}{where}{inside}>>".encode("ascii")
