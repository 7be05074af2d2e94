"""What is known of two versions of the model side by side, for when the articles of either are not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from leskracht_desktop.domain.agreement_reports import FactsSnapshot
from leskracht_desktop.domain.guide import Guide, Statement
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import label
from leskracht_desktop.reports.agreement_paper import guide_notice, sheet
from leskracht_desktop.reports.comparison import NOTICE
from leskracht_desktop.reports.pdf.document import render
from leskracht_desktop.reports.pdf.model import Block, BulletList, Heading, Paragraph, RenderedPdf, Title


def version_facts_report(snapshot: FactsSnapshot) -> RenderedPdf:
    """Return the facts of two versions as a PDF; equal snapshots give equal bytes."""
    old, new = snapshot.old, snapshot.new
    title = f"Model {visible(old.version.id)} en model {visible(new.version.id)}"
    missing = " en ".join(dict.fromkeys(visible(guide.version.id) for guide in (old, new) if not guide.worked_out))
    blocks = (
        Title(title, "Wat er van deze versies bekend is"),
        guide_notice(snapshot.notice, NOTICE),
        Paragraph(
            f"Van model {missing} staan de artikelen niet in de leeswijzer. Daarom staat hier alleen wat er wel van "
            "bekend is."
        ),
        *_facts(old),
        *_facts(new),
    )
    return render(sheet(snapshot.head, title, "Wat er bekend is van twee versies van de modelovereenkomst", blocks))


def _facts(guide: Guide) -> Iterator[Block]:
    version = guide.version
    yield Heading(1, visible(version.title), in_contents=False)
    status = f"Status: {label(version.status)} ({label(version.status_certainty)})"
    dates = tuple(
        f"{visible(one.label)}: {visible(one.text)} {_sure(label(one.certainty), one.source)}" for one in version.dates
    )
    yield BulletList((status, *dates))
    for name, statements in (("Goed om te weten", version.facts), ("Veranderd sinds de vorige versie", guide.changes)):
        if statements:
            yield Heading(2, name, in_contents=False)
            yield BulletList(tuple(_told(statements)))


def _told(statements: Iterable[Statement]) -> Iterator[str]:
    return (f"{visible(one.text)} {_sure(label(one.certainty), one.source)}" for one in statements)


def _sure(certainty: str, source: str | None) -> str:
    return f"({certainty}, bron: {visible(source)})" if source else f"({certainty})"
