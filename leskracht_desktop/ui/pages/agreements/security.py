"""The form of the security annex: BIV classification, certification scheme, measures, and whom to call."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leskracht_desktop.domain.agreement_content import AgreementContent, Level, SecurityAnnex, TestedBy
from leskracht_desktop.domain.agreements import AgreementDetails
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui.pages.agreements.changing import ChangeDialog
from leskracht_desktop.ui.pages.agreements.typed_fields import TypedFields
from leskracht_desktop.ui.widgets.fields import Choice


class SecurityDialog(ChangeDialog):
    """Asks what stands in the security annex (beveiligingsbijlage)."""

    def __init__(self, parent: QWidget | None, details: AgreementDetails, today: date) -> None:
        super().__init__(
            parent,
            self.tr("Beveiligingsbijlage"),
            details,
            today,
            intro=self.tr(
                "Neem over wat er in de beveiligingsbijlage staat. De leverancier bepaalt per product hoe belangrijk "
                "beschikbaarheid, integriteit en vertrouwelijkheid zijn (de BIV-classificatie)."
            ),
        )
        annex = details.content.security
        self._typed = typed = TypedFields(self.form, today)
        form = self.form
        form.add_heading(self.tr("BIV-classificatie"))
        self.availability = self._level("availability", self.tr("Beschikbaarheid"), annex.availability)
        self.integrity = self._level("integrity", self.tr("Integriteit"), annex.integrity)
        self.confidentiality = self._level("confidentiality", self.tr("Vertrouwelijkheid"), annex.confidentiality)
        form.add_heading(self.tr("Certificeringsschema en maatregelen"))
        note = self.tr("Naam en versie van het schema.")
        typed.line("scheme", self.tr("Certificeringsschema"), annex.scheme, note=note)
        tests = [(one, label(one)) for one in TestedBy]
        self.tested_by = Choice(self.tr("Hoe is dat getoetst"), "tested_by", tests)
        self.tested_by.choose(annex.tested_by)
        form.add_field("tested_by", self.tr("Hoe is dat getoetst"), self.tested_by)
        typed.day("tested_on", self.tr("Getoetst op"), annex.tested_on)
        typed.box("measures", self.tr("Maatregelen"), annex.measures)
        form.add_heading(self.tr("Bellen bij een datalek"))
        typed.line("incident_name", self.tr("Wie"), annex.incident_name)
        typed.line("incident_phone", self.tr("Telefoon"), annex.incident_phone)
        typed.line("incident_email", self.tr("E-mailadres bij een datalek"), annex.incident_email)
        typed.line("incident_hours", self.tr("Bereikbaar"), annex.incident_hours)
        self.finish()

    def annex(self) -> SecurityAnnex:
        """Return what is typed."""
        return SecurityAnnex(
            availability=self.availability.value,
            integrity=self.integrity.value,
            confidentiality=self.confidentiality.value,
            tested_by=self.tested_by.value,
            tested_on=self._typed.days["tested_on"].value,
            **self._typed.long_texts(),
            **self._typed.texts(),
        )

    @override
    def content(self) -> AgreementContent:
        return replace(self.details.content, security=self.annex())

    @override
    def problems(self) -> tuple[tuple[str, str], ...]:
        found = self.problems_of(AgreementContent(security=self.annex()), "security.")
        return tuple(found + self.part.problems())

    def _level(self, name: str, caption: str, before: Level) -> Choice:
        field = Choice(caption, name, [(level, label(level)) for level in Level])
        field.choose(before)
        self.form.add_field(name, caption, field)
        return field
