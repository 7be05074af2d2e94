"""The dialog for the recovery code, apart from the unlock screen, which should not wait for forms."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from leskracht_desktop.domain.recovery import read_code
from leskracht_desktop.ui.widgets.form import FormDialog


class RecoveryDialog(FormDialog):
    """Asks for the recovery code that was shown when the vault was made."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            self.tr("Herstelcode gebruiken"),
            save=self.tr("Ontgrendelen"),
            intro=self.tr(
                "De herstelcode kreeg u toen de kluis werd gemaakt: zeven groepjes van vijf tekens. "
                "Hoofdletters, kleine letters en streepjes maken niet uit."
            ),
        )
        self._code = QLineEdit()
        self._code.setPlaceholderText("XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX")
        self.form.add_field("recovery_code", self.tr("Herstelcode"), self._code)

    def problems(self) -> tuple[tuple[str, str], ...]:
        """A code with a slip is noticed before anything is tried."""
        if not self._code.text().strip():
            return (("recovery_code", "required"),)
        return () if read_code(self._code.text()) is not None else (("recovery_code", "mistyped"),)

    def result_value(self) -> str:
        """Return the code as it was typed."""
        return self._code.text()
