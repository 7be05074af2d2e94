"""The Dutch sentence under a form field: what is wrong and what is right, by field and problem code."""

from __future__ import annotations

from leskracht_desktop.messages_nl.codes import field_label

PROBLEMS = {
    "required": "Vul ‘{label}’ in.",
    "too_long": "‘{label}’ is te lang. Maak de tekst korter.",
    "unknown": "Kies bij ‘{label}’ een van de mogelijkheden.",
    "duplicate": "‘{label}’ bestaat al. Kies een andere.",
    "out_of_range": "Dit getal is te klein of te groot.",
    "not_a_number": "Typ hier een getal in cijfers, bijvoorbeeld 24.",
    "control_character": "Er staan onzichtbare tekens in. Typ de tekst opnieuw.",
    "direction_character": "Er staan tekens in die de leesrichting omkeren. Typ de tekst opnieuw.",
    "national_number": "Hier staat een nummer dat een burgerservicenummer (BSN) kan zijn. Haal het weg.",
    "document_number": "Hier staat het nummer van een identiteitsbewijs. Dat mag u niet bewaren.",
    # Identifiers and addresses
    "brin_format": "Een BRIN-nummer is twee cijfers en twee letters, bijvoorbeeld 99ZZ.",
    "site_code_format": "Een vestigingscode is het BRIN-nummer met twee cijfers erachter, bijvoorbeeld 99ZZ01.",
    "other_brin": "Een vestigingscode begint met het BRIN-nummer van de school.",
    "institution_number_format": "Een bestuursnummer is vijf cijfers, bijvoorbeeld 41234.",
    "rio_format": "Een RIO-nummer is drie cijfers, een letter en drie cijfers, bijvoorbeeld 123B456.",
    "rio_kind": "Dit RIO-nummer hoort niet bij een bestuur. Dat heeft een B in het midden, bijvoorbeeld 123B456.",
    "kvk_format": "Een KvK-nummer is acht cijfers, bijvoorbeeld 01234567.",
    "oin_format": "Een OIN is twintig cijfers.",
    "eck_id_format": "Een ECK iD begint met https:// en eindigt op 128 tekens.",
    "local_key_missing": "Vul het leerlingnummer in.",
    "local_key_format": "Dit leerlingnummer is te lang of bevat vreemde tekens.",
    "postcode_format": "Een postcode is vier cijfers en twee letters, bijvoorbeeld 1234 AB.",
    "email_format": "Dit is geen e-mailadres. Een goed adres ziet eruit als naam@school.nl.",
    "school_year_format": "Een schooljaar schrijft u als 2026-2027.",
    # Dates
    "not_a_date": "Dit is geen datum. Typ bijvoorbeeld 3-3-2026.",
    "date_out_of_range": "Het programma rekent niet met dit jaar. Controleer het jaartal.",
    "in_future": "Deze datum ligt in de toekomst. Kies vandaag of een eerdere dag.",
    "too_old": "Deze datum ligt te ver in het verleden. Controleer het jaartal.",
    "before_birth": "Deze datum ligt vóór de geboortedatum.",
    "before_enrolment": "De uitschrijving ligt vóór de inschrijving.",
    "before_receipt": "Deze datum ligt vóór de dag waarop het verzoek binnenkwam.",
    # People and relations
    "same_person": "Iemand kan geen ouder van zichzelf zijn. Kies een ander.",
    "not_an_adult": "Kies hier een ouder, verzorger of medewerker, geen leerling.",
    "not_a_pupil": "Kies hier een leerling.",
    "other_people": "Een relatie hoort bij dezelfde twee mensen. Maak voor anderen een nieuwe relatie.",
    "custody_unknown": "Kies eerst of er gezag is; zonder dat heeft een datum geen betekenis.",
    "has_relations": "Deze betrokkene heeft relaties die niet passen bij een andere soort. Verwijder die eerst.",
    "other_school": "Deze groep hoort bij een andere school.",
    "self_is_other": "U koos ‘voor zichzelf’, maar de verzoeker heet anders dan de betrokkene.",
    # Agreements
    "country_format": "Schrijf de naam van een land, of de code met twee letters, zoals NL.",
    "model_version_format": "Een versie van het model schrijft u als 4.0 of 2016.",
    "period_incomplete": "Een termijn heeft een aantal én een eenheid, bijvoorbeeld 24 uur.",
    "before_start": "De overeenkomst eindigt vóór de dag waarop zij begint.",
    "before_signing": "De overeenkomst eindigt vóór de dag waarop zij is getekend.",
    "before_agreement": "Deze datum ligt vóór het begin van de overeenkomst.",
    "after_later_step": "Deze datum ligt na een stap die later kwam, zoals opzeggen of beëindigen.",
    "needs_new_version": "Een ander model is een nieuwe afspraak. Kies bij ‘Soort wijziging’ voor een nieuwe versie.",
    "unknown_article": "Dit model heeft geen artikel met dit nummer.",
    "fixed_by_law": "Deze termijn staat in de wet. Een overeenkomst kan haar niet veranderen.",
    "after_end": "Deze datum ligt na het einde van de overeenkomst.",
    "before_earlier_step": "Deze datum ligt vóór een stap die al is gezet.",
    "before_announcement": "Deze datum ligt vóór de aankondiging.",
    "other_supplier": "Een overeenkomst blijft bij dezelfde leverancier. Leg voor een ander een nieuwe vast.",
    # Files and secrets
    "too_large": "Het bestand is te groot. Neem een plaatje van ten hoogste 2 MB.",
    "not_an_image": "Dit is geen plaatje dat het programma kent. Neem een PNG- of JPEG-bestand.",
    "mistyped": "Deze herstelcode is niet goed overgetypt. Kijk nog eens op het papier.",
    "too_short": "De wachtwoordzin is te kort. Neem ten minste twaalf tekens, bijvoorbeeld vier woorden.",
    "not_equal": "De twee wachtwoordzinnen zijn niet gelijk. Typ dezelfde zin nog een keer.",
}

SPECIAL = {
    ("surname", "required"): "Vul een achternaam in. Heeft iemand maar één naam? Zet die hier.",
    ("person_id", "required"): "Kies over wie het verzoek gaat.",
    ("person_id", "ambiguous"): "Meer dan één persoon heet zo. Kies uit de lijst, of typ het nummer (P-…).",
    ("received_on", "required"): "Vul in op welke dag het verzoek binnenkwam, bijvoorbeeld 3-3-2026.",
}


def problem_text(field: str, code: str) -> str:
    """Return the sentence for one problem of one field."""
    text = SPECIAL.get((field, code)) or PROBLEMS.get(code, "‘{label}’ klopt nog niet.")
    return text.format(label=field_label(field))
