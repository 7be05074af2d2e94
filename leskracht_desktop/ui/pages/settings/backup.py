"""The back-up tab: make one, put one back, and how many the program keeps by itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from leskracht_desktop import paths
from leskracht_desktop.clock import local_date
from leskracht_desktop.domain.vaults import BackupReceipt
from leskracht_desktop.errors import LeskrachtError
from leskracht_desktop.labels_nl import file_size
from leskracht_desktop.messages_nl import changed_files_text
from leskracht_desktop.ui import dates
from leskracht_desktop.ui.jobs import Topic
from leskracht_desktop.ui.pages.settings.tab import SettingsTab, changes, labelled
from leskracht_desktop.ui.restoring import BACKUP_ENDING, Restoring, outcome_text, restore_backup
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.text import paragraph

if TYPE_CHECKING:
    from leskracht_desktop.services.vault_backups import Restored

KEEP_CHOICES = (3, 5, 10, 20, 50)


class BackupTab(SettingsTab):
    """Nothing may be lost: a copy elsewhere, and copies kept by the program."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__("backup", *arguments)

    @override
    def build(self) -> None:
        own = self.card(
            "backup",
            self.tr("Back-up"),
            self.tr(
                "Een back-up is versleuteld en opent alleen met uw wachtwoordzin of herstelcode. Bewaar hem op een "
                "andere plek dan deze computer, bijvoorbeeld op de netwerkschijf van de school."
            ),
        )
        self._last = paragraph("", name="last_backup")
        self.backup_button = button(
            self.tr("Back-up maken…"), "make_backup", self.back_up, look=Look.PRIMARY, icon_name="backup"
        )
        self.restore_button = button(
            self.tr("Back-up terugzetten…"), "restore_backup", self._on_restore, icon_name="restore"
        )
        own.body.addWidget(self._last)
        own.body.addSpacing(8)
        own.body.addLayout(self.row(self.backup_button, self.restore_button))
        automatic = self.card(
            "automatic",
            self.tr("Automatische back-ups"),
            self.tr("Elke dag dat u het programma gebruikt, maakt het zelf een back-up op deze computer."),
        )
        self.keep = Choice(
            self.tr("Aantal dat bewaard blijft"),
            "automatic_backups",
            [(number, self.tr("laatste {0}").format(number)) for number in KEEP_CHOICES],
        )
        automatic.body.addLayout(labelled(self.tr("Aantal dat bewaard blijft"), self.keep))
        automatic.body.addWidget(
            paragraph(self.tr("Map: {0}").format(paths.backup_folder()), Tone.MUTED, "backup_folder")
        )
        changes(self.backup_button)
        changes(self.keep)
        self.keep.picked.connect(self._on_keep)

    @override
    def refresh(self) -> None:
        last = self.services.vaults.last_backup_at()
        if last is None:
            self._last.setText(self.tr("Er is nog nooit een back-up gemaakt."))
        else:
            ago = dates.ago(last, self.tools.clock())
            self._last.setText(self.tr("Laatste back-up: {0} ({1}).").format(dates.moment(last), ago))
        blocked = self.keep.blockSignals(True)
        number = self.services.settings.automatic_backups
        if number not in KEEP_CHOICES:
            self.keep.addItem(self.tr("laatste {0}").format(number), number)
        self.keep.choose(number)
        self.keep.blockSignals(blocked)

    def back_up(self) -> None:
        """Ask where, and make a back-up there."""
        today = local_date(self.tools.clock()).isoformat()
        target = self.messages.ask_save_path(
            self.tr("Back-up maken"),
            f"back-up {today}{BACKUP_ENDING}",
            [self.tr("Back-up (*{0})").format(BACKUP_ENDING)],
        )
        if target is not None:
            self.jobs.start(
                self.tr("Back-up maken en controleren"),
                lambda report: self.services.vaults.backup(target, report),
                done=self._on_made,
                changes={Topic.VAULT},
            )

    def _on_made(self, receipt: BackupReceipt) -> None:
        text = self.tr("Back-up gemaakt en gecontroleerd: {0} ({1}).")
        told = text.format(Path(receipt.path).name, file_size(receipt.size))
        if receipt.changed_files:
            self.banner.say(f"{told} {changed_files_text(receipt.changed_files)}", Tone.WARNING)
        else:
            self.banner.say(told, Tone.SUCCESS)

    def _on_restore(self) -> None:
        now = self.services.vaults.current_folder
        restore_backup(
            Restoring(
                self.window(),
                self.services,
                self.jobs,
                self.messages,
                lambda _source: self.services.vaults.free_folder(
                    self.tr("{0} teruggezet").format(now.stem), now.parent
                ),
            ),
            self._on_restored,
        )

    def _on_restored(self, restored: Restored) -> None:
        text = self.tr("De kluis heet ‘{0}’. {1} Vergrendel deze kluis en kies daarna ‘Andere kluis openen…’.")
        self.messages.tell(self.tr("Back-up teruggezet"), text.format(restored.folder.name, outcome_text(restored)))

    def _on_keep(self, number: int) -> None:
        try:
            self.services.settings.set("automatic_backups", str(number))
        except LeskrachtError as error:
            self.messages.show_failure(error)
            return
        self.jobs.announce(Topic.SETTINGS)
