"""Records of a package: checked against the schema, minimised, and turned into plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from leskracht_desktop.domain.intake import Incoming, IncomingAttachment, IncomingRecord, Problem, ProblemLevel, Tally
from leskracht_desktop.domain.intake_codes import ProblemCode, RefusalReason
from leskracht_desktop.domain.inventory import Category, FieldKind
from leskracht_desktop.domain.national_number import holds_national_number
from leskracht_desktop.importers import schema
from leskracht_desktop.importers.package_manifest import BadPackage
from leskracht_desktop.importers.package_values import as_text, parse_instant, tidy_text, without_dropped
from leskracht_desktop.importers.texts import may_hold_number, shown

_FREE_TEXT = frozenset({"title", "subject", "question", "description", "text", "details", "place", "audience"})


class RecordReader:
    """Turns the records of one part into values; keeps count of their ids."""

    def __init__(
        self, category: Category, compartment: str, attachments: Mapping[str, IncomingAttachment], tally: Tally
    ) -> None:
        self._category = category
        self._compartment = compartment
        self._attachments = attachments
        self._tally = tally
        self._validate = schema.validator(schema.PACKAGE, f"record_{category.code}")
        self._kinds = {field.code: field.kind for field in category.fields}
        self._free_text = {code for code, kind in self._kinds.items() if kind is FieldKind.LONG_TEXT} | _FREE_TEXT
        self._seen: set[str] = set()
        self.used: set[str] = set()
        """The parts of the attachments that records pointed to."""

    def read(self, record: Any, where: str) -> Iterator[Incoming]:
        """Yield the record, or what is wrong with it.

        Raises: BadPackage.
        """
        values = record.get("values") if isinstance(record, dict) else None
        if not isinstance(values, dict):
            raise BadPackage(RefusalReason.PACKAGE_SCHEMA, where)
        without_dropped(values, self._tally)
        try:
            self._validate(record)
        except schema.SchemaMismatch as error:
            raise BadPackage(RefusalReason.PACKAGE_SCHEMA, where, schema.mismatch_place(error)) from error
        external_id, hostile = tidy_text(record["id"])
        if hostile:
            raise BadPackage(RefusalReason.CONTROL_CHARACTERS, where, "id")
        attachment = self._attachment(record, where)
        if external_id in self._seen:
            yield Problem(ProblemLevel.REFUSED, ProblemCode.DUPLICATE_RECORD, where, "id", shown(external_id))
            return
        self._seen.add(external_id)
        texts, problems = self._texts(values, where)
        others = tuple(tidy_text(name)[0] for name in record.get("third_parties", ()))
        with_number = self._field_with_number(texts, others)
        if with_number is not None:
            yield Problem(ProblemLevel.REFUSED, ProblemCode.NATIONAL_NUMBER, where, with_number)
            return
        yield from problems
        yield IncomingRecord(
            category=self._category.code,
            compartment=self._compartment,
            external_id=external_id,
            occurred_at=parse_instant(texts.get(self._category.time_field or "", "")),
            values=texts,
            third_parties=others,
            attachment=attachment,
            where=where,
        )

    def _texts(self, values: Mapping[str, Any], where: str) -> tuple[dict[str, str], list[Problem]]:
        texts: dict[str, str] = {}
        problems: list[Problem] = []
        for code, value in values.items():
            if code not in self._kinds:
                problems.append(Problem(ProblemLevel.DOUBTFUL, ProblemCode.UNKNOWN_FIELD, where, code, shown(code)))
            text, hostile = tidy_text(as_text(value))
            if hostile:
                problems.append(Problem(ProblemLevel.DOUBTFUL, ProblemCode.CONTROL_CHARACTERS, where, code))
            if self._kinds.get(code) is FieldKind.INSTANT and parse_instant(text) is None:
                raise BadPackage(RefusalReason.PACKAGE_SCHEMA, where, code)
            if text:
                texts[code] = text
        return texts, problems

    def _attachment(self, record: Mapping[str, Any], where: str) -> IncomingAttachment | None:
        path = record.get("attachment")
        if path is None:
            return None
        attachment = self._attachments.get(path)
        if attachment is None:
            raise BadPackage(RefusalReason.PACKAGE_PART_MISSING, where, shown(path))
        self.used.add(path)
        return attachment

    def _field_with_number(self, texts: Mapping[str, str], others: tuple[str, ...]) -> str | None:
        for code, text in texts.items():
            is_free = code in self._free_text or code not in self._kinds
            if is_free and may_hold_number(text) and holds_national_number(text):
                return code
        return "third_parties" if any(map(holds_national_number, others)) else None
