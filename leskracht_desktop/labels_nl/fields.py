"""Dutch labels of the values the school itself keeps about people, by the names the program stores them under."""

from __future__ import annotations

_FIELDS = {
    "kind": "Soort",
    "status": "Status",
    "school": "School",
    "school_id": "School",
    "site": "Vestiging",
    "site_id": "Vestiging",
    "key": "Nummer op school",
    "local_key": "Nummer op school",
    "person_key": "Nummer in dit programma",
    "eck_id": "ECK iD (schuilnummer voor leermiddelen)",
    "given_names": "Voornamen",
    "call_name": "Roepnaam",
    "initials": "Voorletters",
    "prefix": "Voorvoegsel",
    "surname": "Achternaam",
    "birth_on": "Geboortedatum",
    "born_on": "Geboortedatum",
    "gender": "Geslacht",
    "year_group": "Leerjaar",
    "enrolled_on": "Op school sinds",
    "left_on": "Van school sinds",
    "start_year_3": "Begonnen in groep 3",
    "year_group_3_started_on": "Begonnen in groep 3",
    "roles": "Taak op school",
    "role": "Taak op school",
    "group": "Groep",
    "groups": "Groepen",
    "mixed_groups": "Andere groepen",
    "username": "Gebruikersnaam",
    "user_name": "Gebruikersnaam",
    "email": "E-mailadres",
    "phone": "Telefoonnummer",
    "address": "Adres",
    "postcode": "Postcode",
    "city": "Plaats",
    "country": "Land",
    "note": "Aantekening",
    "origin": "Herkomst",
    "source_file": "Uit bestand",
    "imported_at": "Overgenomen op",
    "created_at": "In dit programma sinds",
    "changed_at": "Laatst gewijzigd",
    "missing_since": "Niet meer in de lijst sinds",
    "relation": "Relatie",
    "related_person": "Met wie",
    "custody": "Gezag",
    "custody_since": "Gezag sinds",
    "custody_since_on": "Gezag sinds",
    "adult_id": "Ouder of verzorger",
    "pupil_id": "Leerling",
    "values": "Gegevens van Leskracht",
    "attachment": "Bijlage",
    "reason": "Reden van de wijziging",
}

_ENTITIES = {
    "person": "betrokkene",
    "relation": "relatie",
    "record": "gegeven van Leskracht",
    "membership": "groep",
}


def field_label(name: str) -> str:
    """Return the Dutch label of a stored value, `Overig gegeven` for one this program does not know."""
    return _FIELDS.get(name, "Overig gegeven")


def entity_label(entity: str) -> str:
    """Return the Dutch word for what a change in the history was about."""
    return _ENTITIES.get(entity, "gegeven")
