"""`Eerdere versies…`: what was agreed in each version, read-only, and what became different in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from leskracht_desktop.domain.agreements import AgreementDetails, NewAgreement, VersionRow
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui import dates
from leskracht_desktop.ui.pages.agreements.summary import Section, sections
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import button
from leskracht_desktop.ui.widgets.dialog_size import HIGHEST, open_at
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.panels import KeyValueView, Scrolling
from leskracht_desktop.ui.widgets.text import heading, paragraph


class VersionsDialog(QDialog):
    """Shows one version at a time; `read` gives what was agreed in a version."""

    def __init__(self, parent: QWidget | None, details: AgreementDetails, read: Callable[[str], NewAgreement]) -> None:
        super().__init__(parent)
        self.setObjectName("versions_dialog")
        self.setWindowTitle(self.tr("Eerdere versies"))
        self._details, self._read = details, read
        self._rows = {row.version: row for row in details.versions}
        newest_first = [(row.version, self._name(row)) for row in reversed(details.versions)]
        self.choice = Choice(self.tr("Versie"), "version_choice", newest_first)
        self.facts = paragraph("", Tone.MUTED, "version_facts")
        self.sheet = Scrolling("version_sheet")
        self.sheet.setAccessibleName(self.tr("Wat er in deze versie staat"))
        self.sheet.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(button(self.tr("Sluiten"), "close_versions", self.reject))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.choice)
        layout.addWidget(self.facts)
        layout.addWidget(self.sheet, 1)
        layout.addLayout(last)
        open_at(self, 720, HIGHEST)
        if len(newest_first) > 1:
            self.choice.choose(newest_first[1][0])
        self.choice.picked.connect(self._show)
        self._show(self.choice.value)

    def _show(self, version: str) -> None:
        row = self._rows[version]
        who = self.tr("Vastgelegd op {0} door {1}.").format(dates.moment(row.saved_at), row.actor)
        why = self.tr("Reden: {0}.").format(row.reason.rstrip(".")) if row.reason else ""
        self.facts.setText(" ".join(part for part in (who, why) if part))
        while (item := self.sheet.body.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        shown = list(sections(self._draft(version)))
        before = self._before(version)
        if before:
            changed = list(differences(list(sections(self._draft(before))), shown))
            nothing = [(self.tr("Inhoud"), self.tr("geen verschil"))]
            self._add(self.tr("Anders dan in versie {0}").format(before), changed or nothing)
        for title, pairs in shown:
            self._add(title, pairs)
        self.sheet.body.addStretch(1)
        self.sheet.verticalScrollBar().setValue(0)

    def _draft(self, version: str) -> NewAgreement:
        # The present one as the register shows it: who signed is a step, and may have come after it was saved.
        return self._details.draft if version == self._details.row.version else self._read(version)

    def _before(self, version: str) -> str:
        order = list(self._rows)
        at = order.index(version)
        return order[at - 1] if at else ""

    def _name(self, row: VersionRow) -> str:
        now = self.tr("geldt nu") if row.version == self._details.row.version else ""
        parts = (dates.moment(row.saved_at).partition(" ")[0], label(row.change), now)
        return self.tr("Versie {0}: {1}").format(row.version, ", ".join(part for part in parts if part))

    def _add(self, title: str, pairs: list[tuple[str, str]]) -> None:
        shown = [(name, value) for name, value in pairs if value]
        if shown:
            self.sheet.body.addWidget(heading(title))
            view = KeyValueView("version_pairs")
            view.show_pairs(shown)
            self.sheet.body.addWidget(view)


def differences(before: list[Section], after: list[Section]) -> Iterator[tuple[str, str]]:
    """Yield (what, `old → new`) for each value that is another one."""
    empty, change, changes = _tr("(leeg)"), _tr("{0} → {1}"), _tr("Was:\n{0}\nNu:\n{1}")
    old, new = _by_place(before), _by_place(after)
    for place in [*new, *(place for place in old if place not in new)]:
        was, now = old.get(place, ""), new.get(place, "")
        if was != now:
            short = "\n" not in was + now
            yield f"{place[0]}: {place[1]}", (change if short else changes).format(was or empty, now or empty)


def _by_place(shown: list[Section]) -> dict[tuple[str, str], str]:
    """Return the values by section and name; two deviations from one article are one value."""
    found: dict[tuple[str, str], list[str]] = {}
    for title, pairs in shown:
        for name, value in pairs:
            found.setdefault((title, name), []).append(value)
    return {place: "\n".join(values) for place, values in found.items()}


def _tr(text: str) -> str:
    return QCoreApplication.translate("VersionsDialog", text)
