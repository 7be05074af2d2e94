"""What changed from one version of a readable document to another, part by part and word by word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from leskracht_desktop.domain.comparing import ChangeKind, EntryPart, TextChange, compare_texts
from leskracht_desktop.domain.readable import DocumentSection, Origin, ReadableDocument

_Text = tuple[EntryPart, str]


@dataclass(frozen=True, slots=True)
class SectionChange:
    """The texts of one part that differ; a part that was added or removed has all of its texts."""

    title: str
    texts: tuple[TextChange, ...]


def compare_documents(
    old: ReadableDocument, new: ReadableDocument, names: Mapping[Origin, str]
) -> tuple[SectionChange, ...]:
    """Return the parts that differ, those of the new document first; `names` tells who says a thing, in words.

    Parts belong together by their codes. Who says a thing is part of its text, so a change of that is one too.
    """
    before, after = dict(_parts(old.sections)), dict(_parts(new.sections))
    found = []
    for code, part in (*after.items(), *((code, part) for code, part in before.items() if code not in after)):
        was, now = list(_texts(before.get(code), names)), list(_texts(after.get(code), names))
        changes = tuple(one for one in compare_texts(was, now) if one.kind is not ChangeKind.SAME)
        if changes:
            found.append(SectionChange(part.title, changes))
    return tuple(found)


def _parts(sections: tuple[DocumentSection, ...]) -> Iterator[tuple[str, DocumentSection]]:
    for section in sections:
        yield section.code, section
        yield from _parts(section.sections)


def _texts(part: DocumentSection | None, names: Mapping[Origin, str]) -> Iterator[_Text]:
    if part is None:
        return
    yield EntryPart.TITLE, part.title
    for statement in part.statements:
        yield EntryPart.SUMMARY, _told(statement.text, part.origin, names)
    for fact in part.facts:
        yield EntryPart.SECTIONS, _told(f"{fact.label}: {' '.join(fact.texts)}", fact.origin, names)
    yield from ((EntryPart.QUESTIONS, question) for question in part.questions)


def _told(text: str, origin: Origin | None, names: Mapping[Origin, str]) -> str:
    return text if origin is None else f"{text} ({names[origin]})"
