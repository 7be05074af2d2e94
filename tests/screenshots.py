"""Pictures of every screen in light and dark, for a person to look at: `python -m tests.screenshots FOLDER`."""

from __future__ import annotations

import os
import sys
import tempfile  # noqa: TID251 - a home for the made-up school, thrown away afterwards
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from leskracht_desktop import app, paths
from leskracht_desktop.clock import system_clock
from leskracht_desktop.domain.people import PersonFilter, PersonKind
from leskracht_desktop.domain.requests import RequestFilter, RequestStatus
from leskracht_desktop.services.program import build_services
from leskracht_desktop.ui.help_window import HelpWindow
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.settings.page import SettingsPage
from leskracht_desktop.ui.theme import Appearance, theme
from tests.support.agreement_pictures import agreements
from tests.support.camera import Camera, wait_until
from tests.ui.answers import Answers

SIZE = (1280, 800)
CODE = "NZHEM-B17R5-PJXT4-0TJ28-280VE-31FBB-PM9X4"


def opening(camera: Camera, window: MainWindow) -> None:
    """The screens before the vault is open."""
    window.opening.show_welcome()
    camera.take("first-start")
    window.opening.show_new_vault()
    camera.take("new-vault")
    window.opening.new_vault.create_button.click()
    camera.take("new-vault-empty")
    window.opening.recovery_code.show_code(CODE)
    window.opening.setCurrentWidget(window.opening.recovery_code)
    camera.take("recovery-code")
    window.opening.recovery_code.forget()
    window.opening.show_unlock(Path("De Klaproos.kluis"), try_keychain=False)
    camera.take("unlock")


def pages(camera: Camera, window: MainWindow) -> None:
    """The seven pages, their detail panes and their dialogs."""
    services = window.services
    for name in PageName:
        window.open_page(name)
        camera.take(name.value)
    pupil = services.people.ids(PersonFilter(kinds=frozenset({PersonKind.PUPIL})))[3]
    window.open_page(PageName.PEOPLE, {"person_id": pupil})
    camera.take("person")
    camera.press("new-person", "new_person")
    for status in (RequestStatus.RECEIVED, RequestStatus.IDENTITY_CHECKED):
        request = services.requests.ids(RequestFilter(statuses=frozenset({status})))[0]
        window.open_page(PageName.REQUESTS, {"request_id": request})
        camera.take(f"request-{status.value}")
    camera.press("new-request", "new_request")
    settings = window.open_page(PageName.SETTINGS)
    assert isinstance(settings, SettingsPage)
    for place in range(settings.tabs.count()):
        settings.tabs.setCurrentIndex(place)
        camera.take(f"settings-{place + 1}")
    settings.tabs.setCurrentIndex(0)
    camera.press("institution", "edit_institution")


def search_and_help(camera: Camera, window: MainWindow) -> None:
    """What lies over the pages."""
    window.open_page(PageName.OVERVIEW)
    assert window.workspace is not None
    search = window.workspace.search
    search.setFocus()
    search.setText("de vries")
    wait_until(lambda: bool(search.hits))
    camera.take("search")
    search.clear()
    search.close_hits()
    shown = HelpWindow(window)
    shown.show_page("requests")
    camera.take("help", shown)
    shown.close()


def main(folder: Path) -> int:
    """Take all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ[paths.HOME_VARIABLE] = home
        application = app.make_application(["screenshots"])
        for appearance in (Appearance.LIGHT, Appearance.DARK):
            theme().set_appearance(appearance)
            answers = Answers()
            window = MainWindow(system_clock, answers)
            window.resize(*SIZE)
            window.show()
            window.use(build_services(system_clock))
            camera = Camera(folder, window, answers, print)
            opening(camera, window)
            window.opening.open_demo()
            wait_until(window.status.isVisible)
            window.set_appearance(appearance)
            pages(camera, window)
            agreements(camera, window)
            search_and_help(camera, window)
            window.close()
            window.deleteLater()
        application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
