"""The model beside our own agreement as one page of HTML: what deviates, and what was only filled in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication

from leskracht_desktop.domain.agreement_content import Deviation, Period
from leskracht_desktop.domain.comparing_own import FilledIn, OwnComparison, OwnEntry, OwnKind
from leskracht_desktop.labels_nl import label, long_date, period_label
from leskracht_desktop.labels_nl.key_card import deviation_place
from leskracht_desktop.ui.reader import markup
from leskracht_desktop.ui.reader.comparison_text import anchor, heading_text, notice

_STYLES: Final = {OwnKind.DEVIATES: "deviation", OwnKind.FILLED_IN: "tag", OwnKind.SAME: "tag"}


def own_page(comparison: OwnComparison, name: str) -> str:
    """Return the page of a model beside what the parties agreed themselves; each entry can be jumped to."""
    parts = [
        markup.title(_tr("Model {0} naast {1}").format(comparison.version, name), own_summary(comparison)),
        notice(),
    ]
    if not comparison.entries:
        parts.append(markup.paragraph(_tr("Bij geen artikel of bijlage is iets apart afgesproken.")))
    parts += [_entry(number, entry) for number, entry in enumerate(comparison.entries)]
    others = [f"<b>{markup.escape(deviation_place(one).capitalize())}.</b> {_deviation(one)}"
              for one in comparison.other_deviations]  # fmt: skip
    parts.append(markup.section(_tr("Afwijkingen bij iets anders"), markup.bullets(others)))
    terms = [f"<b>{markup.escape(label(one.code))}:</b> {_period(one)}" for one in comparison.other_periods]
    parts.append(markup.section(_tr("Ingevuld, maar niet in dit model"), markup.bullets(terms)))
    missing = [f"{heading_text(heading)}: {term.label}" for heading, term in comparison.open_terms]
    parts.append(markup.section(_tr("Nog niet ingevuld"), markup.bullets(map(markup.escape, missing))))
    return "".join(parts)


def own_summary(comparison: OwnComparison) -> str:
    """Return in one line with how many articles and annexes the parties did what."""
    told = [
        (comparison.count(OwnKind.DEVIATES), _tr("{0} met een afwijking")),
        (comparison.count(OwnKind.FILLED_IN), _tr("{0} alleen ingevuld")),
        (comparison.count(OwnKind.SAME), _tr("{0} niets apart afgesproken")),
        (len(comparison.other_deviations), _tr("afwijkingen bij iets anders: {0}")),
    ]
    return ", ".join(text.format(number) for number, text in told if number)


def _entry(number: int, entry: OwnEntry) -> str:
    fate = f'<span class="{_STYLES[entry.kind]}">&nbsp;{markup.escape(label(entry.kind))}&nbsp;</span>'
    head = f'<a name="{anchor(number)}"></a><h2>{markup.escape(heading_text(entry.heading))}</h2>'
    return "".join(
        [
            head,
            markup.rich_paragraph(fate),
            markup.bullets(map(_deviation, entry.deviations)),
            _table(entry.filled_in),
        ]
    )


def _table(filled_in: Iterable[FilledIn]) -> str:
    """Return each value beside what the guide says of that term: never mixed, they are seldom worded alike."""
    rows = "".join(
        f'<tr><td width="26%"><b>{markup.escape(one.term.label)}</b></td><td width="30%">{_period(one.period)}</td>'
        f'<td width="44%">{markup.marked(one.term.text, one.term.certainty)}</td></tr>'
        for one in filled_in
    )
    names = (_tr("Waarover"), _tr("Wij vulden in"), _tr("De leeswijzer zegt"))
    head = "".join(f'<th align="left">{markup.escape(name)}</th>' for name in names)
    return f'<table width="100%" cellpadding="6"><tr>{head}</tr>{rows}</table>' if rows else ""


def _period(one: Period) -> str:
    source = f' <span class="source">{markup.escape(one.source)}</span>' if one.source else ""
    return f"{markup.escape(period_label(one))}{source}"


def _deviation(one: Deviation) -> str:
    lines = [markup.escape(one.what), markup.escape(_tr("Waarom: {0}").format(one.why))]
    agreed = ", ".join(filter(None, (one.agreed_by, long_date(one.agreed_on) if one.agreed_on else "")))
    if agreed:
        lines.append(markup.escape(_tr("Akkoord: {0}").format(agreed)))
    return "<br>".join(lines)


def _tr(dutch: str) -> str:
    return QCoreApplication.translate("reader", dutch)
