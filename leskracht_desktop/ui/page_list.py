"""Which class makes which page; each is imported when it is first shown."""

from __future__ import annotations

from leskracht_desktop.ui.page import Page, PageName, PageTools


def make_page(name: PageName, tools: PageTools) -> Page:
    """Return a new page."""
    match name:
        case PageName.OVERVIEW:
            from leskracht_desktop.ui.pages.overview.page import OverviewPage

            return OverviewPage(tools)
        case PageName.AGREEMENTS:
            from leskracht_desktop.ui.pages.agreements.page import AgreementsPage

            return AgreementsPage(tools)
        case PageName.PEOPLE:
            from leskracht_desktop.ui.pages.people.page import PeoplePage

            return PeoplePage(tools)
        case PageName.CONSENTS:
            from leskracht_desktop.ui.pages.consents.page import ConsentsPage

            return ConsentsPage(tools)
        case PageName.REQUESTS:
            from leskracht_desktop.ui.pages.requests.page import RequestsPage

            return RequestsPage(tools)
        case PageName.AUDIT:
            from leskracht_desktop.ui.pages.audit.page import AuditPage

            return AuditPage(tools)
        case PageName.SETTINGS:
            from leskracht_desktop.ui.pages.settings.page import SettingsPage

            return SettingsPage(tools)
