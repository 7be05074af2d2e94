"""A field for a date, apart from the other fields: the unlock screen should not wait for calendars and Dutch months."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from leskracht_desktop.ui import dates
from leskracht_desktop.ui.icons import set_icon
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.fields import name_inner_buttons
from leskracht_desktop.ui.widgets.named import named


class DateField(QLineEdit):
    """A date typed as `3-3-2026` or chosen from a calendar; `value` is None when empty or no date."""

    date_changed = Signal(object)

    def __init__(self, label: str, name: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setPlaceholderText(self.tr("dag-maand-jaar"))
        self.setMaximumWidth(200)
        self._today = today
        self._popup: QWidget | None = None
        open_calendar = QAction(self.tr("Kalender openen"), self)
        set_icon(open_calendar, "calendar", Tone.MUTED)
        open_calendar.triggered.connect(self._open_calendar)
        self.addAction(open_calendar, QLineEdit.ActionPosition.TrailingPosition)
        name_inner_buttons(self, reachable=True)
        self.textChanged.connect(lambda _text: self.date_changed.emit(self.value))
        self.editingFinished.connect(self._tidy)

    @property
    def value(self) -> date | None:
        """The typed date, or None."""
        return dates.parse(self.text())

    @property
    def unclear(self) -> bool:
        """True when something is typed that is no date."""
        return bool(self.text().strip()) and self.value is None

    def set_value(self, on: date | None) -> None:
        """Show a date, or nothing."""
        self.setText(dates.short(on))

    def _tidy(self) -> None:
        if self.value is not None:
            self.set_value(self.value)

    def _open_calendar(self) -> None:
        popup = named(QWidget(self, Qt.WindowType.Popup), "calendar_popup")
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = named(QCalendarWidget(), "calendar")
        calendar.setAccessibleName(self.tr("Kalender"))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        on = self.value or self._today
        calendar.setSelectedDate(QDate(on.year, on.month, on.day))
        calendar.activated.connect(self._on_day_chosen)
        calendar.clicked.connect(self._on_day_chosen)
        layout = QVBoxLayout(popup)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(calendar)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._popup = popup
        popup.show()
        calendar.setFocus()

    def _on_day_chosen(self, day: QDate) -> None:
        self.set_value(date(day.year(), day.month(), day.day()))
        if self._popup is not None:
            self._popup.close()
            self._popup = None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._open_calendar()
        else:
            super().keyPressEvent(event)
