"""The surface the blocks draw on: every operator belongs to an element of the tag tree or to an artifact."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leskracht_desktop.reports.pdf.encoding import FontUse
from leskracht_desktop.reports.pdf.structure import Leaf, Node, ObjectKid, mark_on
from leskracht_desktop.reports.pdf.syntax import number, text_string

if TYPE_CHECKING:
    from collections.abc import Callable

    from leskracht_desktop.reports.pdf.figures import Picture
    from leskracht_desktop.reports.pdf.fonts import Face

PAGINATION = "/Artifact<</Type/Pagination>>BDC"
LAYOUT = "/Artifact<</Type/Layout>>BDC"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in points from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float

    def syntax(self) -> str:
        """Return the four numbers of a PDF rectangle."""
        return " ".join(map(number, (self.left, self.bottom, self.right, self.top)))


@dataclass(slots=True)
class Page:
    """One page while it is drawn: its operators, and the element each marked sequence belongs to."""

    index: int
    operators: list[str] = field(default_factory=list)
    owners: list[Node | Leaf] = field(default_factory=list)
    annotations: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LinkArea:
    """One clickable rectangle; `target` is an address or `#key`, `contents` what it says to assistive technology."""

    page: int
    area: Area
    target: str
    contents: str
    node: Node


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a heading stands: page (from 0) and height in points."""

    page: int
    top: float


class TaggedCanvas:
    """All pages of one document, the fonts and images they use, and the root of the tag tree."""

    def __init__(self) -> None:
        self.root = Node("Document")
        self.pages: list[Page] = []
        self.page = Page(0)
        self.links: list[LinkArea] = []
        self.destinations: dict[str, Destination] = {}
        self.images: dict[str, Picture] = {}
        self.pictures: dict[str, Picture | None] = {}
        self._fonts: dict[str, FontUse] = {}

    @property
    def font_uses(self) -> list[FontUse]:
        """The faces used so far, in the order of their first use."""
        return list(self._fonts.values())

    def add_page(self) -> Page:
        """Start a new page and return it."""
        self.page = Page(len(self.pages))
        self.pages.append(self.page)
        return self.page

    def font(self, face: Face) -> FontUse:
        """Return this document's use of a face."""
        use = self._fonts.get(face.name)
        if use is None:
            use = self._fonts[face.name] = FontUse(face, f"F{len(self._fonts) + 1}")
        return use

    def image(self, key: str, picture: Picture) -> str:
        """Return the resource name of an image; `key` tells equal images."""
        self.images.setdefault(key, picture)
        return f"Im{list(self.images).index(key) + 1}"

    def draw_in_slot(self, page: Page, slot: int, draw: Callable[[], None]) -> None:
        """Run `draw` on an earlier page, and put what it draws where an empty operator was left."""
        current, rest = self.page, page.operators
        self.page, page.operators = page, []
        draw()
        rest[slot] = "\n".join(page.operators)
        self.page, page.operators = current, rest

    def mark(self, node: Node) -> str:
        """Return the operator that starts a marked sequence of `node`; the caller writes `EMC` after its text."""
        page = self.page
        mcid = len(page.owners)
        page.owners.append(node)
        node.kids.append(mark_on(page.index, mcid))
        return f"/{node.tag}<</MCID {mcid}>>BDC"

    def mark_leaf(self, tag: str, extra: str) -> tuple[Leaf, int]:
        """Return a new leaf with one mark, and the number of the mark; the caller puts it in the tree."""
        page = self.page
        mcid = len(page.owners)
        leaf = (tag, extra, mark_on(page.index, mcid))
        page.owners.append(leaf)
        return leaf, mcid

    def artifact(self, operators: str, kind: str = LAYOUT, page: Page | None = None) -> None:
        """Draw decoration that assistive technology passes over."""
        (page or self.page).operators.append(f"{kind}\n{operators}\nEMC")

    def link(self, page: Page, area: Area, target: str, contents: str, node: Node) -> None:
        """Make a rectangle lead to `target` and hang it under its Link element."""
        index = len(self.links)
        self.links.append(LinkArea(page.index, area, target, contents, node))
        page.annotations.append(index)
        node.kids.append(ObjectKid(page.index, index))


def said(text: str) -> str:
    """Return the operator that starts a span which is read as `text` whatever its glyphs are."""
    return f"/Span<</ActualText {text_string(text)}>>BDC"
