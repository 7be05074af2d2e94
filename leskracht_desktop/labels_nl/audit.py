"""What the lines of the log say, in Dutch."""

from __future__ import annotations

_KINDS = {
    "vault.created": "Kluis gemaakt",
    "vault.unlocked": "Kluis ontgrendeld",
    "vault.migrated": "Kluis bijgewerkt naar een nieuwe versie",
    "vault.backed_up": "Back-up gemaakt",
    "vault.restored": "Back-up teruggezet",
    "vault.checked": "Kluis gecontroleerd",
    "log.discontinuity": "Onderbreking van het logboek gevonden",
    "way_in.added": "Toegang tot de kluis toegevoegd",
    "way_in.replaced": "Toegang tot de kluis vervangen",
    "way_in.removed": "Toegang tot de kluis verwijderd",
    "institution.changed": "Gegevens van het bestuur gewijzigd",
    "school.added": "School toegevoegd",
    "school.changed": "Gegevens van de school gewijzigd",
    "site.added": "Vestiging toegevoegd",
    "site.changed": "Gegevens van de vestiging gewijzigd",
    "setting.changed": "Instelling gewijzigd",
    "holiday.changed": "Lijst van vrije dagen gewijzigd",
    "import.done": "Bestand geïmporteerd",
    "person.added": "Betrokkene toegevoegd",
    "person.changed": "Gegevens van de betrokkene gewijzigd",
    "person.marked_missing": "Betrokkene stond niet meer in de lijst",
    "person.removed": "Betrokkene verwijderd",
    "person.viewed": "Gegevens van de betrokkene bekeken",
    "relation.added": "Relatie toegevoegd",
    "relation.changed": "Relatie gewijzigd",
    "relation.removed": "Relatie verwijderd",
    "membership.changed": "Groep gewijzigd",
    "record.added": "Gegevens van Leskracht toegevoegd",
    "record.changed": "Gegevens van Leskracht gewijzigd",
    "record.removed": "Gegevens van Leskracht verwijderd",
    "request.registered": "Verzoek vastgelegd",
    "request.changed": "Verzoek gewijzigd",
    "request.identity_checked": "Identiteit van de verzoeker gecontroleerd",
    "request.extended": "Termijn van het verzoek verlengd",
    "request.answered": "Verzoek beantwoord",
    "request.closed": "Verzoek afgehandeld",
    "request.withdrawn": "Verzoek ingetrokken",
    "request.noted": "Aantekening bij het verzoek gemaakt",
    "dossier.previewed": "Voorbeeld van een inzagedossier bekeken",
    "dossier.exported": "Inzagedossier gemaakt",
    "mail_copy.exported": "Inzagedossier met wachtwoord gemaakt",
    "document.exported": "Document gemaakt",
    "list.exported": "Lijst gemaakt",
    "demo.filled": "Voorbeeldschool gevuld",
    "supplier.added": "Leverancier toegevoegd",
    "supplier.changed": "Gegevens van de leverancier gewijzigd",
    "agreement.registered": "Overeenkomst vastgelegd",
    "agreement.changed": "Overeenkomst gewijzigd",
    "agreement.step": "Stap bij de overeenkomst gezet",
    "agreement.reviewed": "Overeenkomst beoordeeld",
    "agreement.notice_decided": "Besloten over opzeggen",
    "agreement_document.added": "Document bij de overeenkomst toegevoegd",
    "agreement_document.removed": "Document bij de overeenkomst verwijderd",
    "agreement_document.exported": "Document van de overeenkomst bewaard buiten de kluis",
    "sub_processor_change.announced": "Wijziging van subverwerkers vastgelegd",
    "sub_processor_change.decided": "Besluit over een wijziging van subverwerkers vastgelegd",
    "sub_processor_change.corrected": "Aankondiging van een wijziging van subverwerkers verbeterd",
    "sub_processor_change.removed": "Aankondiging van een wijziging van subverwerkers weggehaald",
    "guide_note.added": "Aantekening bij de leeswijzer gemaakt",
    "guide_note.changed": "Aantekening bij de leeswijzer gewijzigd",
    "guide_note.removed": "Aantekening bij de leeswijzer verwijderd",
    "guide.marked": "Leesstatus in de leeswijzer gewijzigd",
    "guide_file.added": "Leeswijzer toegevoegd of vervangen",
    "guide_file.removed": "Toegevoegde leeswijzer verwijderd",
}

_ENTITIES = {
    "vault": "kluis",
    "institution": "bestuur",
    "school": "school",
    "site": "vestiging",
    "group": "groep",
    "setting": "instelling",
    "import": "import",
    "person": "betrokkene",
    "relation": "relatie",
    "record": "gegeven van Leskracht",
    "request": "verzoek",
    "export": "uitvoer",
    "supplier": "leverancier",
    "agreement": "overeenkomst",
    "document": "document",
    "guide": "leeswijzer",
}


def audit_label(kind: str) -> str:
    """Return what an event of this kind says; a kind of a newer program is called so."""
    return _KINDS.get(kind, "Gebeurtenis uit een nieuwere versie van het programma")


def audit_entity_label(entity: str) -> str:
    """Return the Dutch word for what an event is about, empty when it is unknown."""
    return _ENTITIES.get(entity, "")
