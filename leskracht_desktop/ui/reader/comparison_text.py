"""The comparison of two versions as one page of HTML: what is new, gone or moved, in words, signs and colours."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from PySide6.QtCore import QCoreApplication

from leskracht_desktop.domain.comparing import (
    ChangeKind,
    EntryComparison,
    EntryPart,
    GuideComparison,
    Heading,
    TextChange,
)
from leskracht_desktop.domain.guide import Guide, Statement
from leskracht_desktop.domain.words import WordKind, Words
from leskracht_desktop.labels_nl import label
from leskracht_desktop.labels_nl.guide import GUIDE_NOTICE
from leskracht_desktop.ui.reader import markup

_TAGS: Final = {
    ChangeKind.ADDED: "added",
    ChangeKind.REMOVED: "removed",
    ChangeKind.MOVED: "tag",
    ChangeKind.CHANGED: "tag",
    ChangeKind.SAME: "tag",
}


def comparison_page(comparison: GuideComparison) -> str:
    """Return the page with every entry of a comparison; each can be jumped to by its anchor."""
    title = _tr("Van model {0} naar model {1}").format(comparison.old_version, comparison.new_version)
    nothing = "" if comparison.entries else markup.paragraph(_tr("Er zijn geen verschillen."))
    return "".join([markup.title(title, summary(comparison)), notice(), comparison_entries(comparison), nothing])


def comparison_entries(comparison: GuideComparison) -> str:
    """Return every entry of a comparison under how to read the marks, without a title."""
    entries = [_entry(number, entry) for number, entry in enumerate(comparison.entries)]
    return "".join([legend(), *entries])


def notice() -> str:
    """Return that guides are compared, and not the agreements themselves."""
    compared = _tr("Vergeleken is de leeswijzer, niet de officiële tekst.")
    return markup.paragraph(f"{GUIDE_NOTICE} {compared}", "quiet")


def facts_page(old: Guide, new: Guide) -> str:
    """Return what is known of two versions beside each other, for when the articles of either are not there."""
    missing = [guide.version.id for guide in (old, new) if not guide.worked_out]
    why = _tr(
        "Van model {0} staan de artikelen hier niet. Daarom staat hier alleen naast elkaar wat er wel van bekend is."
    )
    names = "".join(f'<th align="left" width="50%">{markup.escape(guide.version.title)}</th>' for guide in (old, new))
    rows = [
        (_tr("Status"), [markup.marked(label(one.version.status), one.version.status_certainty) for one in (old, new)]),
        (_tr("Data"), [_dates(one) for one in (old, new)]),
        (_tr("Goed om te weten"), [_told(one.version.facts) for one in (old, new)]),
        (_tr("Veranderd sinds de vorige versie"), [_told(one.changes) for one in (old, new)]),
    ]
    body = "".join(
        f'<tr><td colspan="2"><h3>{markup.escape(name)}</h3></td></tr>'
        f'<tr><td valign="top">{before or "–"}</td><td valign="top">{after or "–"}</td></tr>'
        for name, (before, after) in rows
        if before or after
    )
    return "".join(
        [
            markup.title(_tr("Model {0} en model {1}").format(old.version.id, new.version.id)),
            notice(),
            markup.paragraph(why.format(_tr(" en ").join(dict.fromkeys(missing)))),
            f'<table width="100%" cellpadding="6"><tr>{names}</tr>{body}</table>',
        ]
    )


def changed_texts(changes: Iterable[TextChange]) -> str:
    """Return texts with their changed words as a list."""
    return markup.bullets(map(_text, changes))


def summary(comparison: GuideComparison) -> str:
    """Return in one line how much is different."""
    counts = [
        (sum(entry.kind is kind for entry in comparison.entries), label(kind))
        for kind in (ChangeKind.CHANGED, ChangeKind.MOVED, ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.SAME)
    ]
    return ", ".join(f"{number} {word}" for number, word in counts if number)


def anchor(number: int) -> str:
    """Return the name of the anchor of an entry."""
    return f"entry-{number}"


def heading_text(heading: Heading) -> str:
    """Return what an article or annex is called."""
    if heading.is_annex:
        return _tr("Bijlage {0}. {1}").format(heading.number, heading.title)
    return _tr("Artikel {0}. {1}").format(heading.number, heading.title)


def entry_label(entry: EntryComparison) -> str:
    """Return what became of an article, and for a moved one where it stood and whether its text changed too."""
    if entry.kind is not ChangeKind.MOVED or entry.old is None:
        return label(entry.kind)
    moved = _tr("verplaatst, was {0}").format(entry.old.number)
    return _tr("{0}, en gewijzigd").format(moved) if entry.text_changed else moved


def _entry(number: int, entry: EntryComparison) -> str:
    fate = f'<span class="{_TAGS[entry.kind]}">&nbsp;{markup.escape(entry_label(entry))}&nbsp;</span>'
    head = f'<a name="{anchor(number)}"></a><h2>{markup.escape(heading_text(entry.heading))}</h2>'
    parts = [head, markup.rich_paragraph(fate)]
    texts = [text for text in entry.texts if text.part is not EntryPart.TITLE or text.kind is not ChangeKind.SAME]
    for part, group in groupby(texts, key=lambda text: text.part):
        parts.append(markup.subsection(label(part), markup.bullets(_text(one) for one in group)))
    if entry.notes:
        notes = markup.bullets(markup.marked(note.text, note.certainty, note.source) for note in entry.notes)
        parts.append(markup.subsection(_tr("Wat de nieuwe versie er zelf over zegt"), notes))
    return "".join(parts)


def _text(change: TextChange) -> str:
    sure = "" if change.certainty is None else f" {markup.certainty(change.certainty)}"
    return _words(change.words) + sure


def _words(runs: Iterable[Words]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Words) -> str:
    text = markup.escape(run.text.strip())
    if run.kind is WordKind.SAME or not text:
        return markup.escape(run.text)
    sign, style = ("+", "added") if run.kind is WordKind.ADDED else ("−", "removed")
    before = " " if run.text.startswith(" ") else ""
    after = " " if run.text.endswith(" ") else ""
    return f'{before}<span class="{style}">[{sign}{text}]</span>{after}'


def _dates(guide: Guide) -> str:
    return "".join(
        markup.rich_paragraph(
            f"<b>{markup.escape(date.label)}:</b> {markup.marked(date.text, date.certainty, date.source)}"
        )
        for date in guide.version.dates
    )


def _told(statements: Iterable[Statement]) -> str:
    return "".join(markup.rich_paragraph(markup.marked(one.text, one.certainty, one.source)) for one in statements)


def legend() -> str:
    """Return how to read the marks of added and removed words."""
    text = _tr("[+onderstreept] is toegevoegd, [−doorgehaald] is vervallen.")
    return markup.rich_paragraph(_legend(text), "quiet")


def _legend(text: str) -> str:
    escaped = markup.escape(text)
    for style in ("added", "removed"):
        sign = "+" if style == "added" else "−"
        start = escaped.index(f"[{sign}")
        end = escaped.index("]", start) + 1
        escaped = f'{escaped[:start]}<span class="{style}">{escaped[start:end]}</span>{escaped[end:]}'
    return escaped


def _tr(dutch: str) -> str:
    return QCoreApplication.translate("reader", dutch)
