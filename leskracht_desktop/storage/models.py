"""All tables of the vault in one place to import from."""

from __future__ import annotations

from leskracht_desktop.storage.columns import Base
from leskracht_desktop.storage.models_people import (
    Group,
    Institution,
    Membership,
    Person,
    Relation,
    School,
    Site,
    ValueChange,
)
from leskracht_desktop.storage.models_records import (
    Attachment,
    AttachmentChunk,
    EventBatch,
    Import,
    ImportMapping,
    Record,
)
from leskracht_desktop.storage.models_work import (
    AuditEvent,
    Draft,
    Export,
    HolidayAmendment,
    Request,
    RequestEvent,
    Setting,
)

__all__ = [
    "Attachment",
    "AttachmentChunk",
    "AuditEvent",
    "Base",
    "Draft",
    "EventBatch",
    "Export",
    "Group",
    "HolidayAmendment",
    "Import",
    "ImportMapping",
    "Institution",
    "Membership",
    "Person",
    "Record",
    "Relation",
    "Request",
    "RequestEvent",
    "School",
    "Setting",
    "Site",
    "ValueChange",
]
