"""Deviations from the model (comply or explain): the list of an agreement, and the form of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from leskracht_desktop.domain.agreement_content import AgreementContent, Deviation
from leskracht_desktop.domain.agreements import AgreementDetails
from leskracht_desktop.domain.guide import Guide
from leskracht_desktop.ui import dates
from leskracht_desktop.ui.pages.agreements.changing import ChangeDialog
from leskracht_desktop.ui.pages.agreements.summary import joined_line, place_of
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.date_field import DateField
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.flow import FlowLayout
from leskracht_desktop.ui.widgets.named import named
from leskracht_desktop.ui.widgets.text import heading, paragraph

MOST_ARTICLES = 30
"""How many numbers are offered for a version of which the program knows no articles."""

Place = tuple[int | None, str]
"""The number of an article, or None and the code of an annex."""


class DeviationsView(QWidget):
    """The deviations of an agreement, with a way to the article of each, and to its form."""

    article_asked = Signal(int)
    """Carries the number of an article of the model."""
    deviation_asked = Signal(int)
    """Carries the place of a deviation in the agreement, or -1 for a new one."""

    def __init__(self, deviations: Sequence[Deviation], *, read_only: bool) -> None:
        super().__init__()
        self.setObjectName("deviations")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(heading(self.tr("Afwijkingen van het model")))
        if not deviations:
            layout.addWidget(paragraph(self.tr("Er zijn geen afwijkingen vastgelegd."), Tone.MUTED, "no_deviations"))
        for place, one in enumerate(deviations):
            self._add(layout, place, one, read_only=read_only)
        add = button(
            self.tr("Afwijking vastleggen…"), "add_deviation", partial(self.deviation_asked.emit, -1), icon_name="add"
        )
        add.setEnabled(not read_only)
        layout.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)

    def _add(self, layout: QVBoxLayout, place: int, one: Deviation, *, read_only: bool) -> None:
        links = FlowLayout()
        where = place_of(one)
        if one.article is None:
            links.addWidget(paragraph(where, name="deviation_place"))
        else:
            asked = partial(self.article_asked.emit, one.article)
            links.addWidget(button(where, f"deviation_{place}", asked, look=Look.LINK))
        change = button(
            self.tr("Wijzigen…"), f"change_deviation_{place}", partial(self.deviation_asked.emit, place), look=Look.LINK
        )
        change.setAccessibleName(self.tr("Wijzigen: afwijking bij {0}").format(where))
        change.setEnabled(not read_only)
        links.addWidget(change)
        holder = named(QWidget(), "deviation_links")
        holder.setLayout(links)
        layout.addWidget(holder)
        layout.addWidget(paragraph(one.what, name="deviation_what"))
        why = self.tr("Waarom: {0}").format(one.why)
        layout.addWidget(paragraph(why, Tone.MUTED, "deviation_why"))
        agreed = joined_line(one.agreed_by, dates.long(one.agreed_on))
        if agreed:
            layout.addWidget(paragraph(self.tr("Afgesproken: {0}").format(agreed), Tone.MUTED, "deviation_agreed"))


class DeviationDialog(ChangeDialog):
    """Asks where the agreement deviates from the model, and why: comply or explain."""

    def __init__(
        self,
        parent: QWidget | None,
        details: AgreementDetails,
        places: Sequence[tuple[Place, str]],
        today: date,
        place: int = -1,
    ) -> None:
        known = 0 <= place < len(details.content.deviations)
        super().__init__(
            parent,
            self.tr("Afwijking wijzigen") if known else self.tr("Afwijking vastleggen"),
            details,
            today,
            intro=self.tr(
                "Wie van het model afwijkt, legt schriftelijk uit waarom. De afwijking staat daarna bij het artikel in "
                "de leeswijzer."
            ),
        )
        self._place = place if known else len(details.content.deviations)
        before = details.content.deviations[place] if known else Deviation(None, "", "")
        at = (before.article, before.annex)
        offered = list(places)
        if known and at not in [one for one, _ in offered]:
            offered.insert(0, (at, place_of(before)))
        self.article = Choice(self.tr("Artikel of bijlage"), "deviation_article", offered)
        if known:
            self.article.choose(at)
        self.what = QPlainTextEdit(before.what)
        self.why = QPlainTextEdit(before.why)
        self.agreed_by = QLineEdit(before.agreed_by)
        self.agreed_on = DateField(self.tr("Afgesproken op"), "agreed_on", today)
        self.agreed_on.set_value(before.agreed_on)
        self.form.add_field("article", self.tr("Artikel of bijlage"), self.article)
        self.form.add_field("what", self.tr("Wat is er anders"), self.what)
        self.form.add_field("why", self.tr("Waarom"), self.why)
        self.form.add_field("agreed_by", self.tr("Afgesproken door"), self.agreed_by)
        self.form.add_field("agreed_on", self.tr("Afgesproken op"), self.agreed_on)
        self.finish(self.tr("Afwijking weghalen…") if known else "")

    def deviation(self) -> Deviation:
        """Return what is typed."""
        article, annex = self.article.value
        return Deviation(
            article,
            self.what.toPlainText(),
            self.why.toPlainText(),
            self.agreed_by.text(),
            self.agreed_on.value,
            annex,
        )

    @override
    def content(self) -> AgreementContent:
        before = self.details.content.deviations
        deviations = (*before[: self._place], self.deviation(), *before[self._place + 1 :])
        return replace(self.details.content, deviations=deviations)

    @override
    def without(self) -> AgreementContent:
        before = self.details.content.deviations
        return replace(self.details.content, deviations=(*before[: self._place], *before[self._place + 1 :]))

    @override
    def problems(self) -> tuple[tuple[str, str], ...]:
        found = self.problems_of(AgreementContent(deviations=(self.deviation(),)), "deviations.0.")
        return tuple(found + self.part.problems())


def places_of(guide: Guide | None, other: str, article: str) -> list[tuple[Place, str]]:
    """Return where an agreement on this model can deviate; without known articles by number: `article` with `{0}`."""
    articles = () if guide is None else guide.articles
    annexes = () if guide is None else guide.annexes
    found: list[tuple[Place, str]] = [((one.number, ""), f"{one.number}. {one.title}") for one in articles]
    if not found:
        found = [((number, ""), article.format(number)) for number in range(1, MOST_ARTICLES + 1)]
    found += [((None, one.code), one.title) for one in annexes]
    return [*found, ((None, ""), other)]
