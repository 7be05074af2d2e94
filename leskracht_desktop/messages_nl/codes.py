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
    "holiday": "geen vrije dag",
    "institution": "geen bestuur",
    "setting": "geen instelling",
    "way_in": "geen toegang",
    "record": "geen gegeven",
    "section": "geen onderdeel",
    "category": "geen categorie",
    "supplier": "geen leverancier",
    "agreement": "geen overeenkomst",
    "agreement_version": "geen versie van de overeenkomst",
    "sub_processor_change": "geen wijziging van subverwerkers",
    "document": "geen document",
    "guide": "geen leeswijzer",
    "article": "geen artikel",
    "note": "geen aantekening",
}

PLURAL_NOUNS = {
    "person": "betrokkenen",
    "request": "verzoeken",
    "group": "groepen",
    "school": "scholen",
    "site": "vestigingen",
    "agreement": "overeenkomsten",
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
    "actor_name": "Uw naam in het logboek",
    "adult_id": "Ouder of verzorger",
    "authority": "Namens wie",
    "automatic_backups": "Aantal back-ups",
    "checked_by": "Gecontroleerd door",
    "checked_on": "Gecontroleerd op",
    "code": "Vestigingscode",
    "custody_since": "Gezag sinds",
    "gender": "Geslacht",
    "group_ids": "Groepen",
    "idle_minutes": "Minuten zonder gebruik",
    "logo": "Logo",
    "number": "Nummer",
    "number_kind": "Soort nummer",
    "on": "Datum",
    "pupil_id": "Leerling",
    "recovery_code": "Herstelcode",
    "passphrase_again": "Wachtwoordzin herhalen",
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
    "agreed_by": "Afgesproken door",
    "agreed_on": "Afgesproken op",
    "announced_on": "Aangekondigd op",
    "article": "Artikel",
    "contract_name": "Onderliggende overeenkomst",
    "decided_on": "Besloten op",
    "dvo_reference": "Kenmerk in de Dienst Verwerkersovereenkomsten",
    "early_days": "Dagen vooraf aankondigen",
    "near_days": "Dagen vooraf dringend",
    "effective_on": "Gaat in op",
    "function": "Functie",
    "incident_email": "E-mailadres voor datalekken",
    "incident_name": "Contact voor datalekken",
    "incident_phone": "Telefoonnummer voor datalekken",
    "kvk": "KvK-nummer",
    "label": "Categorie",
    "model_version": "Versie van het model",
    "notice_on": "Opzeggen kan tot en met",
    "objection_until": "Bezwaar maken kan tot en met",
    "remarks": "Opmerkingen",
    "representative": "Vertegenwoordiger",
    "review_months": "Maanden tussen twee beoordelingen",
    "reviewed_on": "Beoordeeld op",
    "reviewer": "Beoordeeld door",
    "school_signer": "Getekend namens de school",
    "signed_on": "Getekend op",
    "source": "Bron",
    "supplier_id": "Leverancier",
    "supplier_signer": "Getekend namens de leverancier",
    "title": "Titel",
    "valid_from": "Geldig vanaf",
    "valid_until": "Geldig tot en met",
    "value": "Aantal",
    "unit": "Eenheid",
    "periods": "Termijnen",
    "version": "Versie van de bijsluiter",
    "purposes": "Doelen",
    "categories": "Soorten gegevens",
    "others": "Andere soorten gegevens",
    "countries": "Landen van opslag",
    "sub_processors": "Subverwerkers",
    "what": "Wat wijkt af",
    "why": "Waarom",
    "letter_text": "Eigen tekst",
}


def field_label(field: str) -> str:
    """Return the Dutch label of a field, or its own name when it has none; `products.0.name` is a field in a list."""
    return FIELDS.get(field) or FIELDS.get(field.rpartition(".")[2], field)


_LOOK_AT_REQUEST = "Kijk bij het verzoek welke stap nu aan de beurt is."
_LOOK_AT_AGREEMENT = "Kijk bij de overeenkomst welke stap nu aan de beurt is."

