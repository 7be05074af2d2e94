"""Instellingen: school, retention, ways into the vault, back-ups, holidays, agreements, appearance, and the program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QTabWidget
from typing_extensions import override

from leskracht_desktop.ui.jobs import Topic
from leskracht_desktop.ui.page import Page, PageName
from leskracht_desktop.ui.pages.settings.about import AboutTab
from leskracht_desktop.ui.pages.settings.agreements import AgreementsTab
from leskracht_desktop.ui.pages.settings.backup import BackupTab
from leskracht_desktop.ui.pages.settings.holidays import HolidaysTab
from leskracht_desktop.ui.pages.settings.look import LookTab
from leskracht_desktop.ui.pages.settings.retention import RetentionTab
from leskracht_desktop.ui.pages.settings.school import SchoolTab
from leskracht_desktop.ui.pages.settings.security import SecurityTab
from leskracht_desktop.ui.pages.settings.tab import SettingsTab
from leskracht_desktop.ui.widgets.named import named


class SettingsPage(Page):
    """Eight tabs; each loads what it shows when it comes to the front."""

    name = PageName.SETTINGS
    topics = frozenset({Topic.SETTINGS, Topic.SCHOOLS, Topic.VAULT, Topic.IMPORTS, Topic.AGREEMENTS})

    @override
    def _build(self) -> None:
        self.set_title(self.tr("Instellingen"))
        self.tabs = named(QTabWidget(), "settings_tabs")
        self.tabs.setAccessibleName(self.tr("Onderdelen"))
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.school = SchoolTab(self.tools, self.banner)
        self.retention = RetentionTab(self.tools, self.banner)
        self.security = SecurityTab(self.tools, self.banner)
        self.backup = BackupTab(self.tools, self.banner)
        self.holidays = HolidaysTab(self.tools, self.banner)
        self.agreements = AgreementsTab(self.tools, self.banner)
        self.look = LookTab(self.tools, self.banner)
        self.about = AboutTab(self.tools, self.banner)
        self._named: dict[str, SettingsTab] = {
            "school": self.school,
            "retention": self.retention,
            "security": self.security,
            "backup": self.backup,
            "holidays": self.holidays,
            "agreements": self.agreements,
            "look": self.look,
            "about": self.about,
        }
        for tab, title in (
            (self.school, self.tr("School")),
            (self.retention, self.tr("Bewaartermijnen")),
            (self.security, self.tr("Veiligheid")),
            (self.backup, self.tr("Back-up")),
            (self.holidays, self.tr("Vrije dagen")),
            (self.agreements, self.tr("Overeenkomsten")),
            (self.look, self.tr("Weergave")),
            (self.about, self.tr("Over")),
        ):
            self.tabs.addTab(tab, title)
        self.tabs.currentChanged.connect(lambda _index: self._refresh_tab())
        self.content.addWidget(self.tabs, 1)

    @override
    def refresh(self) -> None:
        for tab in self._named.values():
            tab.stale = True
        self._refresh_tab()

    @override
    def show_target(self, target: Mapping[str, Any]) -> None:
        if target.get("tab") in self._named:
            self.tabs.setCurrentWidget(self._named[target["tab"]])
        match target.get("do"):
            case "backup":
                self.tabs.setCurrentWidget(self.backup)
                self.backup.back_up()
            case "passphrase":
                self.tabs.setCurrentWidget(self.security)
                self.security.change_passphrase()

    @override
    def resume_draft(self, key: str, draft: dict[str, str]) -> None:
        if key == "settings.retention":
            self.tabs.setCurrentWidget(self.retention)
            self.retention.resume_draft(draft)
            return
        self.tabs.setCurrentWidget(self.school)
        self.school.resume_draft(key, draft)

    def _refresh_tab(self) -> None:
        tab = self.tabs.currentWidget()
        if isinstance(tab, SettingsTab) and tab.stale:
            tab.stale = False
            tab.set_read_only(read_only=self.services.vaults.is_read_only)
            tab.refresh()
