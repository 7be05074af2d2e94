"""The shape of things: rounding, padding and edges, with the colours filled in by the theme."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

from leskracht_desktop import paths

_OURS = Template("""
QToolTip { background: $surface; color: $text; border: 1px solid $control; padding: 6px 8px; }
#navigation { background: $sidebar; border: none; border-right: 1px solid $border; }
#navigation QPushButton {
    background: transparent; color: $text; border: 2px solid transparent; border-radius: 8px;
    padding: 8px 12px; text-align: left;
}
#navigation QPushButton:hover { background: $hover; }
#navigation QPushButton:pressed { background: $pressed; }
#navigation QPushButton:checked { background: $accent_soft; color: $accent; font-weight: 600; }
#navigation QPushButton:focus { border-color: $focus; }
#top_bar { background: $window; }
QFrame[look="card"] { background: $surface; border: 1px solid $border; border-radius: 10px; }
QFrame[look="plain"] { background: $surface; border: none; }
QPushButton[look="card"] { background: $surface; border: 1px solid $border; border-radius: 10px; text-align: left;
    padding: 0; }
QPushButton[look="card"]:hover { border-color: $control; }
QPushButton[look="card"]:pressed { background: $hover; }
QPushButton[look="card"]:focus { border: 2px solid $focus; padding: 0; }
QTextBrowser[look="reading"] { background: $surface; border: 2px solid transparent; border-radius: 8px; padding: 0; }
QTextBrowser[look="reading"]:focus { border-color: $focus; padding: 0; }
QFrame[look="banner"] { border-radius: 8px; border: 1px solid $border; background: $surface; }
QFrame[look="banner"][tone="accent"] { background: $accent_soft; border-color: $accent; }
QFrame[look="banner"][tone="success"] { background: $success_soft; border-color: $success; }
QFrame[look="banner"][tone="warning"] { background: $warning_soft; border-color: $warning; }
QFrame[look="banner"][tone="danger"] { background: $danger_soft; border-color: $danger; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="success"] { color: $success; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="danger"] { color: $danger; }
QLabel[look="chip"] { border-radius: 9px; padding: 2px 8px; background: $hover; color: $text; }
QLabel[look="chip"][tone="success"] { background: $success_soft; color: $success; }
QLabel[look="chip"][tone="warning"] { background: $warning_soft; color: $warning; }
QLabel[look="chip"][tone="danger"] { background: $danger_soft; color: $danger; }
QLabel[look="chip"][tone="accent"] { background: $accent_soft; color: $accent; }
QLabel[look="code"] { background: $window; border: 1px solid $control; border-radius: 8px; padding: 12px; }
QLabel[look="code"]:focus { border: 2px solid $focus; padding: 11px; }
QFrame[look="line"] { background: $border; border: none; max-height: 1px; min-height: 1px; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[look="page"] { background: transparent; }
QStatusBar { background: $sidebar; border-top: 1px solid $border; }
QStatusBar::item { border: none; }
QSplitter::handle { background: transparent; }
""")

_CONTROLS = Template("""
QPushButton, QToolButton {
    background: $surface; color: $text; border: 1px solid $control; border-radius: 6px;
    padding: 6px 14px; min-height: 1.1em;
}
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked { background: $pressed; }
QPushButton:focus, QToolButton:focus { border: 2px solid $focus; padding: 5px 13px; }
QPushButton:disabled, QToolButton:disabled { color: $disabled; border-color: $border; background: $window; }
QPushButton[look="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[look="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[look="primary"]:focus { border: 2px solid $text; }
QPushButton[look="primary"]:disabled { background: $hover; color: $disabled; border-color: $border; }
QPushButton[look="danger"] { color: $danger; border-color: $danger; }
QPushButton[look="danger"]:hover { background: $danger_soft; }
QPushButton[look="quiet"], QToolButton[look="quiet"] { background: transparent; border-color: transparent; }
QPushButton[look="quiet"]:hover, QToolButton[look="quiet"]:hover { background: $hover; }
QPushButton[look="quiet"]:focus, QToolButton[look="quiet"]:focus { border-color: $focus; }
QPushButton[look="link"] {
    background: transparent; border: 2px solid transparent; color: $accent; padding: 2px 4px; text-align: left;
    text-decoration: underline;
}
QPushButton[look="link"]:hover { color: $accent_hover; background: $hover; }
QPushButton[look="link"]:focus { border-color: $focus; }
QToolButton[look="icon"] { background: transparent; border: 2px solid transparent; padding: 4px; }
QToolButton[look="icon"]:hover { background: $hover; }
QToolButton[look="icon"]:focus { border-color: $focus; }
QLineEdit QToolButton { background: transparent; border: 2px solid transparent; padding: 0; min-height: 0; }
QLineEdit QToolButton:focus { border-color: $focus; }
QPushButton::menu-indicator, QToolButton::menu-indicator { width: 0; image: none; }
QLineEdit, QPlainTextEdit, QTextEdit, QTextBrowser, QComboBox {
    background: $surface; color: $text; border: 1px solid $control; border-radius: 6px; padding: 5px 8px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit, QPlainTextEdit, QTextEdit { placeholder-text-color: $muted; }
QLineEdit, QComboBox { min-height: 1.2em; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QTextBrowser:focus, QComboBox:focus {
    border: 2px solid $focus; padding: 4px 7px;
}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
    color: $disabled; background: $window; border-color: $border;
}
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"] { border-color: $danger; }
QComboBox { padding-right: 28px; }
QComboBox:focus { padding-right: 27px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
QComboBox QAbstractItemView {
    background: $surface; border: 1px solid $control; padding: 4px; outline: 0;
    selection-background-color: $accent_soft; selection-color: $text;
}
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px; }
QAbstractItemView { background: $surface; border: 1px solid $border; border-radius: 8px; outline: 0; }
QAbstractItemView:focus { border: 2px solid $focus; }
QTableView, QTreeView, QListView {
    selection-background-color: $accent_soft; selection-color: $text; gridline-color: $border;
}
QTableView::item { padding: 0 8px; border: none; border-bottom: 1px solid $border; }
QTableView::item:hover, QTreeView::item:hover, QListView::item:hover { background: $hover; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected {
    background: $accent_soft; color: $text;
}
QTreeView::item, QListView::item { padding: 6px 8px; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
    background: transparent; color: $muted; border: none; border-bottom: 1px solid $control;
    padding: 8px 20px 8px 11px; font-weight: 600;
}
QHeaderView::section:hover { color: $text; background: $hover; }
QTableCornerButton::section { background: $surface; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar { background: transparent; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $control; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenuBar { background: $sidebar; border-bottom: 1px solid $border; padding: 2px 8px; }
QMenuBar::item { padding: 6px 10px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $surface; border: 1px solid $control; padding: 4px; }
QMenu::item { padding: 7px 24px 7px 12px; border-radius: 4px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QProgressBar {
    background: $hover; border: none; border-radius: 4px; min-height: 8px; max-height: 8px; text-align: center;
}
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar::tab {
    background: transparent; color: $muted; padding: 8px 12px; border: none; border-bottom: 2px solid transparent;
    margin-right: 8px;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabBar::tab:focus { border: 2px solid $focus; border-radius: 4px; }
QGroupBox { border: none; font-weight: 600; margin-top: 24px; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
QCheckBox, QRadioButton { spacing: 8px; padding: 3px; border: 2px solid transparent; border-radius: 6px; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 16px; height: 16px; border: 1px solid $control; border-radius: 4px; background: $surface;
}
QListView::indicator {
    width: 16px; height: 16px; border: 1px solid $control; border-radius: 4px; background: $surface;
}
QListView::indicator:checked { border-color: $accent; background: $tick_ground; image: url("$icons/check.svg"); }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { background: $hover; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $border; background: $window; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked { border-color: $accent; background: $tick_ground; }
QCheckBox::indicator:checked { image: url("$icons/check.svg"); }
QRadioButton::indicator:checked { image: url("$icons/dot.svg"); }
QCalendarWidget QAbstractItemView {
    border-radius: 0; selection-background-color: $accent; selection-color: $on_accent;
}
""")


def stylesheet(colours: Mapping[str, str], *, native: bool) -> str:
    """Return the style sheet; on Windows and macOS (`native`) ordinary controls keep the system's own shape."""
    values = {**colours, "icons": paths.resource("icons").as_posix()}
    sheet = _OURS.substitute(values)
    return sheet if native else _CONTROLS.substitute(values) + sheet
