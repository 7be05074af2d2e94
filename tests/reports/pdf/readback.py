"""Reads a finished PDF back through its tag tree, with pikepdf only: what does a screen reader say, and when?"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pikepdf

_MAPPING = re.compile(rb"<([0-9A-F]{4})><((?:[0-9A-F]{4})+)>")
_PAINTING = frozenset("f F f* B B* b b* S s sh Do Tj TJ ' \"".split())
_SPACES = re.compile(" +")
_UNSEEN = re.compile("[\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # joiners: tested by themselves
_PAGE_AT_END = re.compile(r"^(.*) (\d+)$")


@dataclass
class PageText:
    """What one content stream holds: the text per marked sequence, and the operators outside all marks."""

    texts: dict[int, str] = field(default_factory=dict)
    untagged: list[str] = field(default_factory=list)
    artifacts: list[str] = field(default_factory=list)


class FinishedFile:
    """A finished file, opened for checking."""

    def __init__(self, data: bytes) -> None:
        self._pdf = pikepdf.open(io.BytesIO(data))
        self._page_of = {page.obj.objgen: index for index, page in enumerate(self._pdf.pages)}
        self._seen: dict[tuple[int, int], int] = {}

    @cached_property
    def pages(self) -> list[PageText]:
        """The content of every page."""
        return [_page_text(page) for page in self._pdf.pages]

    @property
    def attachments(self) -> dict[str, bytes]:
        """The attached files by name."""
        return {name: spec.get_file().read_bytes() for name, spec in self._pdf.attachments.items()}

    @property
    def catalog(self) -> Any:
        """The catalog dictionary."""
        return self._pdf.Root

    @cached_property
    def headings_by_place(self) -> dict[tuple[int, float], str]:
        """The titles of all bookmarks by the place they lead to."""
        places: dict[tuple[int, float], str] = {}

        def walk(item: Any) -> None:
            while item is not None:
                places[self._place(item.Dest)] = str(item.Title)
                walk(item.get("/First"))
                item = item.get("/Next")

        outlines = self._pdf.Root.get("/Outlines")
        if outlines is not None:
            walk(outlines.get("/First"))
        return places

    def outline(self) -> list[str]:
        """Return what the tree says, a line per block; the number in front is the depth of sections.

        Fails an assertion when a mark is missing, read twice, or not in the tree.
        """
        root = self._pdf.Root.StructTreeRoot
        lines: list[str] = []
        self._seen.clear()
        self._block(root.K, 0, lines)
        marks = {(index, mcid) for index, page in enumerate(self.pages) for mcid in page.texts}
        assert set(self._seen) == marks, f"marks without element: {sorted(marks - set(self._seen))}"
        assert all(times == 1 for times in self._seen.values())
        return lines

    def check_parents(self) -> None:
        """Assert that the parent tree names, for every mark and annotation, the element that holds it."""
        numbers = self._pdf.Root.StructTreeRoot.ParentTree.Nums
        parents = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
        holders: dict[tuple[int, int], Any] = {}
        objects: dict[Any, Any] = {}
        for element in _elements(self._pdf.Root.StructTreeRoot.K):
            for kid in _kids(element):
                if isinstance(kid, int):
                    holders[self._page_of[element.Pg.objgen], kid] = element.objgen
                elif kid.get("/Type") == "/MCR":
                    holders[self._page_of[kid.Pg.objgen], int(kid.MCID)] = element.objgen
                elif kid.get("/Type") == "/OBJR":
                    objects[kid.Obj.objgen] = element.objgen
        for index, page in enumerate(self._pdf.pages):
            owners = parents[int(page.obj.StructParents)]
            assert len(owners) == len(self.pages[index].texts)
            for mcid, owner in enumerate(owners):
                assert holders[index, mcid] == owner.objgen
            for annotation in page.obj.get("/Annots", []):
                assert objects[annotation.objgen] == parents[int(annotation.StructParent)].objgen
                assert str(annotation.Contents).strip()

    def _place(self, destination: Any) -> tuple[int, float]:
        return self._page_of[destination[0].objgen], float(destination[3])

    def _block(self, element: Any, depth: int, lines: list[str]) -> None:
        tag = str(element.S)[1:]
        if tag in {"Document", "Sect", "Div"}:
            for kid in _kids(element):
                self._block(kid, depth + (tag == "Sect"), lines)
        elif tag == "Table":
            self._table(element, depth, lines)
        elif tag == "L":
            self._list(element, depth, lines, "")
        elif tag == "TOC":
            self._contents(element, depth, lines, 1)
        elif tag == "Figure":
            self._text(element)
            lines.append(f"{depth} Figure: {element.Alt}")
        else:
            lines.append(f"{depth} {tag}: {_tidy(self._text(element))}")

    def _table(self, element: Any, depth: int, lines: list[str]) -> None:
        lines.append(f"{depth} Table")
        for kid in _kids(element):
            if kid.S == "/Caption":
                lines.append(f"{depth} Caption: {_tidy(self._text(kid))}")
                continue
            assert kid.S == "/TR"
            cells: list[str] = []
            for cell in _kids(kid):
                scope = f" {str(cell.A.Scope)[1:]}" if cell.S == "/TH" else ""
                cells.append(f"{str(cell.S)[1:]}{scope}: {_tidy(self._text(cell))}")
            lines.append(f"{depth} TR | " + " | ".join(cells))

    def _list(self, element: Any, depth: int, lines: list[str], indent: str) -> None:
        lines.append(f"{depth} {indent}L {str(element.A.ListNumbering)[1:]}")
        for item in _kids(element):
            label, body = _kids(item)
            inner = [kid for kid in _kids(body) if not isinstance(kid, int) and kid.get("/S") == "/L"]
            said = "".join(self._part(body, kid) for kid in _kids(body) if kid not in inner)
            lines.append(f"{depth} {indent}LI {_tidy(self._text(label))} {_tidy(said)}".rstrip())
            for below in inner:
                self._list(below, depth, lines, indent + "  ")

    def _contents(self, element: Any, depth: int, lines: list[str], level: int) -> None:
        for kid in _kids(element):
            if kid.S == "/TOC":
                self._contents(kid, depth, lines, level + 1)
                continue
            (reference,) = _kids(kid)
            (link,) = _kids(reference)
            said = _tidy("".join(self._part(link, part) for part in _kids(link)))
            found = _PAGE_AT_END.match(said)
            assert found is not None, said
            (target,) = {self._place(part.Obj.Dest) for part in _kids(link) if not isinstance(part, int)}
            assert int(found[2]) == target[0] + 1
            lines.append(f"{depth} TOCI {level}: {found[1]} -> {self.headings_by_place[target]}")

    def _text(self, element: Any) -> str:
        return "".join(self._part(element, kid) for kid in _kids(element))

    def _part(self, element: Any, kid: Any) -> str:
        if isinstance(kid, int):
            return self._mark(element.Pg, kid)
        if kid.get("/Type") == "/MCR":
            return self._mark(kid.Pg, int(kid.MCID))
        if kid.get("/Type") == "/OBJR":
            return ""
        assert kid.S == "/Link", kid.S
        targets = {self._target(part.Obj) for part in _kids(kid) if not isinstance(part, int) and "/Obj" in part}
        (target,) = targets
        said = self._text(kid)
        before, after = " " * said.startswith(" "), " " * said.endswith(" ")
        return f"{before}[{_tidy(said)}]({target}){after}"

    def _target(self, annotation: Any) -> str:
        if "/Dest" in annotation:
            return "#" + self.headings_by_place[self._place(annotation.Dest)]
        return str(annotation.A.URI)

    def _mark(self, page: Any, mcid: int) -> str:
        key = (self._page_of[page.objgen], mcid)
        self._seen[key] = self._seen.get(key, 0) + 1
        return self.pages[key[0]].texts[mcid]


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [int(kid) if not isinstance(kid, pikepdf.Object) else kid for kid in listed]


def _elements(element: Any) -> list[Any]:
    found, stack = [], [element]
    while stack:
        current = stack.pop()
        found.append(current)
        stack += [kid for kid in _kids(current) if not isinstance(kid, int) and "/S" in kid]
    return found


def _tidy(text: str) -> str:
    return _SPACES.sub(" ", _UNSEEN.sub("", text)).strip(" ")


def _page_text(page: pikepdf.Page) -> PageText:
    result = PageText()
    fonts = {name: _to_unicode(font) for name, font in page.obj.Resources.Font.items()}
    marks: list[tuple[str, Any]] = []  # ("mcid", number), ("actual", text) or ("artifact", None)
    current: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = instruction.operands, str(instruction.operator)
        if name == "BDC":
            marks.append(_mark_of(operands, result))
            if marks[-1][0] == "actual":
                _say(marks[:-1], marks[-1][1], result)
        elif name == "EMC":
            marks.pop()
        elif name == "Tf":
            current = fonts[str(operands[0])]
        if name in _PAINTING and not any(kind in {"mcid", "artifact"} for kind, _ in marks):
            result.untagged.append(name)
        if name == "Tj" and not any(kind == "actual" for kind, _ in marks):
            data = bytes(operands[0])
            text = "".join(current[int.from_bytes(data[i : i + 2], "big")] for i in range(0, len(data), 2))
            _say(marks, text, result)
    assert not marks, "a mark is left open"
    return result


def _mark_of(operands: Any, result: PageText) -> tuple[str, Any]:
    properties = operands[1]
    if "/MCID" in properties:
        number = int(properties.MCID)
        assert number not in result.texts, "one number twice on a page"
        result.texts[number] = ""
        return "mcid", number
    if "/ActualText" in properties:
        return "actual", str(properties.ActualText)
    assert operands[0] == "/Artifact"
    result.artifacts.append("")
    return "artifact", None


def _say(marks: list[tuple[str, Any]], text: str, result: PageText) -> None:
    for kind, value in reversed(marks):
        if kind == "mcid":
            result.texts[value] += text
            return
        if kind == "artifact":
            result.artifacts[-1] += text
            return


def _to_unicode(font: Any) -> dict[int, str]:
    data = font.ToUnicode.read_bytes()
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in _MAPPING.findall(data)}
