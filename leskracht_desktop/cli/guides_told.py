"""What the commands about agreements say of the guides: each value as JSON for machines and as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from leskracht_desktop import labels_nl
from leskracht_desktop.labels_nl.guide import reference_label

if TYPE_CHECKING:
    from leskracht_desktop.domain.guide import (
        Annex,
        AnnexSection,
        Article,
        FunctionCode,
        Guide,
        Statement,
        Term,
        VersionDate,
    )
    from leskracht_desktop.domain.guide_library import GuideLibrary, GuideProblem
    from leskracht_desktop.domain.inventory import Certainty


def model_json(guide: Guide) -> dict[str, Any]:
    """Return the head of a version of the model."""
    return {
        "version": guide.version.id,
        "title": guide.version.title,
        "status": labels_nl.label(guide.version.status),
        "certainty": labels_nl.label(guide.version.status_certainty),
        "worked_out": guide.worked_out,
    }


def model_line(guide: Guide) -> str:
    """Return a version of the model on one line."""
    found = model_json(guide)
    return f"{found['title']} ({found['status']}, {found['certainty']})"


def left_out_json(problem: GuideProblem) -> dict[str, Any]:
    """Return a content file of the guides that was left out, and why."""
    return {"file": problem.file, "reason": problem.reason, "where": problem.where}


def version_date_json(one: VersionDate) -> dict[str, Any]:
    """Return a date that matters for a version of the model; `on` is null when only a month or year is known."""
    return {
        "code": one.code,
        "label": one.label,
        "text": one.text,
        "on": None if one.on is None else one.on.isoformat(),
        "certainty": labels_nl.label(one.certainty),
        "source": one.source,
    }


def statements_json(statements: Iterable[Statement]) -> list[dict[str, Any]]:
    """Return statements with how sure each is and where it was read."""
    return [{"text": one.text, "certainty": labels_nl.label(one.certainty), "source": one.source} for one in statements]


def _term_json(term: Term) -> dict[str, Any]:
    return {
        "code": term.code.value,
        "label": term.label,
        "text": term.text,
        "fixed_by": labels_nl.label(term.kind),
        "source": term.source,
        "certainty": labels_nl.label(term.certainty),
        "avg": None if term.avg is None else term.avg.code,
    }


def article_json(article: Article) -> dict[str, Any]:
    """Return an article of the guide, whole."""
    return {
        "number": article.number,
        "slug": article.slug,
        "title": article.title,
        "certainty": labels_nl.label(article.heading_certainty),
        "summary": statements_json(article.summary),
        "school_duties": statements_json(article.school_duties),
        "supplier_duties": statements_json(article.supplier_duties),
        "terms": [_term_json(term) for term in article.terms],
        "avg": [reference.code for reference in article.avg_articles],
        "questions": list(article.questions),
        "functions": [function.value for function in article.functions],
        "related": list(article.related),
        "annexes": list(article.annexes),
        "changes": statements_json(article.changes),
    }


def annex_json(annex: Annex) -> dict[str, Any]:
    """Return an annex of the guide, whole."""
    return {
        "code": annex.code,
        "number": annex.number,
        "title": annex.title,
        "certainty": labels_nl.label(annex.heading_certainty),
        "summary": statements_json(annex.summary),
        "sections": [_section_json(section) for section in annex.sections],
        "avg": [reference.code for reference in annex.avg_articles],
        "questions": list(annex.questions),
        "functions": [function.value for function in annex.functions],
        "changes": statements_json(annex.changes),
    }


def _section_json(section: AnnexSection) -> dict[str, Any]:
    return {
        "code": section.code,
        "title": section.title,
        "summary": statements_json(section.summary),
        "fields": [
            {"code": one.code, "label": one.label, "text": one.text, "certainty": labels_nl.label(one.certainty)}
            for one in section.fields
        ],
    }


def version_lines(guide: Guide) -> Iterator[str]:
    """Yield what there is to know about a version, and what it holds."""
    dates = (f"{one.label}: {one.text} {_sure(one.certainty, one.source)}" for one in guide.version.dates)
    yield from _listed("Data", dates)
    yield from _said("Goed om te weten", guide.version.facts)
    yield from _said("Wat er anders is dan in de versie ervoor", guide.changes)
    contents = [f"{one.number:>3}. {one.title}" for one in guide.articles]
    contents += [f"Bijlage {one.number}: {one.title}" for one in guide.annexes]
    yield from _listed("Inhoud", contents or ["Deze versie is nog niet uitgewerkt."])


def article_lines(article: Article, library: GuideLibrary) -> Iterator[str]:
    """Yield an article of the guide to read."""
    yield f"Artikel {article.number}. {article.title} ({labels_nl.label(article.heading_certainty)})"
    yield from _said("Waar het over gaat", article.summary)
    yield from _said("Wat de school doet", article.school_duties)
    yield from _said("Wat de leverancier doet", article.supplier_duties)
    if article.terms:
        yield from ("", "Termijnen")
        for one in article.terms:
            yield f"  {one.label}: {one.text} {_sure(one.certainty, one.source, labels_nl.label(one.kind))}"
    yield from _listed("Rust op", (reference_label(one) for one in article.avg_articles))
    yield from _listed("Vragen om te stellen", article.questions)
    yield from _said("Wat er anders is dan in de versie ervoor", article.changes)
    yield from _functions(article.functions, library)


def annex_lines(annex: Annex, library: GuideLibrary) -> Iterator[str]:
    """Yield an annex of the guide to read, with all its parts."""
    yield f"Bijlage {annex.number}. {annex.title} ({labels_nl.label(annex.heading_certainty)})"
    yield from _said("Waar het over gaat", annex.summary)
    for section in annex.sections:
        yield from ("", section.name)
        yield from (f"  {one.text} {_sure(one.certainty, one.source)}" for one in section.summary)
        yield from (f"  {one.label}: {one.text} {_sure(one.certainty)}" for one in section.fields)
    yield from _listed("Rust op", (reference_label(one) for one in annex.avg_articles))
    yield from _listed("Vragen om te stellen", annex.questions)
    yield from _said("Wat er anders is dan in de versie ervoor", annex.changes)
    yield from _functions(annex.functions, library)


def _functions(codes: Iterable[FunctionCode], library: GuideLibrary) -> Iterator[str]:
    found = (library.function(code) for code in codes)
    yield from _listed("In dit programma", (f"{one.label}: {one.text}" for one in found if one is not None))


def _listed(heading: str, texts: Iterable[str]) -> Iterator[str]:
    found = tuple(texts)
    if found:
        yield from ("", heading)
        yield from (f"  {one}" for one in found)


def _said(heading: str, statements: Iterable[Statement]) -> Iterator[str]:
    yield from _listed(heading, (f"{one.text} {_sure(one.certainty, one.source)}" for one in statements))


def _sure(certainty: Certainty, source: str | None = None, *before: str) -> str:
    """Return how sure something is, and where it was read, in brackets."""
    where = () if source is None else (f"bron: {source}",)
    return f"({', '.join((*before, labels_nl.label(certainty), *where))})"
