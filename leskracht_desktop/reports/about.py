"""The page after the letter: about whom, by whom, when and under which number; then the contents."""

from __future__ import annotations

from collections.abc import Iterator

from leskracht_desktop.domain.dossier import RELATION_SELF, DossierSnapshot
from leskracht_desktop.domain.people import RelationKind
from leskracht_desktop.domain.requests import Authority
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import label, label_of, long_date
from leskracht_desktop.reports.pdf.model import Block, Contents, Heading, KeyValues, PageBreak
from leskracht_desktop.reports.wording import Wording


def about_pages(snapshot: DossierSnapshot) -> Iterator[Block]:
    """Yield who, when and which number, and the contents with counts."""
    yield PageBreak()
    yield Heading(1, "Over dit dossier", key="over", in_contents=False)
    yield KeyValues(rows=tuple(_person_rows(snapshot)), caption="Over wie")
    yield KeyValues(rows=tuple(_asker_rows(snapshot)), caption="Voor wie")
    yield KeyValues(rows=tuple(_maker_rows(snapshot)), caption="Door wie en wanneer")
    yield Contents(title="Inhoud", note="Tussen haakjes staat hoeveel er is vastgelegd.", may_split=True)


def _person_rows(snapshot: DossierSnapshot) -> Iterator[tuple[str, str]]:
    subject = snapshot.subject
    yield "Naam", Wording(snapshot).person
    if subject.birth_on:
        yield "Geboren op", long_date(subject.birth_on)
    yield "Soort", label(subject.kind)
    groups = ", ".join(visible(name) for name, _ in subject.groups)
    if groups:
        yield "Groep", groups
    yield "Nummer in dit programma", subject.key


def _asker_rows(snapshot: DossierSnapshot) -> Iterator[tuple[str, str]]:
    asker = snapshot.asker
    yield "Naam", Wording(snapshot).addressee
    if asker.relation == RELATION_SELF:
        yield "Relatie", "de persoon zelf"
    elif asker.relation:
        yield "Relatie", label_of(RelationKind, asker.relation)
    if asker.authority and asker.authority not in {Authority.SELF, Authority.UNKNOWN}:
        yield "In welke rol", label_of(Authority, asker.authority)
    request = snapshot.request
    if request is None:
        yield "Verzoek", "geen: de school maakte dit dossier uit zichzelf"
        return
    yield "Verzoek", f"{label(request.row.kind)}, ontvangen op {long_date(request.row.received_on)}"
    if request.identity:
        checked = long_date(request.identity.checked_on)
        yield "Identiteit gecontroleerd", f"{checked}, door {visible(request.identity.checked_by)}"


def _maker_rows(snapshot: DossierSnapshot) -> Iterator[tuple[str, str]]:
    controller = snapshot.controller
    yield "School", _with_number(controller.school, "BRIN", controller.brin)
    if controller.institution and controller.institution != controller.school:
        kind = {"brin": "BRIN", "rio": "RIO", "kvk": "KvK", "authority": "nummer"}.get(controller.number_kind, "nummer")
        yield "Verantwoordelijk bestuur", _with_number(controller.institution, kind, controller.number)
    address = ", ".join(
        visible(part) for part in (controller.address, f"{controller.postcode} {controller.city}".strip()) if part
    )
    if address:
        yield "Adres", address
    yield "Gemaakt door", visible(snapshot.prepared_by) or "niet vermeld"
    yield "Gemaakt op", long_date(snapshot.prepared_on)
    yield "Nummer", snapshot.number
    for name, value in snapshot.extra:
        yield visible(name), visible(value)


def _with_number(name: str, kind: str, number: str) -> str:
    return f"{visible(name)} ({kind} {visible(number)})" if number else visible(name)
