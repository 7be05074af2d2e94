"""Why a file was not taken in, in Dutch: one sentence per reason, and what helps."""

from __future__ import annotations

_UNSAFE = "Zulke bestanden kunnen een computer vast laten lopen, dus het programma leest ze niet."
_AGAIN = "Maak het bestand opnieuw in het systeem waar het vandaan komt en probeer het nog eens."
_ASK_SENDER = "Vraag Leskracht om het gegevenspakket opnieuw te sturen."
_OTHER_COPY = "Vraag om een ander exemplaar, het liefst een PDF, en probeer het opnieuw."
_CHOOSE = "Kies dit in het venster Importeren en probeer het opnieuw."

FILE_REASONS: dict[str, tuple[str, str]] = {
    "unknown_kind": (
        "Het programma herkent dit bestand niet.",
        "Kies een EDEXML-bestand, een lijst (CSV of Excel) of een gegevenspakket van Leskracht.",
    ),
    "empty": ("Het bestand is leeg.", _AGAIN),
    "not_a_file": ("Dit is geen gewoon bestand.", "Kies het bestand zelf, niet de map waarin het staat."),
    "too_large": ("Het bestand is te groot om veilig te lezen.", _AGAIN),
    "old_excel": (
        "Dit is een oud Excel-bestand (.xls).",
        "Open het in Excel, kies ‘Opslaan als’ en bewaar het als .xlsx.",
    ),
    "not_excel": (
        "Dit bestand heet .xlsx, maar het is geen Excel-bestand.",
        "Open het in Excel en bewaar het opnieuw. Is het een CSV-bestand, geef de naam dan het eind .csv.",
    ),
    "other_xml": ("Dit is een XML-bestand, maar geen EDEXML.", "Kies in het leerlingsysteem voor een EDEXML-bestand."),
    "changed_since_preview": (
        "Het bestand is veranderd nadat u het voorbeeld bekeek.",
        "Bekijk het voorbeeld opnieuw en importeer daarna.",
    ),
    "invalid_text": ("Er staan tekens in die geen tekst zijn.", _AGAIN),
    "encoding_unknown": (
        "Het is niet duidelijk met welke tekens het bestand is bewaard.",
        "Bewaar de lijst als CSV (UTF-8) en probeer het opnieuw.",
    ),
    "control_characters": ("Er staan onzichtbare stuurtekens in.", _AGAIN),
    "formula": ("Er staat een formule in waar een gewone tekst hoort.", "Vervang de formule door gewone tekst."),
    "not_well_formed": ("Het bestand is niet compleet of beschadigd.", _AGAIN),
    "has_doctype": (f"Er staat een documenttype in. {_UNSAFE}", _AGAIN),
    "too_deep": (f"De gegevens zijn te diep in elkaar gezet. {_UNSAFE}", _AGAIN),
    "record_too_large": (f"Eén gegeven in het bestand is veel te groot. {_UNSAFE}", _AGAIN),
    "wrong_structure": ("De opbouw van het bestand klopt niet.", _AGAIN),
    "edexml_version": (
        "Volgens ‘xsdversie’ is het een nieuwere versie van EDEXML dan dit programma kent.",
        "Kies in het leerlingsysteem EDEXML 2.1, of installeer de nieuwste versie van Leskracht Privacybeheer.",
    ),
    "school_year_wrong": ("Het schooljaar in het bestand klopt niet.", _AGAIN),
    "no_people": ("Er staan geen mensen in het bestand.", _AGAIN),
    "keys_are_national_numbers": (
        "De leerlingen zijn genummerd met hun burgerservicenummer (BSN). Dat mag hier niet worden bewaard.",
        "Maak het bestand opnieuw met een eigen leerlingnummer.",
    ),
    "no_columns": ("Er zijn geen kolommen met een naam gevonden.", "Zet de namen van de kolommen in de eerste regel."),
    "too_many_rows": ("De lijst heeft te veel regels.", "Verdeel de lijst over meer bestanden."),
    "too_many_columns": ("De lijst heeft te veel kolommen.", "Haal kolommen weg die u niet nodig hebt."),
    "open_quote": ("Er staat een aanhalingsteken dat nergens sluit.", "Sluit het aanhalingsteken of haal het weg."),
    "mapping_needed": ("Het is nog niet bekend wat er in de kolommen staat.", _CHOOSE),
    "person_kind_needed": ("Het is nog niet bekend of dit leerlingen, ouders of medewerkers zijn.", _CHOOSE),
    "archive_damaged": ("Het ZIP-bestand is beschadigd.", _ASK_SENDER),
    "archive_encrypted": ("Het ZIP-bestand heeft een wachtwoord.", "Pak het eerst uit met het wachtwoord."),
    "archive_method": ("Het ZIP-bestand is ingepakt op een manier die het programma niet kent.", _ASK_SENDER),
    "archive_bomb": (f"Uitgepakt wordt het bestand onmogelijk groot. {_UNSAFE}", _ASK_SENDER),
    "archive_too_many": (f"Er zitten te veel bestanden in. {_UNSAFE}", _ASK_SENDER),
    "archive_too_large": (f"Uitgepakt is het bestand te groot. {_UNSAFE}", _ASK_SENDER),
    "archive_name": (f"Een bestand erin wil buiten zijn eigen map terechtkomen. {_UNSAFE}", _ASK_SENDER),
    "archive_duplicate": ("Er zit twee keer een bestand met dezelfde naam in.", _ASK_SENDER),
    "archive_link": (f"Er zit een verwijzing naar een ander bestand in. {_UNSAFE}", _ASK_SENDER),
    "archive_overlap": (f"Onderdelen van het ZIP-bestand liggen over elkaar heen. {_UNSAFE}", _ASK_SENDER),
    "json_damaged": ("Een onderdeel van het pakket is niet te lezen.", _ASK_SENDER),
    "json_too_deep": (f"De gegevens zijn te diep in elkaar gezet. {_UNSAFE}", _ASK_SENDER),
    "json_not_a_number": ("Er staat een getal in dat geen getal is.", _ASK_SENDER),
    "json_number_too_large": ("Er staat een onmogelijk groot getal in.", _ASK_SENDER),
    "json_duplicate_key": (
        "Een gegeven staat er twee keer in, en het is niet duidelijk welk het goede is.",
        _ASK_SENDER,
    ),
    "package_version": (
        "Het gegevenspakket is van een nieuwere soort dan dit programma kent.",
        "Installeer de nieuwste versie van Leskracht Privacybeheer.",
    ),
    "package_schema": ("Het gegevenspakket volgt de afspraken over de opbouw niet.", _ASK_SENDER),
    "package_part_missing": ("Er ontbreekt een onderdeel in het gegevenspakket.", _ASK_SENDER),
    "package_part_extra": (
        "Er zit iets in het gegevenspakket dat er volgens de inhoudsopgave niet in hoort.",
        _ASK_SENDER,
    ),
    "package_checksum": ("Een onderdeel is veranderd nadat het pakket werd gemaakt.", _ASK_SENDER),
    "package_count": ("Er zitten meer of minder gegevens in dan het pakket zelf zegt.", _ASK_SENDER),
    "document_kind": (
        "Dit is geen document dat het programma kent.",
        "Kies een PDF, een Word-document (.docx), een OpenDocument-tekst (.odt) of een plaatje (PNG of JPEG).",
    ),
    "document_disguised": (
        "De naam van het bestand zegt iets anders dan de inhoud.",
        "Vraag de afzender wat het is, of bewaar het onder de goede naam.",
    ),
    "document_name": (
        "Aan het eind van de naam staat niet wat voor document het is.",
        "Geef het een naam met het goede eind, zoals .pdf of .docx, en probeer het opnieuw.",
    ),
    "document_unsafe": (f"Het zit in elkaar zoals een gewoon document niet doet. {_UNSAFE}", _OTHER_COPY),
    "document_damaged": ("Het document is beschadigd of niet compleet.", _OTHER_COPY),
    "document_encrypted": (
        "Het document heeft een wachtwoord.",
        "Haal het wachtwoord eraf en voeg het document daarna toe. In de kluis is het versleuteld.",
    ),
    "document_old_word": (
        "Dit is een oud Office-document (.doc).",
        "Open het in Word, kies ‘Opslaan als’ en bewaar het als .docx of als PDF.",
    ),
    "document_too_large": ("Het document is te groot om veilig te lezen.", _OTHER_COPY),
    "school_unknown": (
        "Het bestand is van een school die niet in deze kluis staat.",
        "Voeg de school eerst toe bij Instellingen.",
    ),
    "school_needed": ("Het is nog niet bekend bij welke school dit bestand hoort.", _CHOOSE),
    "other_school": ("Het bestand is van een andere school dan u hebt gekozen.", _CHOOSE),
    "person_needed": ("Het is nog niet bekend over wie dit gegevenspakket gaat.", _CHOOSE),
    "person_ambiguous": ("Meer dan één betrokkene past bij dit gegevenspakket.", _CHOOSE),
    "person_contradicted": (
        "Dit pakket gaat over iemand anders dan u koos: nummer, geboortedatum, e-mailadres of naam is anders.",
        "Kies de goede persoon. Klopt er bij die persoon iets niet, verbeter dat dan eerst bij Betrokkenen.",
    ),
    "person_unconfirmed": (
        "Het is niet zeker dat dit gegevenspakket gaat over wie u koos.",
        "Ga het na bij Leskracht en bevestig het daarna.",
    ),
    "not_a_backup": ("Dit is geen back-up van dit programma.", "Kies een bestand dat u zelf als back-up hebt bewaard."),
    "backup_damaged": ("De back-up is beschadigd.", "Probeer een andere, oudere back-up."),
    # What the loaders of the program's own files (agreements) say of a part that is wrong.
    **dict.fromkeys(
        (
            "not_toml",
            "newer_format",
            "missing_part",
            "unknown_part",
            "wrong_kind",
            "unknown_reference",
            "duplicate_code",
        ),
        (
            "Het bestand klopt niet met de opbouw die het programma kent.",
            "Hebt u het zelf toegevoegd? Kies een ander bestand. Hoort het bij het programma? Installeer dat opnieuw.",
        ),
    ),
}
