"""The commands about agreements: the guides to the models, and the school's own register."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from leskracht_desktop.cli.access import opened
from leskracht_desktop.cli.run import Outcome
from leskracht_desktop.errors import NotFound

if TYPE_CHECKING:
    from leskracht_desktop.domain.agreements import AgreementRow
    from leskracht_desktop.domain.comparing import EntryComparison
    from leskracht_desktop.domain.guide import Annex, Article, Guide, Statement, Term
    from leskracht_desktop.domain.guide_notes import SearchGroup, SearchHit
    from leskracht_desktop.domain.leaflet_check import LeafletCheck
    from leskracht_desktop.services.program import Services

_RULE = "-" * 60


def listing(arguments: argparse.Namespace) -> Outcome:
    """`agreement list`: the register, and the versions of the model there is a guide to."""
    with opened(arguments, read_only=True) as services:
        rows = services.agreements.list()
        guides = services.guides.library().guides
    data = {"agreements": [_row_json(row) for row in rows], "models": [_model_json(guide) for guide in guides]}
    lines = [_row_line(row) for row in rows] or ["Er zijn nog geen overeenkomsten vastgelegd."]
    return Outcome(data, (*lines, _RULE, *(_model_line(guide) for guide in guides)))


def show(arguments: argparse.Namespace) -> Outcome:
    """`agreement show VERSION`: the guide to a version, or one article of it; needs no vault."""
    with _readable(arguments) as services:
        library = services.guides.library()
        guide = services.guides.guide(arguments.version)
    if arguments.article is not None:
        article = guide.article(arguments.article)
        if article is None:
            raise NotFound("article", str(arguments.article))
        return Outcome(_article_json(article), (library.notice.short, "", *_article_lines(article)))
    data = {
        **_model_json(guide),
        "notice": library.notice.full,
        "facts": _statements_json(guide.version.facts),
        "changes": _statements_json(guide.changes),
        "articles": [_article_json(article) for article in guide.articles],
        "annexes": [_annex_json(annex) for annex in guide.annexes],
    }
    contents = [f"{one.number:>3}. {one.title}" for one in guide.articles]
    contents += [f"Bijlage {one.number}: {one.title}" for one in guide.annexes]
    if not contents:
        contents = ["Deze versie is nog niet uitgewerkt."]
    return Outcome(data, (_model_line(guide), library.notice.short, "", *contents))


def search(arguments: argparse.Namespace) -> Outcome:
    """`agreement search TEXT`: in the guides, and with a vault in its documents, notes and agreements too."""
    with _readable(arguments) as services:
        groups = services.guides.search(arguments.text)
    return Outcome([_group_json(group) for group in groups], tuple(_group_lines(groups)) or ("Niets gevonden.",))


def diff(arguments: argparse.Namespace) -> Outcome:
    """`agreement diff OLD NEW`: what changed between two versions of the model, article by article."""
    with _readable(arguments) as services:
        found = services.guides.compare(arguments.old, arguments.new)
    data = {"old": found.old_version, "new": found.new_version, "entries": [_entry_json(one) for one in found.entries]}
    lines = [line for entry in found.only_differences().entries for line in _entry_lines(entry)]
    return Outcome(data, tuple(lines) or ("Er is geen verschil.",))


def add(arguments: argparse.Namespace) -> Outcome:
    """`agreement add FILE`: record an agreement with its document; the supplier is added when it is new."""
    from leskracht_desktop.domain.agreement_documents import NewDocument
    from leskracht_desktop.domain.agreements import NewAgreement, NewSupplier

    with opened(arguments) as services:
        services.guides.guide(arguments.model)
        services.documents.check(arguments.file)
        known = services.agreements.supplier_named(arguments.supplier)
        supplier_id = known.id if known else services.agreements.add_supplier(NewSupplier(arguments.supplier))
        agreement_id = services.agreements.register(
            NewAgreement(
                supplier_id,
                arguments.model,
                arguments.title,
                valid_from=arguments.valid_from,
                valid_until=arguments.until,
                signed_on=arguments.signed,
            )
        )
        document = services.documents.add(arguments.file, NewDocument(), agreement_id)
        row = services.agreements.details(agreement_id).row
    data = {**_row_json(row), "document": {"name": document.file_name, "sha256": document.sha256}}
    return Outcome(data, (_row_line(row), f"Document: {document.file_name} ({document.sha256})"))


def check(arguments: argparse.Namespace) -> Outcome:
    """`agreement check`: the leaflet check of one agreement, or of all that are in force."""
    from leskracht_desktop.domain.agreements import IN_FORCE, AgreementFilter, AgreementId

    with opened(arguments, read_only=True) as services:
        if arguments.number is not None:
            ids = [AgreementId(arguments.number)]
        else:
            ids = [row.id for row in services.agreements.list(AgreementFilter(statuses=IN_FORCE))]
        checks = [services.leaflet_check.check(one) for one in ids]
    lines = [line for one in checks for line in _check_lines(one)]
    return Outcome([_check_json(one) for one in checks], tuple(lines) or ("Er geldt geen overeenkomst.",))


@contextmanager
def _readable(arguments: argparse.Namespace) -> Iterator[Services]:
    """Open the vault if one was named, else read only what ships with the program."""
    if arguments.vault is not None:
        with opened(arguments, read_only=True) as services:
            yield services
        return
    from leskracht_desktop.services.program import build_services

    yield build_services()


def _row_json(row: AgreementRow) -> dict[str, Any]:
    from leskracht_desktop import labels_nl

    return {
        "id": row.id,
        "supplier": row.supplier,
        "title": row.title,
        "model": row.model_version,
        "version": row.version,
        "status": labels_nl.label(row.status),
        "signed_on": _day(row.signed_on),
        "valid_from": _day(row.valid_from),
        "valid_until": _day(row.valid_until),
        "notice_on": _day(row.notice_on),
        "reviewed_on": _day(row.reviewed_on),
        "review_due_on": _day(row.review_due_on),
        "products": list(row.products),
        "deviations": row.deviations,
        "documents": row.documents,
    }


def _day(day: Any) -> str | None:
    return None if day is None else day.isoformat()


def _row_line(row: AgreementRow) -> str:
    from leskracht_desktop import labels_nl
    from leskracht_desktop.domain.text_safety import visible

    until = "" if row.valid_until is None else f"  tot en met {row.valid_until.isoformat()}"
    name = visible(": ".join(filter(None, (row.supplier, row.title))))
    return f"{row.id:>4}  {name:<40}  model {row.model_version:<6}  {labels_nl.label(row.status)}{until}"


def _model_json(guide: Guide) -> dict[str, Any]:
    from leskracht_desktop import labels_nl

    return {
        "version": guide.version.id,
        "title": guide.version.title,
        "status": labels_nl.label(guide.version.status),
        "certainty": labels_nl.label(guide.version.status_certainty),
        "worked_out": guide.worked_out,
    }


def _model_line(guide: Guide) -> str:
    found = _model_json(guide)
    return f"{found['title']} ({found['status']}, {found['certainty']})"


def _statements_json(statements: Iterable[Statement]) -> list[dict[str, Any]]:
    from leskracht_desktop import labels_nl

    return [{"text": one.text, "certainty": labels_nl.label(one.certainty), "source": one.source} for one in statements]


def _term_json(term: Term) -> dict[str, Any]:
    from leskracht_desktop import labels_nl

    return {
        "code": term.code.value,
        "label": term.label,
        "text": term.text,
        "fixed_by": labels_nl.label(term.kind),
        "source": term.source,
        "certainty": labels_nl.label(term.certainty),
        "avg": None if term.avg is None else term.avg.code,
    }


def _article_json(article: Article) -> dict[str, Any]:
    from leskracht_desktop import labels_nl

    return {
        "number": article.number,
        "slug": article.slug,
        "title": article.title,
        "certainty": labels_nl.label(article.heading_certainty),
        "summary": _statements_json(article.summary),
        "school_duties": _statements_json(article.school_duties),
        "supplier_duties": _statements_json(article.supplier_duties),
        "terms": [_term_json(term) for term in article.terms],
        "avg": [reference.code for reference in article.avg_articles],
        "questions": list(article.questions),
        "functions": [function.value for function in article.functions],
        "changes": _statements_json(article.changes),
    }


def _annex_json(annex: Annex) -> dict[str, Any]:
    return {
        "code": annex.code,
        "number": annex.number,
        "title": annex.title,
        "summary": _statements_json(annex.summary),
        "sections": [
            {
                "code": section.code,
                "title": section.title,
                "summary": _statements_json(section.summary),
                "fields": [{"code": one.code, "label": one.label, "text": one.text} for one in section.fields],
            }
            for section in annex.sections
        ],
        "questions": list(annex.questions),
    }


def _article_lines(article: Article) -> Iterator[str]:
    yield f"Artikel {article.number}. {article.title}"
    yield from _said("Waar het over gaat", article.summary)
    yield from _said("Wat de school doet", article.school_duties)
    yield from _said("Wat de leverancier doet", article.supplier_duties)
    if article.terms:
        yield from ("", "Termijnen")
        yield from (f"  {one['label']}: {one['text']} ({one['certainty']})" for one in map(_term_json, article.terms))
    if article.questions:
        yield from ("", "Vragen om te stellen")
        yield from (f"  {question}" for question in article.questions)


def _said(heading: str, statements: Iterable[Statement]) -> Iterator[str]:
    found = _statements_json(statements)
    if found:
        yield from ("", heading)
        yield from (f"  {one['text']} ({one['certainty']})" for one in found)


def _group_json(group: SearchGroup) -> dict[str, Any]:
    return {
        "kind": group.kind.value,
        "title": group.title,
        "count": group.count,
        "hits": [_hit_json(hit) for hit in group.hits],
    }


def _hit_json(hit: SearchHit) -> dict[str, Any]:
    return {
        "title": hit.title,
        "text": hit.excerpt.text,
        "marks": [list(mark) for mark in hit.excerpt.marks],
        "place": None if hit.place is None else hit.place.key,
        "document": hit.document_id,
        "agreement": hit.agreement_id,
        "page": hit.page or None,
    }


def _group_lines(groups: Iterable[SearchGroup]) -> Iterator[str]:
    from leskracht_desktop.domain.text_safety import visible

    for group in groups:
        yield f"{visible(group.title)} ({group.count})"
        for hit in group.hits:
            page = f" (bladzijde {hit.page})" if hit.page else ""
            yield f"  {visible(hit.title)}{page}: {visible(hit.excerpt.text)}"


def _entry_json(entry: EntryComparison) -> dict[str, Any]:
    def heading(one: Any) -> dict[str, Any] | None:
        return None if one is None else {"number": one.number, "title": one.title}

    return {
        "change": entry.kind.value,
        "old": heading(entry.old),
        "new": heading(entry.new),
        "texts": [
            {
                "part": text.part.value,
                "change": text.kind.value,
                "words": [{"kind": words.kind.value, "text": words.text} for words in text.words],
            }
            for text in entry.texts
        ],
    }


def _entry_lines(entry: EntryComparison) -> Iterator[str]:
    from leskracht_desktop import labels_nl
    from leskracht_desktop.domain.words import WordKind

    shown = {WordKind.SAME: "{}", WordKind.ADDED: "[+{}+]", WordKind.REMOVED: "[-{}-]"}
    yield f"{entry.heading.number}. {entry.heading.title} ({labels_nl.label(entry.kind)})"
    for text in entry.texts:
        said = " ".join(shown[words.kind].format(words.text.strip()) for words in text.words)
        yield f"  {labels_nl.label(text.part)}: {said}"


def _check_json(found: LeafletCheck) -> dict[str, Any]:
    return {
        "agreement": found.agreement_id,
        "supplier": found.supplier,
        "version": found.version,
        "people": found.people,
        "differences": found.has_differences,
        "categories": [
            {
                "code": line.code,
                "label": line.label,
                "state": line.state.value,
                "people": line.people,
                "records": line.records,
                "products": list(line.products),
            }
            for line in found.lines
        ],
    }


def _check_lines(found: LeafletCheck) -> Iterator[str]:
    from leskracht_desktop import labels_nl
    from leskracht_desktop.domain.text_safety import visible

    yield f"{visible(found.supplier)}, versie {found.version}"
    for line in found.lines:
        people = labels_nl.counted(line.people, "betrokkene", "betrokkenen")
        yield f"  {visible(line.label):<40}  {labels_nl.label(line.state):<44}  {people}"
