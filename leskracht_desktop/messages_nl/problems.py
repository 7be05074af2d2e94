"""The Dutch sentence under a form field: what is wrong and what is right, by field and problem code."""

from __future__ import annotations

from leskracht_desktop.messages_nl.codes import field_label

PROBLEMS = {
    "required": "Vul ‘{label}’ in.",
    "too_long": "‘{label}’ is te lang. Maak de tekst korter.",
    "not_an_email": "Dit is geen e-mailadres. Een goed adres ziet eruit als naam@school.nl.",
    "not_a_brin": "Een BRIN-nummer is twee cijfers en twee letters, bijvoorbeeld 99ZZ.",
    "not_a_postcode": "Een postcode is vier cijfers en twee letters, bijvoorbeeld 1234 AB.",
    "not_a_phone": "Dit is geen telefoonnummer. Gebruik cijfers, spaties en eventueel een plus vooraan.",
    "not_a_date": "Dit is geen datum. Typ bijvoorbeeld 3-3-2026.",
    "in_future": "Deze datum ligt in de toekomst. Kies vandaag of een eerdere dag.",
    "too_old": "Deze datum ligt te ver in het verleden. Controleer het jaartal.",
    "before_birth": "Deze datum ligt vóór de geboortedatum.",
    "before_enrolment": "De uitschrijving ligt vóór de inschrijving.",
    "national_number": "Hier staat een nummer dat een burgerservicenummer (BSN) kan zijn. Haal het weg.",
    "not_equal": "De twee wachtwoordzinnen zijn niet gelijk.",
    "too_short": "De wachtwoordzin is te kort. Neem ten minste twaalf tekens, bijvoorbeeld vier woorden.",
    "control_characters": "In ‘{label}’ staan onzichtbare tekens. Typ de tekst opnieuw.",
    "unknown": "Kies bij ‘{label}’ een van de mogelijkheden.",
    "duplicate": "‘{label}’ bestaat al. Kies een andere.",
}

SPECIAL = {
    ("surname", "required"): "Vul een achternaam in. Heeft iemand maar één naam? Zet die hier.",
    ("person_id", "required"): "Kies over wie het verzoek gaat.",
    ("received_on", "required"): "Vul in op welke dag het verzoek binnenkwam, bijvoorbeeld 3-3-2026.",
}


def problem_text(field: str, code: str) -> str:
    """Return the sentence for one problem of one field."""
    text = SPECIAL.get((field, code)) or PROBLEMS.get(code, "‘{label}’ klopt nog niet.")
    return text.format(label=field_label(field))
