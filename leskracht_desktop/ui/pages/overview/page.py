"""Overzicht: what needs somebody today, and for a new vault how to begin."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from leskracht_desktop.domain.overview import Overview
from leskracht_desktop.domain.requests import RequestFilter, RequestRow
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui import dates
from leskracht_desktop.ui.jobs import Topic
from leskracht_desktop.ui.page import Page, PageName
from leskracht_desktop.ui.pages.overview.points import Point, agreement_points, first_steps, points_of
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.panels import Scrolling
from leskracht_desktop.ui.widgets.text import heading, paragraph
from leskracht_desktop.ui.widgets.tiles import LineTile, NumberTile

_FIRST: Final = 6
"""How many requests the start page lists."""

_GAP: Final = 32
"""Pixels between the columns."""


class OverviewPage(Page):
    """Tiles that count requests by deadline, the most urgent requests, and what else wants attention."""

    name = PageName.OVERVIEW
    topics = frozenset(Topic) - {Topic.AUDIT}
    narrows_to_school = True

    @override
    def _build(self) -> None:
        self.set_title(self.tr("Overzicht"))
        self.key_card_button = button(
            self.tr("Sleutelkaart"),
            "open_key_card",
            lambda: self.tools.open_page(PageName.AGREEMENTS, {"show": "key_card"}),
            look=Look.PRIMARY,
            icon_name="key",
            tooltip=self.tr("Bij een datalek: wie u belt, en binnen hoeveel uur de leverancier moet melden"),
        )
        self.action_row.addWidget(self.key_card_button)
        self.late = NumberTile("late", self.tr("te laat"), Tone.DANGER, lambda: self._open_until(-1))
        self.today = NumberTile("today", self.tr("vandaag"), Tone.WARNING, lambda: self._open_until(0))
        self.week = NumberTile("week", self.tr("binnen 7 dagen"), Tone.ACCENT, lambda: self._open_until(7))
        self.later = NumberTile("later", self.tr("later"), Tone.NORMAL, lambda: self._open_until(None))
        tiles = QHBoxLayout()
        tiles.setSpacing(16)
        for tile in (self.late, self.today, self.week, self.later):
            tiles.addWidget(tile)
        self._requests = QVBoxLayout()
        self._requests.setSpacing(8)
        self._points = QVBoxLayout()
        self._points.setSpacing(8)
        self._points_title = heading(self.tr("Ook van belang"))
        self._first_title = heading(self.tr("Eerst doen"))
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addWidget(heading(self.tr("Te beantwoorden verzoeken")))
        left.addLayout(tiles)
        left.addSpacing(8)
        left.addWidget(self._first_title)
        left.addLayout(self._requests)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(self._points_title)
        right.addLayout(self._points)
        right.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(_GAP)
        self._sides = (left, right)
        self._columns.addLayout(left, 3)
        self._columns.addLayout(right, 2)
        self._scroll = Scrolling("overview_scroll")
        self._scroll.body.setContentsMargins(0, 8, 12, 16)
        self._scroll.body.addLayout(self._columns, 1)
        inside = self._scroll.widget()
        if inside is not None:
            inside.installEventFilter(self)
        self.content.addWidget(self._scroll)

    @override
    def refresh(self) -> None:
        today = self.tools.today()
        overview = self.services.overview.cards(today)
        self.set_title(self.tr("Overzicht"), _capital(dates.with_weekday(today)))
        self.late.show_number(overview.requests_late)
        self.today.show_number(overview.due_today)
        self.week.show_number(overview.due_within_7)
        self.later.show_number(overview.due_later)
        self._show_requests(overview)
        new = not sum(overview.people_count.values())
        self._points_title.setText(self.tr("Zo begint u") if new else self.tr("Ook van belang"))
        watched = agreement_points(self.services.watch.due())
        points = first_steps(overview) if new else points_of(overview, self.tools.clock())
        _fill(self._points, [self._line(point) for point in (*watched, *points)])

    def _arrange(self) -> None:
        """Put the columns beside each other, or under each other where large letters leave no room for both."""
        least = sum(side.minimumSize().width() for side in self._sides) + _GAP
        narrow = least > self._scroll.viewport().width() - 12
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return False

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _show_requests(self, overview: Overview) -> None:
        requests = self.services.requests
        chosen = RequestFilter(open_only=True, school_id=self.school_id)
        rows = requests.rows(requests.ids(chosen, _FIRST)) if overview.requests_open + overview.to_close else ()
        self._first_title.setVisible(bool(rows))
        shown: list[QWidget] = [self._request(row) for row in rows]
        if not shown:
            shown.append(
                paragraph(
                    self.tr(
                        "Er loopt geen enkel verzoek. Vraagt een ouder, leerling of medewerker wat u van hem of haar "
                        "bewaart? Leg dat vast met ‘Nieuw verzoek…’ op de pagina Verzoeken. U ziet dan hier wanneer "
                        "het antwoord er moet zijn."
                    ),
                    Tone.MUTED,
                    "no_requests",
                )
            )
        _fill(self._requests, shown)

    def _request(self, row: RequestRow) -> LineTile:
        tone = Tone.DANGER if row.days_left < 0 else Tone.WARNING if row.days_left <= 7 else Tone.NORMAL
        return LineTile(
            f"request_{row.number}",
            "requests",
            row.person_name,
            self.tr("{0} · {1} · uiterlijk {2}").format(row.number, label(row.kind), dates.long(row.due_on)),
            lambda: self.tools.open_page(PageName.REQUESTS, {"request_id": row.id}),
            tone=tone,
            mark=dates.days_left(row.days_left),
        )

    def _line(self, point: Point) -> LineTile:
        return LineTile(
            f"point_{point.name}",
            point.icon,
            point.title,
            point.text,
            lambda: self.tools.open_page(point.page, point.target),
            tone=point.tone,
        )

    def _open_until(self, days: int | None) -> None:
        until = None if days is None else self.tools.today() + timedelta(days=days)
        self.tools.open_page(PageName.REQUESTS, {"filter": RequestFilter(open_only=True, due_until=until)})


def _fill(layout: QVBoxLayout, widgets: list[QWidget] | list[LineTile]) -> None:
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    for widget in widgets:
        layout.addWidget(widget)
    layout.setAlignment(Qt.AlignmentFlag.AlignTop)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
