"""Overeenkomsten: the guides to read and compare, and the register of the school's own agreements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtWidgets import QStackedWidget, QTabBar
from typing_extensions import override

from leskracht_desktop.domain.agreement_documents import DocumentId
from leskracht_desktop.domain.agreements import AgreementDetails, AgreementId, AgreementRow
from leskracht_desktop.domain.guide import FunctionCode
from leskracht_desktop.domain.guide_library import GuideLibrary
from leskracht_desktop.domain.guide_notes import SearchHit
from leskracht_desktop.domain.readable import ReadableDocument
from leskracht_desktop.errors import NotFound
from leskracht_desktop.messages_nl.left_out import left_out_text
from leskracht_desktop.ui.jobs import Topic
from leskracht_desktop.ui.page import Page, PageName
from leskracht_desktop.ui.pages.agreements.comparing import CompareDeeds
from leskracht_desktop.ui.pages.agreements.deeds import AgreementDeeds
from leskracht_desktop.ui.pages.agreements.documents import DocumentDeeds
from leskracht_desktop.ui.pages.agreements.functions import (
    KEY_CARD,
    PAGES,
    READING,
    REGISTER,
    TABS,
    TASKS,
    is_reachable,
)
from leskracht_desktop.ui.pages.agreements.guide_files import GuideFileDeeds
from leskracht_desktop.ui.pages.agreements.key_card import KeyCardView, offer_agreements, remember_agreement
from leskracht_desktop.ui.pages.agreements.notes import NoteDeeds
from leskracht_desktop.ui.pages.agreements.register import RegisterView
from leskracht_desktop.ui.pages.agreements.reports import ReportDeeds
from leskracht_desktop.ui.pages.agreements.task_deeds import TaskDeeds
from leskracht_desktop.ui.pages.agreements.tasks import TasksView
from leskracht_desktop.ui.reader import places, zoom_memory
from leskracht_desktop.ui.reader.own_text import Own
from leskracht_desktop.ui.reader.places import Place, PlaceKind
from leskracht_desktop.ui.reader.room import ReadingRoom
from leskracht_desktop.ui.reader.sought import Sought
from leskracht_desktop.ui.reader.texts import Texts
from leskracht_desktop.ui.reader.zoom_memory import remember_zoom
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.flow import FlowLayout
from leskracht_desktop.ui.widgets.named import named

_SHOWN: Final = {"key_card": KEY_CARD, "tasks": TASKS}
"""What another page can ask to see."""


class AgreementsPage(Page):
    """Four tabs: reading, our own agreements, the key card of one, and what they ask for by a day."""

    name = PageName.AGREEMENTS
    topics = frozenset({Topic.AGREEMENTS, Topic.SCHOOLS})

    @override
    def _build(self) -> None:
        self._library: GuideLibrary | None = None
        self._shown: AgreementDetails | None = None
        self.deeds = AgreementDeeds(self)
        self.note_deeds = NoteDeeds(self)
        self.documents = DocumentDeeds(self)
        self.reports = ReportDeeds(self)
        self.task_deeds = TaskDeeds(self)
        self.comparing = CompareDeeds(self)
        self.set_title(self.tr("Overeenkomsten"), self.tr("Afspraken met leveranciers, voor het hele bestuur"))
        self.compare_button = button(self.tr("Versies vergelijken…"), "compare_versions", self.comparing.compare)
        self.document_button = button(self.tr("Document toevoegen…"), "add_document", self.documents.add)
        self.register_button = button(
            self.tr("Overeenkomst vastleggen…"),
            "register_agreement",
            self.deeds.register,
            look=Look.PRIMARY,
            icon_name="add",
        )
        actions = FlowLayout()
        for made in (self.compare_button, self.document_button, self.register_button):
            actions.addWidget(made)
        self.action_row.addLayout(actions)
        self.tabs = named(QTabBar(), "agreements_tabs")
        self.tabs.setAccessibleName(self.tr("Onderdelen van Overeenkomsten"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for text in (self.tr("Lezen"), self.tr("Onze overeenkomsten"), self.tr("Sleutelkaart"), self.tr("Taken")):
            self.tabs.addTab(text)
        self.room = ReadingRoom(self.services.guides.search, self.services.guides.more_hits)
        guide_files = GuideFileDeeds(self)
        self.update_button = button(
            self.tr("Leeswijzer bijwerken…"), "update_guide", guide_files.add, look=Look.QUIET, icon_name="import"
        )
        self.shipped_button = button(
            self.tr("Meegeleverde terugzetten…"),
            "shipped_guide",
            guide_files.give_up,
            look=Look.QUIET,
            icon_name="restore",
        )
        for made in (self.update_button, self.shipped_button):
            self.room.add_below(made)
        self.register = RegisterView()
        self.key_card = KeyCardView()
        self.tasks = TasksView()
        self.stack = QStackedWidget()
        for view in (self.room, self.register, self.key_card, self.tasks):
            self.stack.addWidget(view)
        self.content.addWidget(self.tabs)
        self.content.addWidget(self.stack, 1)

    @override
    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab)
        reader = self.room.reader
        remember_zoom(reader.sheet, self.services, zoom_memory.READING)
        remember_zoom(self.key_card.sheet, self.services, zoom_memory.KEY_CARD)
        reader.place_shown.connect(self._on_place)
        reader.function_asked.connect(self._open_function)
        reader.agreement_asked.connect(lambda number: self.show_agreement(AgreementId(number)))
        reader.document_asked.connect(lambda number: self.documents.open(DocumentId(number)))
        reader.status_asked.connect(self.note_deeds.mark)
        reader.note_asked.connect(self.note_deeds.add)
        reader.note_deed_asked.connect(self.note_deeds.deed)
        reader.quote_lost.connect(self.note_deeds.tell_lost)
        self.room.other_hit_asked.connect(self._open_hit)
        self.room.place_lost.connect(self.note_deeds.tell_gone)
        remember_agreement(self.key_card, self.services)
        self.key_card.agreement_chosen.connect(lambda _id: self._show_card())
        self.key_card.place_asked.connect(self.read)
        self.key_card.first_asked.connect(self.deeds.register)
        self.tasks.agreement_asked.connect(lambda number: self.show_agreement(AgreementId(number)))
        self.tasks.deed_asked.connect(self.task_deeds.do)
        self.tasks.calendar_asked.connect(self.deeds.export_calendar)
        self.tasks.days_asked.connect(lambda: self.tools.open_page(PageName.SETTINGS, {"tab": "agreements"}))
        self.register.row_chosen.connect(self._show)
        self.register.first_asked.connect(self.deeds.register)
        pane = self.register.pane
        pane.step_asked.connect(self.deeds.take_step)
        pane.change_asked.connect(self.deeds.change)
        pane.deviation_asked.connect(self.deeds.content.edit_deviation)
        pane.security_asked.connect(self.deeds.content.edit_security)
        pane.supplier_asked.connect(self.deeds.content.edit_supplier)
        pane.versions_asked.connect(self.deeds.content.show_versions)
        pane.removal_asked.connect(self.deeds.remove_draft)
        pane.review_asked.connect(self.deeds.review)
        pane.product_asked.connect(self.deeds.content.edit_product)
        pane.check_asked.connect(self.deeds.check_leaflet)
        pane.report_asked.connect(self.reports.of_shown)
        pane.announce_asked.connect(self.deeds.announce_change)
        pane.decide_asked.connect(self.deeds.decide_change)
        pane.correct_asked.connect(self.deeds.content.edit_announcement)
        self.register.calendar_asked.connect(self.deeds.export_calendar)
        self.register.report_asked.connect(self.reports.register)
        self.key_card.report_asked.connect(self.reports.key_card)
        pane.article_asked.connect(self._read_article)
        pane.document_asked.connect(self.documents.deed)

    @property
    def shown(self) -> AgreementDetails | None:
        """The agreement in the pane, or None."""
        return self._shown

    @override
    def refresh(self) -> None:
        read_only = self.services.vaults.is_read_only
        for made in (
            self.update_button,
            self.shipped_button,
            self.document_button,
            self.register_button,
            self.register.first_button,
            self.key_card.first_button,
        ):
            made.setEnabled(not read_only)
        self.room.reader.marking.setEnabled(not read_only)
        self._library = self.services.guides.library()
        if self._library.problems:
            told = " ".join(map(left_out_text, self._library.problems))
            text = self.tr("Een deel van de leeswijzer kan niet worden gelezen. {0}")
            self.banner.say(text.format(told), Tone.WARNING)
        statement, *earlier = self.services.guides.statements()
        details = self.services.agreements.all_details()
        own = Own.of(details, self.services.notes.notes(), self.services.notes.marks())
        self.room.show_texts(Texts(self._library, statement, is_reachable, own, earlier))
        rows = self.services.agreements.rows_of(details)
        self.register.show_rows(rows)
        offer_agreements(self.key_card, self.services, rows)
        self._on_tab(self.tabs.currentIndex())
        self._show_tasks(details)

    @override
    def focus_search(self) -> None:
        self.tabs.setCurrentIndex(READING)
        self.room.search.setFocus()

    @override
    def show_target(self, target: Mapping[str, Any]) -> None:
        if "agreement_id" in target:
            self.show_agreement(target["agreement_id"])
        if target.get("show") in _SHOWN:
            self.tabs.setCurrentIndex(_SHOWN[target["show"]])
        if "hit" in target:
            self.tabs.setCurrentIndex(READING)
            self.room.show_hit(target["hit"])
        if "search" in target:
            self.tabs.setCurrentIndex(READING)
            self.room.look_for(target["search"])
        if "place" in target:
            self.read(target["place"])
        if "article" in target:
            self._read_number(str(target.get("version", "")), int(target["article"]))

    @override
    def resume_draft(self, key: str, draft: dict[str, str]) -> None:
        if not (self.note_deeds.resume(key, draft) or self.task_deeds.resume(key, draft)):
            self.deeds.resume(key, draft)

    def library(self) -> GuideLibrary:
        """Return everything there is to read about the models."""
        if self._library is None:
            self._library = self.services.guides.library()
        return self._library

    def model_versions(self) -> Sequence[str]:
        """Return the ids of the versions of the model, the newest that is in use first."""
        library = self.library()
        current = library.current
        versions = [guide.version.id for guide in reversed(library.guides)]
        return sorted(versions, key=lambda version: current is None or version != current.version.id)

    def own_statement(self, place: Place) -> ReadableDocument | None:
        """Return the version of the statement at a place, if the user brought it in."""
        texts = self.room.reader.texts
        found = texts.statement_at(place) if texts is not None and place.kind is PlaceKind.STATEMENT else None
        return found if found is not None and found.is_added else None

    def read(self, place: Place) -> None:
        """Show a place in the reader."""
        self.tabs.setCurrentIndex(READING)
        self.room.reader.go_to(place)
        self.room.split.reveal_pane()
        self.room.reader.sheet.setFocus()

    def show_agreement(self, agreement_id: AgreementId) -> None:
        """Show one of our own agreements."""
        self.tabs.setCurrentIndex(REGISTER)
        if not self.register.choose(agreement_id):
            self.refresh()
            self.register.choose(agreement_id)

    def _show(self, row: AgreementRow | None) -> None:
        try:
            self._shown = None if row is None else self.services.agreements.details(row.id)
        except NotFound:
            self._shown = None
        self.register.show_details(self._shown, read_only=self.services.vaults.is_read_only)

    def _on_tab(self, tab: int) -> None:
        self.stack.setCurrentIndex(tab)
        if tab == KEY_CARD:
            self._show_card()

    def _show_card(self) -> None:
        chosen = self.key_card.agreement_id
        if chosen is not None:
            facts = self.services.guides.key_facts(chosen)
            self.key_card.show_card(facts, self.library().guide(facts.model_version))

    def _on_place(self, place: Place) -> None:
        self.shipped_button.setVisible(self.own_statement(place) is not None or place.version in self.library().added)

    def _show_tasks(self, details: tuple[AgreementDetails, ...]) -> None:
        items = self.services.watch.items(details)
        self.tasks.show_tasks(items, self.services.watch.days(), read_only=self.services.vaults.is_read_only)
        due = sum(item.is_due for item in items)
        self.tabs.setTabText(TASKS, self.tr("Taken ({0})").format(due) if due else self.tr("Taken"))

    def _open_hit(self, hit: SearchHit) -> None:
        if hit.document_id is not None:
            sought = Sought.of(hit.excerpt, hit.page or hit.part, self.room.search.text())
            self.documents.open(DocumentId(hit.document_id), sought)
        elif hit.agreement_id is not None:
            self.show_agreement(AgreementId(hit.agreement_id))

    def _read_article(self, number: int) -> None:
        if self._shown is not None:
            self._read_number(self._shown.row.model_version, number)

    def _read_number(self, version: str, number: int) -> None:
        guide = self.library().guide(version) or self.library().current
        article = None if guide is None else guide.article(number)
        if guide is None:
            return
        self.read(
            Place(PlaceKind.VERSION, guide.version.id)
            if article is None
            else places.article(guide.version.id, article.slug)
        )

    def _open_function(self, code: FunctionCode) -> None:
        if code in PAGES:
            self.tools.open_page(PAGES[code], {})
        elif code in TABS:
            self.tabs.setCurrentIndex(TABS[code])
        elif code is FunctionCode.COMPARE:
            self.comparing.compare()
