"""What the commands about agreements say: each value as JSON for machines and as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from leskracht_desktop import labels_nl
from leskracht_desktop.domain.text_safety import visible

if TYPE_CHECKING:
    from leskracht_desktop.domain.agreements import AgreementRow
    from leskracht_desktop.domain.comparing import EntryComparison
    from leskracht_desktop.domain.guide_notes import SearchGroup, SearchHit
    from leskracht_desktop.domain.leaflet_check import LeafletCheck, LeafletCheckLine


def row_json(row: AgreementRow) -> dict[str, Any]:
    """Return an agreement of the register."""
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


def row_line(row: AgreementRow) -> str:
    """Return an agreement of the register on one line."""
    until = "" if row.valid_until is None else f"  tot en met {row.valid_until.isoformat()}"
    name = visible(": ".join(filter(None, (row.supplier, row.title))))
    return f"{row.id:>4}  {name:<40}  model {row.model_version:<6}  {labels_nl.label(row.status)}{until}"


def group_json(group: SearchGroup) -> dict[str, Any]:
    """Return what was found in one document or version."""
    return {
        "kind": group.kind.value,
        "title": group.title,
        "count": group.count,
        "more": group.more,
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


def group_lines(groups: Iterable[SearchGroup]) -> Iterator[str]:
    """Yield what was found, by document or version."""
    for group in groups:
        yield f"{visible(group.title)} ({group.count})"
        for hit in group.hits:
            page = f" (bladzijde {hit.page})" if hit.page else ""
            yield f"  {visible(hit.title)}{page}: {visible(hit.excerpt.text)}"
        if group.more:
            places = "1 plaats" if group.more == 1 else f"{group.more} plaatsen"
            yield f"  … en nog {places}. Met --limit 0 ziet u ze allemaal."


def entry_json(entry: EntryComparison) -> dict[str, Any]:
    """Return what changed in one article or annex, word for word."""

    def heading(one: Any) -> dict[str, Any] | None:
        return None if one is None else {"number": one.number, "title": one.title, "annex": one.is_annex}

    return {
        "change": entry.kind.value,
        "old": heading(entry.old),
        "new": heading(entry.new),
        "texts": [
            {
                "part": text.part.value,
                "change": text.kind.value,
                "certainty": None if text.certainty is None else labels_nl.label(text.certainty),
                "words": [{"kind": words.kind.value, "text": words.text} for words in text.words],
            }
            for text in entry.texts
        ],
    }


def entry_lines(entry: EntryComparison) -> Iterator[str]:
    """Yield what changed in one article or annex."""
    from leskracht_desktop.domain.words import WordKind

    shown = {WordKind.SAME: "{}", WordKind.ADDED: "[+{}+]", WordKind.REMOVED: "[-{}-]"}
    kind = "Bijlage " if entry.heading.is_annex else ""
    yield f"{kind}{entry.heading.number}. {entry.heading.title} ({labels_nl.label(entry.kind)})"
    for text in entry.texts:
        said = " ".join(shown[words.kind].format(words.text.strip()) for words in text.words)
        sure = "" if text.certainty is None else f" ({labels_nl.label(text.certainty)})"
        yield f"  {labels_nl.label(text.part)}: {said}{sure}"


def check_json(found: LeafletCheck) -> dict[str, Any]:
    """Return a leaflet check; numbers are null where they can not be known."""
    return {
        "agreement": found.agreement_id,
        "supplier": found.supplier,
        "title": found.title,
        "version": found.version,
        "checked_on": found.checked_on.isoformat(),
        "is_known": found.is_known,
        "knowledge": found.knowledge.value,
        "people": found.people if found.is_known else None,
        "differences": found.has_differences if found.is_known else None,
        "products": [
            {"name": one.name, "agreed": one.agreed, "stored": one.stored if found.is_known else None}
            for one in found.products
        ],
        "categories": [_line_json(line) for line in found.lines],
    }


def _line_json(line: LeafletCheckLine) -> dict[str, Any]:
    return {
        "code": line.code,
        "label": line.label,
        "state": line.state.value,
        "is_known": line.is_known,
        "people": line.people if line.is_known else None,
        "records": line.records if line.is_known else None,
        "products": list(line.products),
        "elsewhere": list(line.elsewhere),
    }


def check_lines(found: LeafletCheck) -> Iterator[str]:
    """Yield a leaflet check to read."""
    name = visible(": ".join(filter(None, (found.supplier, found.title))))
    yield f"{name}, versie {found.version} (overeenkomst {found.agreement_id})"
    if not found.is_known:
        yield f"  Niet te weten wat er is opgeslagen: {labels_nl.label(found.knowledge)}."
    elif not found.has_differences:
        yield "  Er zijn geen verschillen tussen de bijsluiters en de kluis."
    if not found.products:
        yield "  Er is nog geen product met een privacybijsluiter vastgelegd."
    for product in found.products:
        if not product.is_filled:
            yield f"  {visible(product.name)}: de bijsluiter noemt geen gegevens."
    for line in found.lines:
        people = labels_nl.counted(line.people, "betrokkene", "betrokkenen") if line.is_known else "niet te weten"
        products = visible(", ".join(line.products or line.elsewhere))
        yield f"  {visible(line.label):<40}  {labels_nl.label(line.state):<54}  {people:<16}  {products}".rstrip()
