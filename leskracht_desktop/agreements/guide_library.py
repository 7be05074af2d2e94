"""Load everything there is to read about the models: what ships, and what the user added or replaced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from leskracht_desktop.agreements.content_file import parse_content, refused_at_line
from leskracht_desktop.agreements.guides import optional_statements, parse_guide, statements
from leskracht_desktop.agreements.toml_parts import Part
from leskracht_desktop.domain.guide import AvgArticle, FunctionCode, Guide
from leskracht_desktop.domain.guide_library import (
    UNREADABLE,
    FunctionLabel,
    GlossaryEntry,
    GuideLibrary,
    GuideProblem,
    Notice,
)
from leskracht_desktop.domain.inventory import Certainty
from leskracht_desktop.errors import FileRefused, FileUnreadable
from leskracht_desktop.labels_nl.guide import GUIDE_NOTICE

COMMON = "common.toml"
AVG = "avg.toml"
GUIDES = "model-*.toml"


@dataclass(frozen=True, slots=True)
class Common:
    """What holds for every version: the notice, the names of the functions, the hard words."""

    notice: Notice
    functions: tuple[FunctionLabel, ...]
    glossary: tuple[GlossaryEntry, ...]


def load_library(folder: Path, added: Mapping[str, bytes] | None = None) -> GuideLibrary:
    """Return the library in a folder; a broken file is left out and listed as a problem.

    `added` maps file names to the content files the user brought in: one of a known version replaces the shipped one.
    Without the common file there are no names of functions and no glossary, but the notice that this is not the
    agreement stays, in short.
    """
    problems: list[GuideProblem] = []
    common = _common(folder / COMMON, problems)
    guides: dict[str, Guide] = {}
    own: list[str] = []
    for path in sorted(folder.glob(GUIDES)):
        if (guide := _guide(path, None, problems)) is not None:
            guides[guide.version.id] = guide
    for name, content in sorted((added or {}).items()):
        if (guide := _guide(Path(name), content, problems)) is not None:
            guides[guide.version.id] = guide
            own.append(guide.version.id)
    return GuideLibrary(
        notice=common.notice,
        guides=tuple(sorted(guides.values(), key=lambda guide: (guide.version.sequence, guide.version.id))),
        avg_articles=_avg(folder / AVG, problems),
        functions=common.functions,
        glossary=common.glossary,
        problems=tuple(problems),
        added=tuple(own),
    )


def parse_common(content: bytes, path: Path) -> Common:
    """Return the notice, the names of the functions (every function named) and the hard words.

    Raises: FileRefused.
    """
    root = parse_content(content, path)
    try:
        root.only("format", "notice", "functions", "glossary")
        notice = root.part("notice")
        notice.only("short", "full")
        functions = root.part("functions")
        functions.only(*FunctionCode)
        glossary = root.part("glossary")
        return Common(
            Notice(notice.text("short"), notice.text("full")),
            tuple(_function(functions.part(code.value), code) for code in FunctionCode),
            tuple(GlossaryEntry(word.replace("_", " "), glossary.text(word)) for word in glossary.table),
        )
    except FileRefused as error:
        raise refused_at_line(error, content) from error


def parse_avg(content: bytes, path: Path) -> tuple[AvgArticle, ...]:
    """Return the summaries of the AVG, in the order of their numbers.

    Raises: FileRefused.
    """
    root = parse_content(content, path)
    try:
        root.only("format", "articles")
        found: dict[int, AvgArticle] = {}
        for part in root.parts("articles"):
            article = _avg_article(part)
            if article.number in found:
                raise part.refuse("duplicate_code", "number", str(article.number))
            found[article.number] = article
        return tuple(found[number] for number in sorted(found))
    except FileRefused as error:
        raise refused_at_line(error, content) from error


def _function(part: Part, code: FunctionCode) -> FunctionLabel:
    part.only("label", "text")
    return FunctionLabel(code, part.text("label"), part.text("text"))


def _avg_article(part: Part) -> AvgArticle:
    part.only("number", "title", "certainty", "source", "summary", "for_school")
    certainty = part.choice("certainty", Certainty)
    summary = statements(part, "summary", certainty)
    if not summary:
        raise part.refuse("missing_part", "summary")
    school = optional_statements(part, "for_school", Certainty.TO_BE_CHECKED)
    return AvgArticle(part.number("number"), part.text("title"), summary, school)


def _common(path: Path, problems: list[GuideProblem]) -> Common:
    try:
        return parse_common(_read(path), path)
    except (FileRefused, FileUnreadable) as error:
        problems.append(_problem(error))
        return Common(Notice(GUIDE_NOTICE, GUIDE_NOTICE), (), ())


def _guide(path: Path, content: bytes | None, problems: list[GuideProblem]) -> Guide | None:
    try:
        return parse_guide(_read(path) if content is None else content, path)
    except (FileRefused, FileUnreadable) as error:
        problems.append(_problem(error))
        return None


def _avg(path: Path, problems: list[GuideProblem]) -> tuple[AvgArticle, ...]:
    try:
        return parse_avg(_read(path), path)
    except (FileRefused, FileUnreadable) as error:
        problems.append(_problem(error))
        return ()


def _problem(error: FileRefused | FileUnreadable) -> GuideProblem:
    if isinstance(error, FileUnreadable):
        return GuideProblem(error.path.name, UNREADABLE, "", error.detail)
    return GuideProblem(error.path.name, error.reason, error.where, error.detail)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileUnreadable(path, type(error).__name__) from error
