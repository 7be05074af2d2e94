"""Fields of a DOCX, such as a reference: their instruction is left out, their result is text, page numbers are not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from leskracht_desktop.importers.documents.docx_styles import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_PAGE_NUMBERS: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"})
_LONGEST: Final = 200
_DEEPEST: Final = 20


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    in_result: bool = False


class Fields:
    """Follows the fields that begin and end in a text; `shows` tells whether what comes now is to be read."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @staticmethod
    def is_number(instruction: str) -> bool:
        """Tell whether a field is a page number, which means nothing without pages."""
        return instruction.strip().partition(" ")[0].upper() in _PAGE_NUMBERS

    @property
    def shows(self) -> bool:
        """Whether what comes now is text, or the result of a field that is shown."""
        return all(one.in_result and not self.is_number(one.instruction) for one in self._open)

    def take(self, element: _Element) -> bool:
        """Follow a mark or an instruction of a field; False when the element is neither."""
        if element.tag == f"{W}fldChar":
            self._step(element.get(f"{W}fldCharType", ""))
        elif element.tag == f"{W}instrText":
            self._instruct(element.text or "")
        else:
            return False
        return True

    def end_paragraph(self) -> None:
        """Give up fields that hide what follows and did not end here: a broken one must not swallow the document."""
        self._open = [one for one in self._open if one.in_result and not self.is_number(one.instruction)]

    def _step(self, kind: str) -> None:
        if kind == "begin" and len(self._open) < _DEEPEST:
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].in_result = True
        elif kind == "end" and self._open:
            self._open.pop()

    def _instruct(self, text: str) -> None:
        if self._open and not self._open[-1].in_result:
            self._open[-1].instruction = (self._open[-1].instruction + text)[:_LONGEST]
