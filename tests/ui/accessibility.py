"""Walks a window as a screen reader does and says what it would stumble over."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QProgressBar, QWidget

ROLE = QAccessible.Role
NAMED_ROLES = {
    ROLE.PushButton,
    ROLE.ButtonMenu,
    ROLE.CheckBox,
    ROLE.RadioButton,
    ROLE.ComboBox,
    ROLE.EditableText,
    ROLE.Table,
    ROLE.Tree,
    ROLE.List,
    ROLE.PageTab,
    ROLE.ProgressBar,
    ROLE.Link,
    ROLE.SpinBox,
    ROLE.Slider,
    ROLE.MenuItem,
}
"""Roles of things a person can use: they need a name."""

OF_QT = {"qt_toolbar_ext_button", "qt_spinbox_lineedit", "qt_calendar_navigationbar", "ScrollLeftButton"}
"""Parts that Qt makes and names by itself."""


def walk(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """Yield every interface below `widget` that is not hidden."""
    root = QAccessible.queryAccessibleInterface(widget)
    if root is not None:
        yield from _below(root)


def _below(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield interface
    if interface.role() in {ROLE.Table, ROLE.Tree, ROLE.List}:
        return  # cells are looked at through the model's own test
    for position in range(interface.childCount()):
        child = interface.child(position)
        if child.isValid() and not child.state().invisible:
            yield from _below(child)


def name_of(interface: QAccessibleInterface) -> str:
    """Return what a screen reader calls it."""
    return interface.text(QAccessible.Text.Name)


def names(widget: QWidget, *roles: QAccessible.Role) -> list[str]:
    """Return the names of all things with one of `roles`, or of all that need a name."""
    wanted = set(roles) or NAMED_ROLES
    return [name_of(interface) for interface in walk(widget) if interface.role() in wanted]


def stumbles(widget: QWidget) -> list[str]:
    """Return what is wrong: things without a name, with a mnemonic in it, without objectName, or out of reach."""
    found: list[str] = []
    for interface in walk(widget):
        if interface.role() not in NAMED_ROLES:
            continue
        thing: QObject | None = interface.object()
        called = thing.objectName() if thing is not None else "part of a widget"
        if called in OF_QT:
            continue
        name = name_of(interface)
        where = f"{type(thing).__name__} {called!r}"
        if not name.strip():
            found.append(f"{where} has no name")
        if "&" in name.replace("& ", "") or name.endswith(":"):
            found.append(f"{where} is called {name!r}")
        if isinstance(thing, QWidget):
            found.extend(_of_widget(thing, where))
    return found


def _of_widget(widget: QWidget, where: str) -> Iterator[str]:
    inside_field = isinstance(widget.parentWidget(), QLineEdit)
    if not widget.objectName() and not inside_field:
        yield f"{where} has no objectName"
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    if group is not None and group.exclusive():
        # Qt keeps one stop for a group, at the button that is down; the arrow keys go to the others.
        widget = group.checkedButton() or widget
    passive = isinstance(widget, QProgressBar) or not widget.isEnabled() or inside_field
    if not passive and not widget.focusPolicy().value & 1:
        yield f"{where} can not be reached with Tab"


def tab_order(window: QWidget) -> list[str]:
    """Return the objectNames in the order of the Tab key, of what is visible and enabled."""
    order: list[str] = []
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        if widget.isVisibleTo(window) and widget.isEnabled() and widget.focusPolicy().value & 1:
            order.append(widget.objectName())
        widget = widget.nextInFocusChain()
    return order
