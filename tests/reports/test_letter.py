"""What the letter and the last chapters say, by who asked, when, and what was left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pypdfium2 import PdfDocument

from leskracht_desktop.domain.dossier import Asker, DossierPart, DossierSnapshot, Masking, Remedy
from leskracht_desktop.domain.people import PersonKind
from leskracht_desktop.domain.requests import Authority, Channel, RequestKind
from leskracht_desktop.reports.dossier import dossier_document, render_dossier
from leskracht_desktop.reports.pdf.model import Heading, PageBreak
from tests.reports.pdf import expected
from tests.support import snapshots

PLAIN = snapshots.build(snapshots.person())


def said(snapshot: DossierSnapshot) -> str:
    return "\n".join(expected.outline(dossier_document(snapshot)))


def with_request(**changes: object) -> DossierSnapshot:
    return replace(PLAIN, request=snapshots.request(**changes))


def test_a_father_who_asked_by_mail():
    text = said(PLAIN)
    assert "Beste Murat Yılmaz," in text
    assert "Op 3 maart 2026 vroeg u ons per e-mail welke gegevens wij over Deniz Yılmaz hebben." in text
    assert "Dat was op 5 maart 2026. Een kopie van een paspoort of ander bewijs bewaren wij niet." in text
    assert "Wij hebben niets weggelaten en niets onleesbaar gemaakt." in text
    assert "Dat spijt ons" not in text
    assert "TR | TH Row: Relatie | TD: vader" in text
    assert "TR | TH Row: In welke rol | TD: ouder met gezag" in text


def test_somebody_who_asked_about_himself():
    own = Asker("Murat Yılmaz", (), "self", "self")
    text = said(replace(PLAIN, asker=own, subject=snapshots.person(kind=PersonKind.PARENT)))
    assert "welke gegevens wij over u hebben" in text
    assert "TR | TH Row: Relatie | TD: de persoon zelf" in text


def test_a_dossier_that_nobody_asked_for_goes_to_the_parents():
    text = said(replace(PLAIN, request=None, asker=Asker("", ("Rozenstraat 8",))))
    assert "Aan de ouders en verzorgers van Deniz Yılmaz Rozenstraat 8" in text
    assert "Beste ouders en verzorgers van Deniz Yılmaz," in text
    assert "geen: de school maakte dit dossier uit zichzelf" in text


def test_late_and_extended_answers_say_so():
    late = replace(snapshots.request().row, due_on=date(2026, 3, 18))
    text = said(with_request(row=late, extended_on=date(2026, 3, 10), extension_reason="Veel bestanden."))
    assert "U had ons antwoord uiterlijk op 18 maart 2026 moeten krijgen. Dat is niet gelukt. Dat spijt ons." in text
    assert "Op 10 maart 2026 lieten wij u weten dat wij meer tijd nodig hadden. De reden was: Veel bestanden." in text
    assert "Dat spijt ons" not in said(with_request(row=late, answered_on=date(2026, 3, 12)))


@pytest.mark.parametrize("channel", list(Channel))
def test_every_way_of_asking_reads_well(channel: Channel):
    text = said(with_request(channel=channel))
    assert "  " not in text.replace("\n  ", "\n")
    assert "vroeg u ons" in text


def test_a_way_of_asking_and_a_role_that_nobody_recorded_are_not_made_up():
    asker = replace(PLAIN.asker, authority="unknown")
    unknown = snapshots.request(channel=Channel.UNKNOWN, authority=Authority.UNKNOWN)
    text = said(replace(PLAIN, asker=asker, request=unknown))
    assert "Op 3 maart 2026 vroeg u ons welke gegevens wij over Deniz Yılmaz hebben." in text
    assert "per e-mail" not in text
    assert text.count("In welke rol") == said(PLAIN).count("In welke rol") - 1


@pytest.mark.parametrize("kind", list(RequestKind))
def test_every_kind_of_request_has_an_opening(kind: RequestKind):
    text = said(with_request(row=replace(snapshots.request().row, kind=kind)))
    assert ("Antwoord op uw verzoek om inzage" in text) == (kind is RequestKind.ACCESS)


@pytest.mark.parametrize(
    ("remedy", "told", "not_told"),
    [
        (Remedy.PUBLIC, "bezwaar maken bij het bestuur", "verzoekschrift"),
        (Remedy.PRIVATE, "verzoekschrift", "bezwaar maken bij het bestuur"),
        (Remedy.UNKNOWN, "hangt af van het soort school", "Onze school is een"),
    ],
)
def test_the_court_route_depends_on_the_school(remedy: Remedy, told: str, not_told: str):
    text = said(replace(PLAIN, controller=snapshots.controller(remedy)))
    assert told in text
    assert not_told not in text
    assert "Autoriteit Persoonsgegevens" in text
    assert "https://autoriteitpersoonsgegevens.nl" in text


def test_what_was_left_out_is_listed_with_the_reason():
    file = snapshots.attachment(1, "verslag over Sanne de Boer.docx", "application/msword", b"PK")
    snapshot = snapshots.build(
        snapshots.person(),
        (snapshots.record("messages", {"text": "Sanne de Boer zei niets"}, file=file),),
        left_out=("cookies",),
        left_out_labels=("Cookies en bakens",),
        attachments=(file,),
        maskings=(Masking("Sanne de Boer", 1),),
        mask_reason="Sanne de Boer is een andere leerling",
    )
    text = said(snapshot)
    assert (
        "Dit zit er niet bij: 1 onderdeel dat niet is gekozen, namen van andere mensen en 1 bestand met gegevens van "
        "anderen." in text
    )
    assert "LI • Cookies en bakens" in text
    assert "LI • verslag over [naam van een ander, 1].docx" in text
    assert "De reden: [naam van een ander, 1] is een andere leerling" in text
    assert "verslag over [naam van een ander, 1].docx (niet bijgevoegd)" in text
    assert "Sanne" not in text
    assert "Boer" not in text


def test_another_askers_address_is_said_to_be_left_out():
    text = said(replace(PLAIN, addresses_left_out=1))
    assert "het adres van een ander die een verzoek deed" in text
    assert "Waar die ander woont, hoort niet in dit dossier." in text
    assert "Wij hebben niets weggelaten" not in text


def test_all_facts_of_article_15_are_told():
    text = said(PLAIN)
    for fact in ("Waarvoor", "Grondslag", "Wie ze krijgt", "Hoe lang", "Waar ze vandaan komen", "Buiten Europa"):
        assert fact in text
    assert "Besluiten door een computer" in text
    for right in ("Laten verbeteren", "Laten wissen", "Bezwaar maken", "Gegevens meenemen"):
        assert right in text


def test_every_category_is_there_even_when_nothing_is_stored():
    text = said(PLAIN)
    for category in snapshots.inventory().categories:
        assert category.label in text, category.code
    assert text.count("Niets vastgelegd.") >= 13
    assert "nog geen toestemmingen vast" in text


def test_parts_that_were_not_chosen_have_no_heading():
    text = said(replace(PLAIN, parts=frozenset({DossierPart.LOG})))
    assert "Logboek van dit programma" in text
    assert "Wijzigingen" not in text


def test_a_log_that_was_cut_says_so():
    line = snapshots.log_line(1, "person.viewed", snapshots.START)
    text = said(replace(PLAIN, log=(line,), log_total=1200))
    assert "Dit zijn de laatste 1 van 1.200 regels over deze persoon." in text


def test_contact_and_officer_can_be_reached():
    text = said(PLAIN)
    assert "[privacy@deregenboog.example](mailto:privacy@deregenboog.example)" in text
    assert "[fg@scholenaandevecht.example](mailto:fg@scholenaandevecht.example)" in text
    odd = replace(snapshots.controller(), contact_email="geen mail <x>", officer_name="", officer_email="")
    text = said(replace(PLAIN, controller=odd))
    assert "mailto:geen" not in text
    assert "functionaris" not in text


def test_nothing_but_the_letter_has_a_page_of_its_own():
    blocks = dossier_document(PLAIN).blocks
    breaks = [at for at, block in enumerate(blocks) if isinstance(block, PageBreak)]
    assert len(breaks) == 1
    after = blocks[breaks[0] + 1]
    assert isinstance(after, Heading)
    assert after.text == "Over dit dossier"


def test_a_plain_answer_fits_on_one_page():
    rendered = render_dossier(PLAIN, lambda _done, _total: None)
    first, second = (page.get_textpage().get_text_bounded() for page in list(PdfDocument(rendered.data))[:2])
    assert PLAIN.controller.contact_name in first
    assert "Over dit dossier" in second
    assert "Inhoud" in second
