"""What a batch of people changes in the vault, gathered first and then stored in a few statements."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from leskracht_desktop.services.imports_context import ImportContext
from leskracht_desktop.storage import intake
from leskracht_desktop.storage.intake import NewRow
from leskracht_desktop.storage.search_index import NewEntry, index_new_people, index_people


@dataclass(slots=True)
class BatchWork:
    """The new rows, the changes and the history of one batch; `left_groups` and `joined_groups` are memberships."""

    new: list[NewRow] = field(default_factory=list)
    updates: dict[int, dict[str, Any]] = field(default_factory=dict)
    history: list[tuple[Any, ...]] = field(default_factory=list)
    left_groups: list[tuple[int, int, str]] = field(default_factory=list)
    joined_groups: list[tuple[int, int, str]] = field(default_factory=list)
    entries: list[NewEntry] = field(default_factory=list)
    indexed: list[int] = field(default_factory=list)

    def apply(self, context: ImportContext) -> None:
        """Store it all, and that this import did it; in a preview nothing is stored."""
        if context.import_id is None:
            return
        session = context.session
        intake.insert_people(session, self.new)
        intake.update_people(session, self.updates)
        intake.change_memberships(session, self.left_groups, self.joined_groups)
        intake.insert_changes(session, self.history, context.now, context.actor, context.import_id)
        intake.note_people(session, context.import_id, [*(row[0] for row in self.new), *self.updates])
        index_new_people(session, self.entries)
        index_people(session, self.indexed)
