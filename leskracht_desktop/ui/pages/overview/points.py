"""What else wants attention besides requests: each point with its text and the page that mends it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from leskracht_desktop.domain.agreement_watch import WatchItem, WatchLevel
from leskracht_desktop.domain.overview import Overview, OverviewProblem, UpcomingBirthday
from leskracht_desktop.domain.people import PersonFilter, PersonKind, PersonStatus
from leskracht_desktop.domain.requests import RequestFilter, RequestStatus
from leskracht_desktop.labels_nl import announced_without_term, label
from leskracht_desktop.ui import dates
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.theme import Tone

_MOST_NAMES = 3
_MOST_WATCHED = 4
_WATCH_TONES = {WatchLevel.LATE: Tone.DANGER, WatchLevel.NEAR: Tone.WARNING, WatchLevel.EARLY: Tone.ACCENT}


@dataclass(frozen=True, slots=True)
class Point:
    """One line: what is the matter, why it matters, and where it leads."""

    name: str
    icon: str
    title: str
    text: str
    page: PageName
    target: Mapping[str, Any] = field(default_factory=dict)
    tone: Tone = Tone.NORMAL


def points_of(overview: Overview, now: datetime) -> list[Point]:
    """Return what wants attention, the most pressing first."""
    found = [
        *_request_points(overview),
        *(_birthday(one) for one in overview.turning_16_soon[:_MOST_NAMES]),
        *_people_points(overview),
    ]
    found.append(_backup(overview, now))
    found.extend(_PROBLEMS[problem]() for problem in overview.problems)
    return found


def agreement_points(items: Sequence[WatchItem]) -> list[Point]:
    """Return what our agreements ask for in time, the first day on top; the rest in one line."""
    points = [_watched(item) for item in items[:_MOST_WATCHED]]
    more = len(items) - len(points)
    if more:
        points.append(
            Point(
                "watch_more",
                "calendar",
                _tr("Nog 1 taak bij overeenkomsten")
                if more == 1
                else _tr("Nog {0} taken bij overeenkomsten").format(more),
                _tr("Alle taken staan bij elkaar op het tabblad Taken."),
                PageName.AGREEMENTS,
                {"show": "tasks"},
            )
        )
    return points


def _watched(item: WatchItem) -> Point:
    about = ", ".join(part for part in (item.supplier, item.title, item.subject) if part)
    if item.has_term:
        text = _tr("{0}: {1} ({2}).").format(about, dates.long(item.on), dates.days_left(item.days_left))
    else:
        text = f"{about}: {announced_without_term(item.on)}."
    return Point(
        f"watch_{item.kind}_{item.agreement_id}",
        "calendar",
        label(item.kind),
        text,
        PageName.AGREEMENTS,
        {"agreement_id": item.agreement_id},
        _WATCH_TONES.get(item.level, Tone.NORMAL),
    )


def first_steps(overview: Overview) -> list[Point]:
    """Return how to begin with a vault in which nobody is yet."""
    steps = [
        Point(
            "import",
            "import",
            _tr("1. Importeer uw leerlingen"),
            _tr("Maak in uw leerlingsysteem een EDEXML-bestand en lees het hier in. U ziet eerst wat er verandert."),
            PageName.PEOPLE,
            {"do": "import"},
            Tone.ACCENT,
        ),
        Point(
            "school",
            "school",
            _tr("2. Vul de schoolgegevens aan"),
            _tr("Adres, functionaris gegevensbescherming en logo komen in elk dossier."),
            PageName.SETTINGS,
            {"tab": "school"},
        ),
        Point(
            "backup",
            "backup",
            _tr("3. Maak een back-up"),
            _tr("Op een USB-stick of netwerkschijf, zodat er niets verloren gaat."),
            PageName.SETTINGS,
            {"tab": "backup"},
        ),
    ]
    return steps if overview.last_backup_at is None else steps[:2]


def _request_points(overview: Overview) -> list[Point]:
    found = []
    if overview.identity_missing:
        number = overview.identity_missing
        found.append(
            Point(
                "identity",
                "person",
                _tr("Identiteit vastleggen"),
                _tr("Bij {0} nog niet vastgelegd wie erom vraagt. Zonder die controle mag er geen dossier uit.").format(
                    _tr("1 verzoek is") if number == 1 else _tr("{0} verzoeken is").format(number)
                ),
                PageName.REQUESTS,
                {"filter": RequestFilter(open_only=True, statuses=frozenset({RequestStatus.RECEIVED}))},
                Tone.WARNING,
            )
        )
    if overview.to_close:
        number = overview.to_close
        found.append(
            Point(
                "to_close",
                "check",
                _tr("Verzoeken afhandelen"),
                _tr("{0} beantwoord, maar nog niet afgehandeld.").format(
                    _tr("1 verzoek is") if number == 1 else _tr("{0} verzoeken zijn").format(number)
                ),
                PageName.REQUESTS,
                {"filter": RequestFilter(open_only=True, statuses=frozenset({RequestStatus.ANSWERED}))},
            )
        )
    return found


def _birthday(one: UpcomingBirthday) -> Point:
    why = (
        _tr("Vanaf dan beslist {0} zelf over de eigen gegevens, niet meer de ouders.")
        if one.age == 16
        else _tr("Vanaf dan is {0} meerderjarig en heeft niemand meer gezag.")
    )
    return Point(
        f"birthday_{one.key}",
        "cake",
        _tr("{0} wordt {1} op {2}").format(one.name, one.age, dates.long(one.on)),
        why.format(one.name),
        PageName.PEOPLE,
        {"person_id": one.person_id},
        Tone.ACCENT,
    )


def _people_points(overview: Overview) -> list[Point]:
    number = overview.missing_people
    if not number:
        return []
    return [
        Point(
            "missing",
            "people",
            _tr("Niet meer in het laatste bestand"),
            _tr("{0}. Ga na of deze mensen van school zijn.").format(
                _tr("1 betrokkene") if number == 1 else _tr("{0} betrokkenen").format(number)
            ),
            PageName.PEOPLE,
            {"filter": PersonFilter(statuses=frozenset({PersonStatus.MISSING}))},
        )
    ]


def _backup(overview: Overview, now: datetime) -> Point:
    when = dates.ago(overview.last_backup_at, now)
    if overview.backup_due:
        text = _tr("Laatste back-up: {0}. Maak er een op een andere schijf dan deze computer.").format(when)
        return Point("backup", "backup", _tr("Back-up maken"), text, PageName.SETTINGS, {"tab": "backup"}, Tone.WARNING)
    text = _tr("Laatste back-up: {0}.").format(when)
    return Point(
        "backup", "backup", _tr("Back-up is in orde"), text, PageName.SETTINGS, {"tab": "backup"}, Tone.SUCCESS
    )


def _school_problem(name: str, title: str, text: str) -> Point:
    return Point(name, "school", title, text, PageName.SETTINGS, {"tab": "school"})


_PROBLEMS = {
    OverviewProblem.NO_CONTACT: lambda: _school_problem(
        "no_contact", _tr("Contactpersoon invullen"), _tr("Naam en e-mailadres komen in elke brief.")
    ),
    OverviewProblem.NO_OFFICER: lambda: _school_problem(
        "no_officer",
        _tr("Functionaris gegevensbescherming invullen"),
        _tr("Elk schoolbestuur heeft een FG. Ouders moeten weten hoe zij die bereiken."),
    ),
    OverviewProblem.NO_SCHOOL_ADDRESS: lambda: _school_problem(
        "no_address", _tr("Adres van de school invullen"), _tr("Het adres staat boven elk dossier.")
    ),
    OverviewProblem.DENOMINATION_UNKNOWN: lambda: _school_problem(
        "denomination",
        _tr("Openbaar of bijzonder?"),
        _tr("Daarvan hangt af naar welke rechter iemand kan gaan die het niet met u eens is."),
    ),
    OverviewProblem.NO_RETENTION: lambda: Point(
        "retention",
        "school",
        _tr("Bewaartermijnen invullen"),
        _tr("Wie inzage vraagt, moet horen hoe lang de school gegevens bewaart. Nu noemt het dossier geen termijn."),
        PageName.SETTINGS,
        {"tab": "retention"},
    ),
    OverviewProblem.CUSTODY_UNKNOWN: lambda: Point(
        "custody",
        "people",
        _tr("Gezag is niet overal bekend"),
        _tr("Ga het na bij ouders die iets vragen: zonder gezag is er geen recht op inzage."),
        PageName.PEOPLE,
        {"filter": PersonFilter(kinds=frozenset({PersonKind.PARENT}))},
    ),
}


def _tr(dutch: str) -> str:
    return QCoreApplication.translate("overview", dutch)
