"""The step that shows what a file would change, before anything does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHeaderView, QTabWidget, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from leskracht_desktop.domain.intake import Change, ImportPreview, PreviewLine, Problem, ProblemLevel
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import counted, field_label, import_noun_label, whole_number
from leskracht_desktop.labels_nl.intake import PreviewTexts, change_label, dropped_label, problem_sentence
from leskracht_desktop.ui.imports.words import FIELD_NAMES
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.named import named
from leskracht_desktop.ui.widgets.panels import Banner, KeyValueView
from leskracht_desktop.ui.widgets.text import paragraph

_CHANGES = (Change.NEW, Change.CHANGED, Change.GONE, Change.RETURNED)


class PreviewStep(QWidget):
    """Counts above, and under them what is new, changed, gone, doubtful, refused and left out."""

    def __init__(self, texts: PreviewTexts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.setObjectName("import_preview")
        self._notice = Banner("preview_notice")
        self._school = paragraph("", name="preview_school")
        self._counts = KeyValueView("preview_counts")
        self.tabs = QTabWidget()
        self.tabs.setObjectName("preview_tabs")
        self.tabs.setAccessibleName(self.tr("Wat er verandert"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._notice)
        layout.addWidget(self._school)
        layout.addWidget(self._counts)
        layout.addWidget(self.tabs, 1)

    def show_preview(self, preview: ImportPreview) -> None:
        """Show what this file would do."""
        self._say(preview)
        year = self.tr(", schooljaar {year}").format(year=visible(preview.school_year)) if preview.school_year else ""
        about = self.tr(", over {name}").format(name=visible(preview.about)) if preview.about else ""
        self._school.setText(
            self.tr("Voor {school}{year}{about}.").format(school=visible(preview.school), year=year, about=about)
        )
        self._counts.show_pairs(counts_per_noun(preview))
        while self.tabs.count():
            old = self.tabs.widget(0)
            self.tabs.removeTab(0)
            if old is not None:
                old.deleteLater()
        for change in _CHANGES:
            lines = [line for line in preview.lines if line.change is change]
            total = _total(preview, change)
            if total:
                shown = len(lines) if len(preview.lines) < preview.lines_total else None
                self._add(_title(change), total, self._lines(lines), shown=shown, explained=self._about(change))
        for level, title in ((ProblemLevel.DOUBTFUL, self.tr("Twijfel")), (ProblemLevel.REFUSED, self.tr("Geweigerd"))):
            problems = [problem for problem in preview.problems if problem.level is level]
            if problems:
                self._add(title, len(problems), self._problems(title, problems), explained=self._about_level(level))
        if preview.dropped:
            total = sum(preview.dropped.values())
            self._add(
                self.tr("Niet bewaard"), total, self._dropped(preview), shown=total, explained=self._about_dropped()
            )
        self.tabs.setVisible(self.tabs.count() > 0)

    def _say(self, preview: ImportPreview) -> None:
        if preview.already_imported:
            text = self.tr("Dit bestand is al eens ingelezen.")
            if preview.changes_nothing:
                text += self.tr(" Er verandert niets.")
            self._notice.say(text, Tone.WARNING, closable=False)
        elif preview.changes_nothing:
            self._notice.say(self.tr("Alles stond er al zo in. Er verandert niets."), Tone.ACCENT, closable=False)
        else:
            self._notice.say(
                self.tr("Er is nog niets veranderd. Bekijk wat er gaat gebeuren en kies dan ‘Importeren’."),
                Tone.ACCENT,
                closable=False,
            )

    def _add(self, title: str, total: int, tree: QTreeWidget, *, explained: str, shown: int | None = None) -> None:
        page = named(QWidget(), "preview_page")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        if shown is not None and shown < total:
            explained += self.tr(" Hier staan de eerste {shown}.").format(shown=whole_number(shown))
        layout.addWidget(paragraph(explained, Tone.MUTED, "preview_explained"))
        layout.addWidget(tree, 1)
        self.tabs.addTab(page, f"{title} ({whole_number(total)})")

    def _lines(self, lines: Sequence[PreviewLine]) -> QTreeWidget:
        tree = _tree(self.tr("Wat er verandert"), (self.tr("Wie of wat"), self.tr("Was"), self.tr("Wordt")))
        for line in lines:
            noun = import_noun_label(line.noun)
            item = _item([f"{self._texts.title(line)}  ({noun})", "", ""], bold=bool(line.fields))
            if line.where:
                item.setToolTip(0, place_text(line.where))
            for field in self._texts.fields(line):
                old = field.old or self.tr("leeg")
                if field.by_hand:
                    old = self.tr("{old} (met de hand ingevoerd)").format(old=old)
                item.addChild(_item([field.label, old, field.new or self.tr("leeg")]))
            tree.addTopLevelItem(item)
        if tree.topLevelItemCount() <= 100:
            tree.expandAll()
        fields = any(line.fields for line in lines)
        tree.setColumnHidden(1, not fields)
        tree.setColumnHidden(2, not fields)
        tree.setRootIsDecorated(fields)
        return tree

    def _problems(self, title: str, problems: Sequence[Problem]) -> QTreeWidget:
        tree = _tree(title, (self.tr("Wat"), self.tr("In het bestand"), self.tr("Plaats")))
        for problem in problems:
            said = problem_sentence(replace(problem, where="", field="", level=ProblemLevel.DOUBTFUL))
            if problem.field:
                said += f" ({FIELD_NAMES.get(problem.field) or field_label(problem.field).lower()})"
            item = _item([said, visible(problem.value), place_text(problem.where)])
            item.setToolTip(0, said)
            tree.addTopLevelItem(item)
        tree.setRootIsDecorated(False)
        tree.setColumnHidden(1, not any(problem.value for problem in problems))
        tree.setColumnHidden(2, not any(problem.where for problem in problems))
        tree.header().resizeSection(1, 140)
        tree.header().resizeSection(2, 100)
        return tree

    def _dropped(self, preview: ImportPreview) -> QTreeWidget:
        tree = _tree(self.tr("Niet bewaard"), (self.tr("Wat"), self.tr("Aantal")))
        for kind, number in sorted(preview.dropped.items(), key=lambda item: -item[1]):
            words = dropped_label(kind)
            item = _item([words[:1].upper() + words[1:], whole_number(number)])
            tree.addTopLevelItem(item)
        tree.setRootIsDecorated(False)
        return tree

    def _about(self, change: Change) -> str:
        return {
            Change.NEW: self.tr("Deze komen erbij."),
            Change.CHANGED: self.tr("Deze veranderen. De oude waarden blijven in de geschiedenis staan."),
            Change.GONE: self.tr(
                "Deze staan niet meer in het bestand. Ze krijgen een markering; er wordt niets gewist."
            ),
            Change.RETURNED: self.tr("Deze stonden er een tijd niet in en nu weer wel. De markering gaat weg."),
        }[change]

    def _about_level(self, level: ProblemLevel) -> str:
        if level is ProblemLevel.DOUBTFUL:
            return self.tr("Dit wordt wel overgenomen. Kijk of het klopt.")
        return self.tr(
            "Dit wordt niet overgenomen. Verbeter het in het bestand of in het systeem waar het vandaan komt."
        )

    def _about_dropped(self) -> str:
        return self.tr("Dit staat in het bestand, maar bewaren we niet: het is voor dit werk niet nodig of mag niet.")


def counts_per_noun(preview: ImportPreview) -> list[tuple[str, str]]:
    """Return, per kind of thing, how many are new, changed, gone and unchanged."""
    pairs = []
    for noun in dict.fromkeys(key.partition(".")[0] for key in preview.counts):
        parts = [
            f"{whole_number(number)} {change_label(change)}"
            for change in Change
            if (number := preview.counts.get(f"{noun}.{change}", 0))
        ]
        if parts:
            words = import_noun_label(noun, 2)
            pairs.append((words[:1].upper() + words[1:], " · ".join(parts)))
    return pairs


def place_text(where: str) -> str:
    """Return a place in a file in words; a bare number is a line."""
    return f"regel {where}" if where.isdigit() else visible(where)


def summary(counts: Iterable[tuple[str, int]]) -> str:
    """Return in one line what an import did: `25 leerlingen nieuw, 3 gewijzigd`."""
    parts = []
    for key, number in counts:
        noun, _, change = key.partition(".")
        if number and change != Change.UNCHANGED:
            parts.append(
                f"{counted(number, import_noun_label(noun), import_noun_label(noun, 2))} {change_label(Change(change))}"
            )
    return ", ".join(parts)


def _total(preview: ImportPreview, change: Change) -> int:
    return sum(number for key, number in preview.counts.items() if key.endswith(f".{change}"))


def _title(change: Change) -> str:
    words = change_label(change)
    return words[:1].upper() + words[1:]


def _item(texts: Sequence[str], *, bold: bool = False) -> QTreeWidgetItem:
    item = QTreeWidgetItem(list(texts))
    font = QFont()
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
        item.setFont(0, font)
    item.setSizeHint(0, QSize(0, QFontMetrics(font).lineSpacing() + 12))
    return item


def _tree(name: str, headers: tuple[str, ...]) -> QTreeWidget:
    tree = QTreeWidget()
    tree.setObjectName("preview_list")
    tree.setAccessibleName(name)
    tree.setHeaderLabels(list(headers))
    tree.setUniformRowHeights(True)
    tree.setHorizontalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
    tree.setTextElideMode(Qt.TextElideMode.ElideRight)
    header = tree.header()
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column in range(1, len(headers)):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(column, 220)
    header.setStretchLastSection(False)
    return tree
