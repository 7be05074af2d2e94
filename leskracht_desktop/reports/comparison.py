"""Two versions of the model side by side: what is new, gone or moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from leskracht_desktop.domain.agreement_reports import ComparisonSnapshot
from leskracht_desktop.domain.comparing import ChangeKind, EntryComparison, EntryPart, TextChange
from leskracht_desktop.domain.guide import Statement
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.domain.words import WordKind, Words
from leskracht_desktop.labels_nl import counted, label
from leskracht_desktop.reports.agreement_paper import guide_notice, heading_text, sheet
from leskracht_desktop.reports.pdf.document import render
from leskracht_desktop.reports.pdf.model import (
    Block,
    BulletList,
    Contents,
    Heading,
    Inline,
    KeyValues,
    Paragraph,
    RenderedPdf,
    Run,
    Table,
    Text,
    Title,
)

NOTICE = "Wij vergelijken onze leeswijzer, niet de officiële tekst"
_NEW, _GONE = "nieuw", "vervallen"
_WHOLE = {
    ChangeKind.ADDED: "Alles hieronder is nieuw.",
    ChangeKind.REMOVED: "Alles hieronder is vervallen.",
}
_COUNTED = (
    (ChangeKind.CHANGED, "Gewijzigd"),
    (ChangeKind.MOVED, "Verplaatst"),
    (ChangeKind.ADDED, "Toegevoegd"),
    (ChangeKind.REMOVED, "Vervallen"),
)


def comparison_report(snapshot: ComparisonSnapshot) -> RenderedPdf:
    """Return two versions of the model side by side as a PDF; equal snapshots give equal bytes."""
    old, new = visible(snapshot.old.id), visible(snapshot.new.id)
    title = f"Van model {old} naar model {new}"
    blocks = (
        Title(title, scope(snapshot.only_differences)),
        guide_notice(snapshot.notice, NOTICE),
        *_how_to_read(),
        *_summary(snapshot),
        *_entries(snapshot.comparison.entries),
    )
    return render(sheet(snapshot.head, title, "Vergelijking van twee versies van de modelovereenkomst", blocks))


def scope(only_differences: bool) -> str:
    """Return how much of a comparison is on the paper."""
    return "Alleen de verschillen" if only_differences else "Alle artikelen en bijlagen"


def _how_to_read() -> Iterator[Block]:
    """Say how changes are marked: with words, so that it also works aloud and in black and white."""
    yield Heading(1, "Zo leest u de verschillen", in_contents=False)
    yield BulletList(
        (
            (Run(f"[{_NEW}: vet]", bold=True), " is erbij gekomen."),
            (Run(f"[{_GONE}: schuin]", italic=True), " is weggegaan."),
            "Wat zonder teken staat, is gelijk gebleven.",
        )
    )


def _summary(snapshot: ComparisonSnapshot) -> Iterator[Block]:
    comparison = snapshot.comparison
    yield Heading(1, "In het kort", in_contents=False)
    if not any(entry.kind is not ChangeKind.SAME for entry in comparison.entries):
        yield Paragraph("Er zijn geen verschillen.")
        return
    yield KeyValues(
        tuple(
            (word, counted(comparison.count(kind), "artikel of bijlage", "artikelen en bijlagen"))
            for kind, word in _COUNTED
            if comparison.count(kind)
        )
    )
    old, new = visible(snapshot.old.id), visible(snapshot.new.id)
    yield Table(
        caption="Per artikel en bijlage",
        header=("Onderwerp", f"In {old}", f"In {new}", "Wat er gebeurde"),
        rows=tuple(
            (visible(entry.heading.title), _place(entry, old=True), _place(entry, old=False), _fate(entry))
            for entry in comparison.entries
        ),
        widths=(4.6, 1.7, 1.7, 3.0),
        row_header_column=0,
    )
    if not snapshot.only_differences:
        yield Contents()


def _place(entry: EntryComparison, *, old: bool) -> str:
    heading = entry.old if old else entry.new
    if heading is None:
        return "niet"
    return f"{'bijlage' if heading.is_annex else 'artikel'} {heading.number}"


def _fate(entry: EntryComparison) -> str:
    if entry.kind is ChangeKind.MOVED and entry.old is not None:
        word = "bijlage" if entry.old.is_annex else "artikel"
        moved = f"{label(entry.kind)}, was {word} {entry.old.number}"
        return f"{moved}, en gewijzigd" if entry.text_changed else f"{moved}, tekst gelijk"
    return label(entry.kind)


def _entries(entries: Sequence[EntryComparison]) -> Iterator[Block]:
    for is_annex, title in ((False, "Artikelen"), (True, "Bijlagen")):
        chosen = [entry for entry in entries if entry.heading.is_annex is is_annex]
        if chosen:
            yield Heading(1, title)
        for entry in chosen:
            yield from _entry(entry)


def _entry(entry: EntryComparison) -> Iterator[Block]:
    yield Heading(2, heading_text(entry.heading))
    fate = _fate(entry)
    yield Paragraph((Run(f"{fate[:1].upper()}{fate[1:]}", bold=True), f". {_WHOLE.get(entry.kind, '')}".rstrip()))
    whole = entry.kind in _WHOLE
    texts = [one for one in entry.texts if one.part is not EntryPart.TITLE or one.kind is ChangeKind.CHANGED]
    for part, group in groupby(texts, key=lambda text: text.part):
        yield Heading(3, label(part), in_contents=False)
        yield BulletList(tuple(_plain(one) if whole else _change(one) for one in group))
    if entry.notes:
        yield Heading(3, "Wat de leeswijzer bij de nieuwe versie zegt", in_contents=False)
        yield BulletList(tuple(_note(note) for note in entry.notes))


def _plain(change: TextChange) -> Text:
    """Return a text of an article that is wholly new or gone; its heading says so for all of it."""
    return visible("".join(run.text for run in change.words), keep_lines=True) + _sure(change)


def _change(change: TextChange) -> Text:
    return (*_words(change.words), *filter(None, [_sure(change)]))


def _sure(change: TextChange) -> str:
    return "" if change.certainty is None else f" ({label(change.certainty)})"


def _words(runs: Iterable[Words]) -> Iterator[Inline]:
    """Yield the runs, each changed one between brackets with a word that says what became of it."""
    earlier = ""
    for run in runs:
        text = visible(run.text, keep_lines=True)
        if run.kind is WordKind.SAME or not text.strip():
            shown: Inline = text
        else:
            # An abutting pair, such as an old word and its new one, gets a space between the brackets.
            space = " " if text[:1].isspace() or earlier.endswith("]") else ""
            is_new = run.kind is WordKind.ADDED
            body = f"{space}[{_NEW if is_new else _GONE}: {text.strip()}]{' ' if text[-1:].isspace() else ''}"
            shown = Run(body, bold=is_new, italic=not is_new)
        earlier = shown if isinstance(shown, str) else shown.text
        yield shown


def _note(note: Statement) -> Text:
    source = f", bron: {visible(note.source)}" if note.source else ""
    return f"{visible(note.text)} ({label(note.certainty)}{source})"
