"""Dutch words and sentences for the codes that errors carry."""

from __future__ import annotations

NOUNS = {
    "person": "geen betrokkene",
    "request": "geen verzoek",
    "group": "geen groep",
    "school": "geen school",
    "site": "geen vestiging",
    "relation": "geen relatie",
    "import": "geen import",
    "record": "geen gegeven",
    "section": "geen onderdeel",
    "category": "geen categorie",
}

PLURAL_NOUNS = {
    "person": "betrokkenen",
    "request": "verzoeken",
    "group": "groepen",
    "school": "scholen",
    "site": "vestigingen",
}

FIELDS = {
    "address": "Adres",
    "birth_on": "Geboortedatum",
    "brin": "BRIN-nummer",
    "call_name": "Roepnaam",
    "channel": "Ontvangen via",
    "city": "Plaats",
    "contact_email": "E-mailadres",
    "contact_name": "Contactpersoon privacy",
    "contact_phone": "Telefoonnummer",
    "country": "Land",
    "description": "Omschrijving",
    "email": "E-mailadres",
    "enrolled_on": "Ingeschreven op",
    "extension_reason": "Reden van verlenging",
    "given_names": "Voornamen",
    "identity_method": "Manier van controleren",
    "initials": "Voorletters",
    "institution_name": "Naam van het bestuur",
    "kind": "Soort",
    "left_on": "Uitgeschreven op",
    "method": "Manier van controleren",
    "name": "Naam",
    "note": "Notitie",
    "officer_email": "E-mailadres van de FG",
    "officer_name": "Functionaris gegevensbescherming",
    "passphrase": "Wachtwoordzin",
    "person_id": "Betrokkene",
    "phone": "Telefoonnummer",
    "postcode": "Postcode",
    "prefix": "Tussenvoegsel",
    "reason": "Reden",
    "received_on": "Ontvangen op",
    "requester_address": "Adres van de verzoeker",
    "requester_name": "Verzoeker",
    "school_name": "Naam van de school",
    "surname": "Achternaam",
    "text": "Notitie",
    "username": "Gebruikersnaam",
    "year_group": "Leerjaar",
}


def field_label(field: str) -> str:
    """Return the Dutch label of a field, or the field's own name when it has none."""
    return FIELDS.get(field, field)


_LOOK_AT_REQUEST = "Kijk bij het verzoek welke stap nu aan de beurt is."

REASONS = {
    "already_closed": ("Dit verzoek is al afgehandeld.", "Leg zo nodig een nieuw verzoek vast."),
    "already_withdrawn": ("Dit verzoek is ingetrokken.", "Leg zo nodig een nieuw verzoek vast."),
    "already_extended": ("Dit verzoek is al verlengd. De wet staat één verlenging toe.", _LOOK_AT_REQUEST),
    "already_answered": ("Dit verzoek is al beantwoord.", _LOOK_AT_REQUEST),
    "extension_too_late": (
        "Verlengen kan alleen binnen de eerste maand na ontvangst; die is voorbij.",
        "Beantwoord het verzoek zo snel mogelijk.",
    ),
    "identity_not_checked": ("De identiteit is nog niet vastgelegd.", "Kies eerst ‘Identiteit vastleggen…’."),
    "wrong_step": ("Deze stap past niet bij waar het verzoek nu staat.", _LOOK_AT_REQUEST),
}

FILE_REASONS = {
    "unknown_kind": "Het is geen bestand dat het programma kent (EDEXML, CSV, Excel of een Leskracht-gegevenspakket).",
    "empty": "Het bestand is leeg.",
    "too_large": "Het bestand is groter dan veilig te lezen is.",
}

VAULT_PARTS = {
    "folder": "de map",
    "database": "de database",
    "keys": "het sleutelbestand",
    "audit": "het logboek",
    "backup": "de back-up",
}

KEYCHAIN_REASONS = {
    "missing": "Op deze computer is geen sleutelbos beschikbaar.",
    "locked": "De sleutelbos van deze computer is vergrendeld.",
    "refused": "De sleutelbos van deze computer gaf geen toestemming.",
    "reset": "De sleutelbos van deze computer heeft geen sleutel meer die op deze kluis past.",
}

DAMAGES = {
    "edited": "is achteraf veranderd",
    "removed": "ontbreekt",
    "inserted": "is er achteraf tussen gezet",
    "reordered": "staat niet meer op de goede plaats",
    "truncated": "is de laatste; daarna zijn regels weggehaald",
    "anchor": "sluit niet aan op het controlegetal buiten de database",
}
