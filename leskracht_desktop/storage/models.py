"""All tables of the vault in one place to import from."""

from __future__ import annotations

from leskracht_desktop.storage.columns import Base
from leskracht_desktop.storage.models_agreements import (
    Agreement,
    AgreementDocument,
    AgreementEvent,
    AgreementReview,
    AgreementVersion,
    GuideFile,
    GuideNote,
    Passage,
    ReadingMark,
    SubProcessorChange,
    Supplier,
)
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
    ImportedPerson,
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
    "Agreement",
    "AgreementDocument",
    "AgreementEvent",
    "AgreementReview",
    "AgreementVersion",
    "Attachment",
    "AttachmentChunk",
    "AuditEvent",
    "Base",
    "Draft",
    "EventBatch",
    "Export",
    "Group",
    "GuideFile",
    "GuideNote",
    "HolidayAmendment",
    "Import",
    "ImportMapping",
    "ImportedPerson",
    "Institution",
    "Membership",
    "Passage",
    "Person",
    "ReadingMark",
    "Record",
    "Relation",
    "Request",
    "RequestEvent",
    "School",
    "Setting",
    "Site",
    "SubProcessorChange",
    "Supplier",
    "ValueChange",
]
