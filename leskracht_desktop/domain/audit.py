"""The audit log: what is recorded of each change and export, and what checking its chain can find."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from leskracht_desktop.domain.people import PersonId

Detail = int | str | tuple[str, ...]
"""A count, a code or a hash (or several codes); never a value somebody typed."""


class AuditKind(StrEnum):
    """What happened; the code before the point names the subject."""

    VAULT_CREATED = "vault.created"
    VAULT_UNLOCKED = "vault.unlocked"
    VAULT_MIGRATED = "vault.migrated"
    VAULT_BACKED_UP = "vault.backed_up"
    VAULT_RESTORED = "vault.restored"
    VAULT_CHECKED = "vault.checked"
    LOG_DISCONTINUITY = "log.discontinuity"
    WAY_IN_ADDED = "way_in.added"
    WAY_IN_REPLACED = "way_in.replaced"
    WAY_IN_REMOVED = "way_in.removed"
    INSTITUTION_CHANGED = "institution.changed"
    SCHOOL_ADDED = "school.added"
    SCHOOL_CHANGED = "school.changed"
    SITE_ADDED = "site.added"
    SITE_CHANGED = "site.changed"
    SETTING_CHANGED = "setting.changed"
    HOLIDAY_CHANGED = "holiday.changed"
    IMPORT_DONE = "import.done"
    PERSON_ADDED = "person.added"
    PERSON_CHANGED = "person.changed"
    PERSON_MARKED_MISSING = "person.marked_missing"
    PERSON_REMOVED = "person.removed"
    PERSON_VIEWED = "person.viewed"
    RELATION_ADDED = "relation.added"
    RELATION_CHANGED = "relation.changed"
    RELATION_REMOVED = "relation.removed"
    MEMBERSHIP_CHANGED = "membership.changed"
    RECORD_ADDED = "record.added"
    RECORD_CHANGED = "record.changed"
    RECORD_REMOVED = "record.removed"
    REQUEST_REGISTERED = "request.registered"
    REQUEST_CHANGED = "request.changed"
    REQUEST_IDENTITY_CHECKED = "request.identity_checked"
    REQUEST_EXTENDED = "request.extended"
    REQUEST_ANSWERED = "request.answered"
    REQUEST_CLOSED = "request.closed"
    REQUEST_WITHDRAWN = "request.withdrawn"
    REQUEST_NOTED = "request.noted"
    DOSSIER_PREVIEWED = "dossier.previewed"
    DOSSIER_EXPORTED = "dossier.exported"
    MAIL_COPY_EXPORTED = "mail_copy.exported"
    DOCUMENT_EXPORTED = "document.exported"
    LIST_EXPORTED = "list.exported"
    DEMO_FILLED = "demo.filled"
    SUPPLIER_ADDED = "supplier.added"
    SUPPLIER_CHANGED = "supplier.changed"
    AGREEMENT_REGISTERED = "agreement.registered"
    AGREEMENT_REMOVED = "agreement.removed"
    AGREEMENT_CHANGED = "agreement.changed"
    AGREEMENT_STEP = "agreement.step"
    AGREEMENT_REVIEWED = "agreement.reviewed"
    AGREEMENT_NOTICE_DECIDED = "agreement.notice_decided"
    AGREEMENT_DOCUMENT_ADDED = "agreement_document.added"
    AGREEMENT_DOCUMENT_CHANGED = "agreement_document.changed"
    AGREEMENT_DOCUMENT_REMOVED = "agreement_document.removed"
    AGREEMENT_DOCUMENT_EXPORTED = "agreement_document.exported"
    SUB_PROCESSOR_CHANGE_ANNOUNCED = "sub_processor_change.announced"
    SUB_PROCESSOR_CHANGE_DECIDED = "sub_processor_change.decided"
    SUB_PROCESSOR_CHANGE_CORRECTED = "sub_processor_change.corrected"
    SUB_PROCESSOR_CHANGE_REMOVED = "sub_processor_change.removed"
    GUIDE_NOTE_ADDED = "guide_note.added"
    GUIDE_NOTE_CHANGED = "guide_note.changed"
    GUIDE_NOTE_REMOVED = "guide_note.removed"
    GUIDE_MARKED = "guide.marked"
    GUIDE_FILE_ADDED = "guide_file.added"
    GUIDE_FILE_REMOVED = "guide_file.removed"


class AuditEntity(StrEnum):
    """What kind of thing an event's record id belongs to."""

    VAULT = "vault"
    INSTITUTION = "institution"
    SCHOOL = "school"
    SITE = "site"
    GROUP = "group"
    SETTING = "setting"
    IMPORT = "import"
    PERSON = "person"
    RELATION = "relation"
    RECORD = "record"
    REQUEST = "request"
    EXPORT = "export"
    SUPPLIER = "supplier"
    AGREEMENT = "agreement"
    DOCUMENT = "document"
    GUIDE = "guide"


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One thing that happened, as a service hands it in: who (`actor`), when (`at`, aware), what, to which record."""

    at: datetime
    actor: str
    kind: AuditKind
    entity: AuditEntity = AuditEntity.VAULT
    entity_id: int | None = None
    details: Mapping[str, Detail] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One event as the log shows it; `kind` and `entity` are text, so that a log of a newer program can be read."""

    sequence: int
    at: datetime
    actor: str
    kind: str
    entity: str
    entity_id: int | None
    details: tuple[tuple[str, Detail], ...]
    hash: str


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which events a list shows; empty means all. Instants are aware; `until` is exclusive.

    `person_id` chooses the events about a person and what belongs to her, the imports of her data too.
    """

    kinds: frozenset[AuditKind] = frozenset()
    entity: AuditEntity | None = None
    entity_id: int | None = None
    person_id: PersonId | None = None
    since: datetime | None = None
    until: datetime | None = None


class AuditDamage(StrEnum):
    """How a log was tampered with."""

    EDITED = "edited"
    REMOVED = "removed"
    INSERTED = "inserted"
    REORDERED = "reordered"
    TRUNCATED = "truncated"
    ANCHOR = "anchor"  # the note of the log's end, kept outside the database, is gone or forged
    DISCONTINUITY = "discontinuity"  # earlier on, the note and the log did not fit; an event of the log tells so


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """What checking the chain found: `count` events were read, the first that does not fit is `first_bad_sequence`.

    For a discontinuity that is the event that tells of it, and `seen` is what that event says.
    """

    ok: bool
    count: int
    first_bad_sequence: int | None = None
    damage: AuditDamage | None = None
    found_at: datetime | None = None
    seen: tuple[tuple[str, Detail], ...] = ()


_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_CODE = re.compile(r"[a-z][a-z0-9_]*([.][a-z0-9_]+)*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_REVISION = re.compile(r"[0-9]{4}_[a-z0-9_]+")
_LONGEST_CODE = 64


def problem_with_details(details: Mapping[str, Detail]) -> str | None:
    """Return the key whose value might hold something a person typed, or None when all are counts, codes or hashes.

    The log outlives the people in it (AVG art. 5(1)(e)), so no personal value may get in: capitals, spaces, signs,
    dates and phone numbers do not fit the patterns of a code.
    """
    for key, value in details.items():
        values = value if isinstance(value, tuple) else (value,)
        if not _KEY.fullmatch(key) or not all(_is_impersonal(one) for one in values):
            return key
    return None


def _is_impersonal(value: object) -> bool:
    if isinstance(value, int):
        return True
    if not isinstance(value, str) or len(value) > _LONGEST_CODE:
        return False
    return any(pattern.fullmatch(value) for pattern in (_CODE, _SHA256, _REVISION))
