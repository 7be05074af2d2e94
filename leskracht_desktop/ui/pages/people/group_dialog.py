"""Making the dossiers of a whole group at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leskracht_desktop.domain.people import GroupId, GroupRow
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import counted
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.form import FormDialog


class GroupDossiersDialog(FormDialog):
    """Asks for which group; groups without pupils are not offered."""

    def __init__(self, parent: QWidget | None, groups: Sequence[GroupRow], chosen: GroupId | None = None) -> None:
        super().__init__(parent, "", save="", intro="")
        self.setWindowTitle(self.tr("Dossiers voor een groep"))
        self.save_button.setText(self.tr("Map kiezen…"))
        self.save_button.setAccessibleName(self.tr("Map kiezen…"))
        self.form.add_text(
            self.tr(
                "Voor elke leerling van de groep komt er een inzagedossier (PDF) in een map die u kiest. De namen van "
                "de bestanden zeggen niet om wie het gaat. Bewaar de map veilig en wis haar als de dossiers zijn "
                "uitgereikt."
            )
        )
        self.group = Choice(
            self.tr("Groep"),
            "group_id",
            [
                (group.id, f"{visible(group.name)} ({counted(group.count, 'leerling', 'leerlingen')})")
                for group in groups
                if group.count
            ],
        )
        self.group.choose(chosen)
        self.form.add_field("group_id", self.tr("Groep"), self.group)
        self.save_button.setEnabled(self.group.count() > 0)

    @override
    def result_value(self) -> GroupId:
        return GroupId(self.group.value)
