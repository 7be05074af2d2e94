"""A snapshot from which other people's names are gone before anything is written (AVG art. 15(4))."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from leskracht_desktop.domain.dossier import DossierAttachment, DossierSection, DossierSnapshot
from leskracht_desktop.domain.inventory import Category, FieldKind
from leskracht_desktop.domain.masking import Masker
from leskracht_desktop.domain.people import PersonDetails, StoredField, StoredRecord
from leskracht_desktop.domain.text_files import is_text_file, text_of_file

T = TypeVar("T")

_PROSE_FIELDS = frozenset({"description", "text", "note", "extension_reason", "old", "new"})
_OPAQUE_BUT_SAFE = ("image/", "audio/", "video/")
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "latin-1")


def masker_for(snapshot: DossierSnapshot) -> Masker:
    """Return the masker of a dossier; the data subject and the asker keep their own names."""
    subject = snapshot.subject
    return Masker(
        snapshot.maskings, (subject.display_name, subject.given_names, subject.call_name, snapshot.asker.name)
    )


def masked(snapshot: DossierSnapshot, masker: Masker) -> DossierSnapshot:
    """Return the snapshot without the names; files in which they can't be masked are withheld.

    Events stay as they are: they are masked line by line when they are written.
    """
    if not masker.active:
        return snapshot
    result = replace(
        snapshot,
        subject=_masked_person(snapshot.subject, masker),
        request=_masked_values(snapshot.request, masker),
        sections=tuple(_masked_section(section, masker) for section in snapshot.sections),
        requests=tuple(_masked_values(request, masker) for request in snapshot.requests),
        exports=_masked_values(snapshot.exports, masker),
        log=_masked_values(snapshot.log, masker),
        attachments=tuple(_masked_file(file, masker) for file in snapshot.attachments),
        mask_reason=masker.prose(snapshot.mask_reason),
        maskings=(),
    )
    return replace(result, masked=masker.count)


def _masked_person(person: PersonDetails, masker: Masker) -> PersonDetails:
    # Records stand in the sections; only what is read from here has to be masked.
    return replace(
        person,
        note=masker.prose(person.note),
        relations=_masked_values(person.relations, masker),
        history=_masked_values(person.history, masker),
        records=(),
        provenance=_masked_values(person.provenance, masker),
    )


def _masked_section(section: DossierSection, masker: Masker) -> DossierSection:
    records = tuple(_masked_record(record, section.facts, masker) for record in section.records)
    return replace(section, records=records)


def _masked_record(record: StoredRecord, facts: Category, masker: Masker) -> StoredRecord:
    prose = {field.code for field in facts.fields if field.kind is FieldKind.LONG_TEXT} | _PROSE_FIELDS
    values = tuple(
        StoredField(field.code, masker.prose(field.value) if field.code in prose else masker.value(field.value))
        for field in record.fields
    )
    return replace(
        record,
        external_id=masker.value(record.external_id),
        fields=values,
        third_parties=tuple(masker.value(name) for name in record.third_parties),
        attachment_name=masker.value(record.attachment_name),
    )


def _masked_values(value: T, masker: Masker) -> T:
    """Return a value with the names gone from every text in it, however deep; enumerations stay themselves."""
    return _masked_any(value, masker, prose=False)  # type: ignore[no-any-return]  # same type in, same type out


def _masked_any(value: Any, masker: Masker, *, prose: bool) -> Any:
    if type(value) is str:
        return masker.prose(value) if prose else masker.value(value)
    if isinstance(value, tuple):
        return tuple(_masked_any(item, masker, prose=prose) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            field.name: _masked_any(getattr(value, field.name), masker, prose=field.name in _PROSE_FIELDS)
            for field in fields(value)
        }
        return replace(value, **changed)
    return value


def _masked_file(file: DossierAttachment, masker: Masker) -> DossierAttachment:
    name = masker.value(file.name)
    if is_text_file(file.media_type):
        return replace(file, name=name, data=masker.prose(text_of_file(file.data)).encode())
    if file.media_type.lower().startswith(_OPAQUE_BUT_SAFE) and not _names_inside(file.data, masker):
        return replace(file, name=name)
    return replace(file, name=name, data=b"", withheld=True)


def _names_inside(data: bytes, masker: Masker) -> bool:
    """Whether a picture, sound or film holds a name in words, for instance as its caption or maker."""
    return any(masker.occurs_in(data.decode(encoding, "ignore")) for encoding in _ENCODINGS)
