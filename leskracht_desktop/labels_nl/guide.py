"""Dutch words for the guide to the agreements: certainty, terms, changes, references, headings of the statement."""

from __future__ import annotations

from enum import StrEnum

from leskracht_desktop.domain.comparing import ChangeKind, EntryPart
from leskracht_desktop.domain.comparing_own import OwnKind
from leskracht_desktop.domain.guide import AvgReference, ModelStatus, TermCode, TermKind
from leskracht_desktop.domain.guide_marks import MarkKind
from leskracht_desktop.domain.inventory import Certainty
from leskracht_desktop.domain.readable import Origin
from leskracht_desktop.domain.words import WordKind

GUIDE_LABELS: dict[type[StrEnum], dict[str, str]] = {
    Certainty: {"checked": "nagekeken", "to_be_checked": "nog na te kijken"},
    ModelStatus: {"expired": "vervallen", "valid": "geldig", "expected": "verwacht"},
    TermKind: {"fixed_by_law": "staat in de wet", "filled_in_by_parties": "spreken partijen af"},
    TermCode: {
        "breach_to_school": "Datalek melden aan de school",
        "breach_to_authority": "Datalek melden aan de Autoriteit Persoonsgegevens",
        "breach_to_people": "Datalek vertellen aan de mensen zelf",
        "request_reply": "Antwoord op een verzoek",
        "request_extension": "Uitstel bij een verzoek",
        "request_forwarding": "Verzoek doorsturen aan de school",
        "assistance": "Hulp van de leverancier",
        "sub_processor_notice": "Nieuwe subverwerker aankondigen",
        "sub_processor_objection": "Bezwaar tegen een subverwerker",
        "transfer_notice": "Doorgifte aankondigen",
        "change_notice": "Verandering aankondigen",
        "audit_notice": "Controle aankondigen",
        "audit_costs": "Kosten van een controle",
        "secrecy_after_end": "Geheimhouding na het einde",
        "retention": "Bewaren tijdens de overeenkomst",
        "return_at_end": "Gegevens ophalen na het einde",
        "destruction_at_end": "Vernietigen na het einde",
        "destruction_confirmation": "Vernietiging bevestigen",
        "backup_destruction": "Reservekopieën wissen",
        "liability": "Aansprakelijkheid",
        "duration": "Looptijd",
        "notice_period": "Opzegtermijn",
    },
    ChangeKind: {
        "added": "toegevoegd",
        "removed": "vervallen",
        "moved": "verplaatst",
        "changed": "gewijzigd",
        "same": "gelijk",
    },
    OwnKind: {"deviates": "afwijking", "filled_in": "ingevuld", "same": "niets apart afgesproken"},
    MarkKind: {
        "certainty": "hoe zeker het is",
        "source": "de bron",
        "fixed_by": "wie het bepaalt",
        "law": "waar het op rust",
        "functions": "wat er in dit programma bij hoort",
        "related": "de verwijzingen",
        "annexes": "de bijlagen",
        "day": "de datum",
    },
    Origin: {"document": "uit de verklaring", "ours": "onze invulling"},
    WordKind: {"same": "gelijk", "added": "toegevoegd", "removed": "vervallen"},
    EntryPart: {
        "title": "Titel",
        "summary": "Waar het over gaat",
        "school_duties": "Wat de school doet",
        "supplier_duties": "Wat de leverancier doet",
        "terms": "Termijnen",
        "questions": "Vragen om te stellen",
        "sections": "Onderdelen",
    },
}

SHORT_TERM_LABELS = {
    TermCode.BREACH_TO_SCHOOL: "Datalek aan de school",
    TermCode.BREACH_TO_AUTHORITY: "Datalek aan de AP",
    TermCode.SUB_PROCESSOR_NOTICE: "Nieuwe subverwerker",
    TermCode.SUB_PROCESSOR_OBJECTION: "Bezwaar subverwerker",
    TermCode.ASSISTANCE: "Hulp van leverancier",
    TermCode.AUDIT_NOTICE: "Controle aankondigen",
    TermCode.AUDIT_COSTS: "Kosten van controle",
    TermCode.RETENTION: "Bewaren",
    TermCode.RETURN_AT_END: "Gegevens terug",
    TermCode.DESTRUCTION_AT_END: "Vernietigen",
    TermCode.DESTRUCTION_CONFIRMATION: "Bewijs van vernietigen",
    TermCode.LIABILITY: "Aansprakelijkheid",
    TermCode.NOTICE_PERIOD: "Opzegtermijn",
}
"""The terms of the key card, short enough for one line of it on paper."""

GUIDE_NOTICE = "Samenvatting, niet de overeenkomst zelf."
"""The notice that stands beside a guide even when the file with the full text of it can't be read."""

STATEMENT_TITLE = "Privacyverklaring van Leskracht"

STATEMENT_HEADINGS = {
    "about": "Waar de verklaring over gaat",
    "processor": "Wat Leskracht voor de school doet",
    "own_controller": "Waar Leskracht zelf over beslist",
    "storage": "Waar de gegevens staan",
    "recipients": "Wie gegevens krijgt",
    "rights": "Uw rechten",
    "terms": "Termijnen",
    "consents": "Toestemming volgens de verklaring",
    "security": "Beveiliging",
    "breach": "Als het misgaat",
    "changes": "Als de verklaring verandert",
    "questions": "Vragen om te stellen",
}

STATEMENT_FACTS = {
    "supplier": "Leverancier",
    "contact": "Contact",
    "version": "Versie",
    "agreement": "Genoemde modelovereenkomst",
    "officer": "Functionaris voor gegevensbescherming",
    "supervisor": "Klacht bij de Autoriteit Persoonsgegevens",
    "fields": "Welke gegevens",
    "storage": "Landen waar de servers staan",
    "access": "Landen van waaruit medewerkers erbij kunnen",
    "opt_out": "Afmelden voor berichten",
    "retention": "Hoe lang",
    "outside": "Buiten Europa",
}

NOT_NAMED = "Niet genoemd."
NAMED = "Staat in de verklaring."


def reference_label(reference: AvgReference) -> str:
    """Return a place in the AVG in words: `AVG artikel 28 lid 3 onder e`."""
    text = f"AVG artikel {reference.number}"
    if reference.paragraph is not None:
        text += f" lid {reference.paragraph}"
    return text if reference.letter is None else f"{text} onder {reference.letter}"


def working_days_label(days: int) -> str:
    """Return a term in working days as a sentence."""
    return f"Dat kan tot {days} werkdagen duren."
