"""Read the guide to one version of the model from its content file, checked in every part."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from leskracht_desktop.agreements.content_file import parse_content, refused_at_line
from leskracht_desktop.agreements.toml_parts import Part
from leskracht_desktop.domain.guide import (
    Annex,
    AnnexField,
    AnnexSection,
    Article,
    AvgReference,
    FunctionCode,
    Guide,
    ModelStatus,
    ModelVersion,
    Statement,
    Term,
    TermCode,
    TermKind,
    VersionDate,
)
from leskracht_desktop.domain.inventory import Certainty
from leskracht_desktop.errors import FileRefused

_VERSION_ID = re.compile(r"[0-9][0-9A-Za-z.-]{0,19}")
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_REFERENCE = re.compile(r"([1-9][0-9]?)(?:\.([1-9][0-9]?)(?:\.([a-z]))?)?")

Value = TypeVar("Value")


def parse_guide(content: bytes, path: Path) -> Guide:
    """Return the guide in the bytes of a content file; `path` only names it.

    Raises: FileRefused with reason `not_toml`, `too_large`, `too_deep`, `control_characters`, `newer_format`,
    `missing_part`, `unknown_part`, `wrong_kind`, `unknown_reference` or `duplicate_code`; `where` is the line and part.
    """
    root = parse_content(content, path)
    try:
        return _guide(root)
    except FileRefused as error:
        raise refused_at_line(error, content) from error


def statements(part: Part, key: str, default: Certainty) -> tuple[Statement, ...]:
    """Return a list of statements: texts of the default certainty, or tables with a certainty and source of their own.

    What is called checked must say where it was read; a part may name one source for all its statements.

    Raises: FileRefused.
    """
    return tuple(_statement(part, f"{key}[{index}]", value, default) for index, value in enumerate(part.items(key)))


def optional_statements(part: Part, key: str, default: Certainty) -> tuple[Statement, ...]:
    """Return a list of statements, or none if the key is absent.

    Raises: FileRefused.
    """
    return statements(part, key, default) if key in part.table else ()


def _statement(part: Part, key: str, value: object, default: Certainty) -> Statement:
    if isinstance(value, str):
        inner = Part(part.path, f"{part.where}.{key}".strip("."), {"text": value})
    else:
        inner = part.as_part(key, value)
    inner.only("text", "certainty", "source")
    certainty = _certainty(inner, "certainty", default)
    source = inner.optional_text("source")
    if certainty is Certainty.CHECKED and source is None:
        source = part.optional_text("source")
    if certainty is Certainty.CHECKED and source is None:
        raise inner.refuse("missing_part", "source")
    return Statement(inner.text("text"), certainty, source)


def _guide(root: Part) -> Guide:
    root.only("format", "version", "articles", "annexes")
    version_part = root.part("version")
    version = _version(version_part)
    annexes = tuple(_annex(part) for part in root.parts("annexes")) if "annexes" in root.table else ()
    _differ(root, "annexes", "code", [annex.code for annex in annexes])
    articles: tuple[Article, ...] = ()
    if "articles" in root.table:
        articles = _articles(root, {annex.code for annex in annexes})
    return Guide(version, articles, annexes, optional_statements(version_part, "changes", _certainty(version_part)))


def _version(part: Part) -> ModelVersion:
    part.only("id", "title", "sequence", "status", "status_certainty", "certainty", "dates", "facts", "changes")
    certainty = _certainty(part)
    return ModelVersion(
        id=_matching(part, "id", _VERSION_ID),
        title=part.text("title"),
        sequence=part.number("sequence"),
        status=part.choice("status", ModelStatus),
        status_certainty=part.choice("status_certainty", Certainty),
        dates=tuple(_date(item) for item in part.parts("dates")) if "dates" in part.table else (),
        facts=_some(part, "facts", statements(part, "facts", certainty)),
    )


def _date(part: Part) -> VersionDate:
    part.only("code", "label", "text", "on", "certainty", "source")
    certainty, source = part.choice("certainty", Certainty), part.optional_text("source")
    if certainty is Certainty.CHECKED and source is None:
        raise part.refuse("missing_part", "source")
    on = part.day("on") if "on" in part.table else None
    return VersionDate(_matching(part, "code", _CODE), part.text("label"), part.text("text"), on, certainty, source)


def _articles(root: Part, annexes: set[str]) -> tuple[Article, ...]:
    parts = tuple(root.parts("articles"))
    articles = tuple(_article(part) for part in parts)
    _differ(root, "articles", "slug", [article.slug for article in articles])
    _differ(root, "articles", "number", [str(article.number) for article in articles])
    slugs = {article.slug for article in articles}
    for part, article in zip(parts, articles, strict=True):
        _known(part, "related", article.related, slugs - {article.slug})
        _known(part, "annexes", article.annexes, annexes)
    return tuple(sorted(articles, key=lambda article: article.number))


def _article(part: Part) -> Article:
    part.only(
        "number", "slug", "title", "certainty", "heading_certainty", "summary", "school_duties", "supplier_duties",
        "terms", "avg", "questions", "functions", "related", "annexes", "changes",
    )  # fmt: skip
    certainty = _certainty(part)
    terms = tuple(_term(item) for item in part.parts("terms")) if "terms" in part.table else ()
    _differ(part, "terms", "code", [term.code for term in terms])
    number = part.number("number")
    if number == 0:
        raise part.refuse("wrong_kind", "number", "number")
    return Article(
        number=number,
        slug=_matching(part, "slug", _CODE),
        title=part.text("title"),
        heading_certainty=_certainty(part, "heading_certainty", certainty),
        summary=_some(part, "summary", statements(part, "summary", certainty)),
        school_duties=statements(part, "school_duties", certainty),
        supplier_duties=statements(part, "supplier_duties", certainty),
        terms=terms,
        avg_articles=_references(part, "avg"),
        questions=_some(part, "questions", part.texts("questions")),
        functions=_functions(part),
        related=_optional_texts(part, "related"),
        annexes=_optional_texts(part, "annexes"),
        changes=optional_statements(part, "changes", certainty),
    )


def _term(part: Part) -> Term:
    part.only("code", "label", "kind", "text", "source", "certainty", "avg")
    kind = part.choice("kind", TermKind)
    if kind is TermKind.FIXED_BY_LAW and "avg" not in part.table:
        raise part.refuse("missing_part", "avg")
    return Term(
        code=part.choice("code", TermCode),
        label=part.text("label"),
        kind=kind,
        text=part.text("text"),
        source=part.text("source"),
        certainty=part.choice("certainty", Certainty),
        avg=_reference(part, "avg", part.text("avg")) if "avg" in part.table else None,
    )


def _annex(part: Part) -> Annex:
    part.only(
        "code", "number", "title", "certainty", "heading_certainty", "summary", "sections", "questions", "functions",
        "avg", "changes",
    )  # fmt: skip
    certainty = _certainty(part)
    sections = tuple(_section(item, certainty) for item in part.parts("sections"))
    _differ(part, "sections", "code", [section.code for section in sections])
    return Annex(
        code=_matching(part, "code", _CODE),
        number=part.number("number"),
        title=part.text("title"),
        heading_certainty=_certainty(part, "heading_certainty", certainty),
        summary=_some(part, "summary", statements(part, "summary", certainty)),
        sections=_some(part, "sections", sections),
        questions=_some(part, "questions", part.texts("questions")),
        functions=_functions(part),
        avg_articles=_references(part, "avg"),
        changes=optional_statements(part, "changes", certainty),
    )


def _section(part: Part, default: Certainty) -> AnnexSection:
    part.only("code", "title", "certainty", "summary", "fields")
    certainty = _certainty(part, "certainty", default)
    fields = tuple(_field(item, certainty) for item in part.parts("fields"))
    _differ(part, "fields", "code", [field.code for field in fields])
    return AnnexSection(
        code=part.text("code"),
        title=part.text("title"),
        summary=optional_statements(part, "summary", certainty),
        fields=fields,
    )


def _field(part: Part, default: Certainty) -> AnnexField:
    part.only("code", "label", "text", "certainty")
    certainty = _certainty(part, "certainty", default)
    return AnnexField(_matching(part, "code", _CODE), part.text("label"), part.text("text"), certainty)


def _certainty(part: Part, key: str = "certainty", default: Certainty | None = None) -> Certainty:
    return part.choice(key, Certainty) if default is None or key in part.table else default


def _functions(part: Part) -> tuple[FunctionCode, ...]:
    found = _optional_texts(part, "functions")
    _known(part, "functions", found, set(FunctionCode))
    return tuple(FunctionCode(code) for code in found)


def _references(part: Part, key: str) -> tuple[AvgReference, ...]:
    codes = _optional_texts(part, key)
    return tuple(_reference(part, f"{key}[{index}]", code) for index, code in enumerate(codes))


def _reference(part: Part, key: str, code: str) -> AvgReference:
    found = _REFERENCE.fullmatch(code)
    if found is None:
        raise part.refuse("unknown_reference", key, code)
    number, paragraph, letter = found.groups()
    return AvgReference(int(number), int(paragraph) if paragraph else None, letter)


def _optional_texts(part: Part, key: str) -> tuple[str, ...]:
    found = part.texts(key) if key in part.table else ()
    for index, code in enumerate(found):
        if code in found[:index]:
            raise part.refuse("duplicate_code", f"{key}[{index}]", code)
    return found


def _known(part: Part, key: str, codes: Iterable[str], known: set[str]) -> None:
    for index, code in enumerate(codes):
        if code not in known:
            raise part.refuse("unknown_reference", f"{key}[{index}]", code)


def _some(part: Part, key: str, found: tuple[Value, ...]) -> tuple[Value, ...]:
    if not found:
        raise part.refuse("missing_part", key)
    return found


def _differ(part: Part, key: str, inner: str, codes: list[str]) -> None:
    for index, code in enumerate(codes):
        if code in codes[:index]:
            raise part.refuse("duplicate_code", f"{key}[{index}].{inner}", code)


def _matching(part: Part, key: str, pattern: re.Pattern[str]) -> str:
    text = part.text(key)
    if not pattern.fullmatch(text):
        raise part.refuse("wrong_kind", key, text)
    return text
