"""The sheet with the recovery code, to be printed and put away: the only paper that opens a vault."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import long_date
from leskracht_desktop.reports.pdf.document import render
from leskracht_desktop.reports.pdf.model import (
    BulletList,
    Document,
    Heading,
    KeyValues,
    Logo,
    Note,
    NoteKind,
    NumberedList,
    Paragraph,
    RenderedPdf,
    Title,
)

_NOON = time(12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What the sheet says: the code in its groups, the vault it opens, whose that is, and since when."""

    code: str = field(repr=False)
    vault: str
    school: str
    made_on: date
    logo: bytes | None = None


def recovery_sheet(sheet: RecoverySheet) -> RenderedPdf:
    """Return the sheet as a PDF; equal sheets give equal bytes."""
    school, vault = visible(sheet.school), visible(sheet.vault)
    blocks = (
        Title("Herstelcode", f"Kluis ‘{vault}’ van {school}"),
        Paragraph(
            "Met deze code opent u de kluis van Leskracht Privacybeheer als de wachtwoordzin kwijt is. Wie deze code "
            "heeft en bij de computer of een back-up kan, kan alles lezen wat erin staat."
        ),
        Heading(1, "De code"),
        KeyValues(tuple((f"Groep {number}", group) for number, group in enumerate(sheet.code.split("-"), 1))),
        Paragraph("De letters I, L, O en U komen niet voor. Een 0 is dus altijd een nul, en een 1 altijd een één."),
        Heading(1, "Zo bewaart u dit blad"),
        BulletList(
            (
                "Leg het in de kluis van de school, of geef het in een gesloten envelop aan de directeur.",
                "Bewaar het niet bij de computer, en maak er geen foto van.",
                "Haal het bestand waarvan u dit afdrukte van de computer en leeg de prullenbak.",
            )
        ),
        Heading(1, "Zo gebruikt u de code"),
        NumberedList(
            (
                "Start Leskracht Privacybeheer en kies ‘Herstelcode gebruiken…’.",
                "Typ de zeven groepen over. Streepjes en hoofdletters maken niet uit.",
                "Stel meteen een nieuwe wachtwoordzin in.",
                "Maak een nieuwe herstelcode. Deze code opent de kluis dan niet meer.",
            )
        ),
        Note(
            "Is er geen wachtwoordzin en geen herstelcode meer, dan kan niemand de kluis nog openen.",
            "Let op",
            NoteKind.WARNING,
        ),
    )
    return render(
        Document(
            title=f"Herstelcode van de kluis ‘{vault}’",
            author=school,
            created_at=datetime.combine(sheet.made_on, _NOON),
            blocks=blocks,
            subject="Herstelcode voor Leskracht Privacybeheer",
            keywords=("herstelcode",),
            header=f"{school} · gemaakt op {long_date(sheet.made_on)}",
            footer="Geheim: geef dit blad aan niemand die de kluis niet mag openen",
            logo=Logo(sheet.logo, f"Logo van {school}") if sheet.logo else None,
        )
    )