REASONS = {
    "already_closed": ("Dit verzoek is al afgehandeld.", "Leg zo nodig een nieuw verzoek vast."),
    "already_withdrawn": ("Dit verzoek is ingetrokken.", "Leg zo nodig een nieuw verzoek vast."),
    "already_extended": ("Dit verzoek is al verlengd. De wet staat één verlenging toe.", _LOOK_AT_REQUEST),
    "already_answered": ("Dit verzoek is al beantwoord.", _LOOK_AT_REQUEST),
    "not_answered": ("Dit verzoek is nog niet beantwoord.", "Beantwoord het verzoek en handel het daarna af."),
    "extension_too_late": (
        "Verlengen kan alleen binnen de eerste maand na ontvangst; die is voorbij.",
        "Beantwoord het verzoek zo snel mogelijk.",
    ),
    "identity_not_checked": ("De identiteit is nog niet vastgelegd.", "Kies eerst ‘Identiteit vastleggen…’."),
    "identity_known": ("Bij dit verzoek staat al wie het doet.", "U hoeft daar niet meer om te vragen."),
    "not_extended": ("De termijn van dit verzoek is niet verlengd.", "Kies eerst ‘Verlengen…’ en schrijf op waarom."),
    "identity_recorded_already": (
        "Bij dit verzoek staat al hoe de identiteit is gecontroleerd. Er is niets veranderd.",
        "Was dat niet goed? Geef de opdracht nog een keer, met --correct.",
    ),
    "vault_place_unclear": (
        "Dit is geen volledige map.",
        "Kies de map met ‘Andere map…’, of typ haar helemaal uit.",
    ),
    "vault_within_vault": ("Deze map ligt in een andere kluis.", "Kies een map daarbuiten."),
    "backup_without_portable_way": (
        "Deze kluis gaat alleen open met de sleutelhanger van deze computer. Een back-up zou nergens anders opengaan.",
        "Stel eerst een wachtwoordzin of een herstelcode in.",
    ),
    "migration_needs_writing": (
        "De kluis moet worden bijgewerkt naar de nieuwe versie. Dat kan niet als u alleen wilt lezen.",
        "Open de kluis gewoon, niet alleen om te lezen.",
    ),
    "passphrases_differ": ("De twee wachtwoordzinnen zijn niet gelijk.", "Typ ze opnieuw."),
    "no_passphrase_given": (
        "Er is geen wachtwoordzin opgegeven.",
        "Geef een bestand op met --passphrase-file, of typ de wachtwoordzin als erom wordt gevraagd.",
    ),
    "no_vault_named": ("Het is niet duidelijk welke kluis u bedoelt.", "Noem de map van de kluis met --vault."),
    "one_agreement_needed": (
        "Een verslag gaat over één overeenkomst.",
        "Geef het nummer van de overeenkomst op; agreement list toont de nummers.",
    ),
    "agreement_not_draft": ("Deze overeenkomst is geen concept meer.", _LOOK_AT_AGREEMENT),
    "agreement_not_offered": ("Deze overeenkomst ligt nog niet klaar om te tekenen.", _LOOK_AT_AGREEMENT),
    "agreement_not_in_force": (
        "Deze overeenkomst geldt niet: zij is nog niet getekend, of al opgezegd of beëindigd.",
        _LOOK_AT_AGREEMENT,
    ),
    "agreement_not_ended": (
        "Deze overeenkomst is niet beëindigd, of de vernietiging is al bevestigd.",
        _LOOK_AT_AGREEMENT,
    ),
    "agreement_nothing_to_correct": ("Er is nog geen stap gezet die terug kan.", _LOOK_AT_AGREEMENT),
    "agreement_over": (
        "Deze overeenkomst is beëindigd. U kunt haar nog verbeteren, maar er komt geen nieuwe versie meer.",
        "Leg een nieuwe overeenkomst vast, of kies voor een verbetering.",
    ),
    "no_notice_day": (
        "Bij deze overeenkomst is er geen dag om op te zeggen: zij is niet getekend, of de dag is niet ingevuld.",
        _LOOK_AT_AGREEMENT,
    ),
    "document_there_already": (
        "Dit document staat al bij deze overeenkomst.",
        "Open het document dat er al staat.",
    ),
    "mask_found_nothing": (
        "De naam die u onleesbaar wilt maken, komt niet voor in dit dossier. Er is niets geschreven.",
        "Controleer hoe de naam is geschreven, of maak het dossier zonder.",
    ),
    "dossier_of_one_thing": (
        "Een dossier gaat over één betrokkene, één verzoek of één groep.",
        "Noem een nummer, of --request, of --group.",
    ),
}

VAULT_PARTS = {
    "folder": "de map",
    "database": "de database",
    "keys": "het sleutelbestand",
    "audit": "het logboek",
    "backup": "de back-up",
    "document": "een document",
}

KEYCHAIN_REASONS = {
    "missing": "Op deze computer is geen sleutelhanger beschikbaar.",
    "locked": "De sleutelhanger van deze computer is vergrendeld.",
    "refused": "De sleutelhanger van deze computer gaf geen toestemming.",
    "reset": "De sleutelhanger van deze computer heeft geen sleutel meer die op deze kluis past.",
}

DAMAGES = {
    "edited": "is achteraf veranderd",
    "removed": "ontbreekt",
    "inserted": "is er achteraf tussen gezet",
    "reordered": "staat niet meer op de goede plaats",
    "truncated": "ontbreekt, en alles wat daarna kwam",
    "anchor": "sluit niet aan op het controlegetal buiten de database",
    "discontinuity": (
        "meldt dat het logboek eerder is onderbroken: er waren regels verdwenen of vervangen, of het controlegetal "
        "buiten de database was weg of vervalst"
    ),
}
