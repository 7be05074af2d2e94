"""One row of a contact list turned into people and relations, with its problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from leskracht_desktop.domain.bad_value import BadValue
from leskracht_desktop.domain.identifiers import parse_email, tidy_postcode
from leskracht_desktop.domain.intake import (
    Incoming,
    IncomingPerson,
    IncomingRelation,
    Problem,
    ProblemLevel,
    RefusedPerson,
    Tally,
)
from leskracht_desktop.domain.intake_codes import DroppedKind, ProblemCode, RefusalReason
from leskracht_desktop.domain.names import PersonName, display_name, list_name, name_in
from leskracht_desktop.domain.people import Custody, PersonKind
from leskracht_desktop.importers.edexml_fields import YEAR_GROUPS
from leskracht_desktop.importers.limits import LIMITS
from leskracht_desktop.importers.table_rows import Row
from leskracht_desktop.importers.table_values import (
    NOTHING,
    read_custody,
    read_date,
    read_gender,
    read_kind,
    read_relation,
    split_name,
)
from leskracht_desktop.importers.texts import Hostile, field_with_number, is_like_national_number, shown, tidy_line

_DATES = ("birth_on", "enrolled_on", "left_on")
_NAME = ("given_names", "call_name", "initials", "prefix", "surname")
_PLAIN = ("phone", "address", "city", "country", "username", "note", "roles")
_REFUSED_WITH_NUMBER = (*_NAME, "note", "address", "city", "country", "roles")
_DROPPED_WITH_NUMBER = ("username", "email", "phone")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds which field: (position, field code), in the order of the file."""

    fields: tuple[tuple[int, str], ...]
    adults: tuple[str, ...]
    """`adult1`, `adult2`: adults beside a pupil in one row."""


def columns_of(names: tuple[str, ...], mapping: Mapping[str, str]) -> Columns:
    """Return where the fields of a mapping stand."""
    fields = tuple((at, mapping[name]) for at, name in enumerate(names) if mapping.get(name))
    adults = tuple(one for one in ("adult1", "adult2") if any(code.startswith(f"{one}.") for _, code in fields))
    return Columns(fields, adults)


@dataclass(slots=True)
class _Cells:
    """The cells of one row by field code, and the problems found in them."""

    row: Row
    texts: dict[str, str]
    places: dict[str, int]
    problems: list[Problem] = field(default_factory=list)

    def where(self, code: str) -> str:
        return self.row.where(self.places.get(code))

    def doubt(self, problem: ProblemCode, code: str, value: str = "") -> None:
        self.problems.append(Problem(ProblemLevel.DOUBTFUL, problem, self.where(code), code, shown(value)))


class RowReader:
    """Turns rows into people."""

    def __init__(self, columns: Columns, kind: PersonKind | None, tally: Tally) -> None:
        self._columns = columns
        self._kind = kind
        self._tally = tally
        self.formulas = 0
        """How many rows were refused for a formula; the first stands at `first_formula`, (place, field)."""
        self.first_formula = ("", "")

    def read(self, row: Row) -> Iterator[Incoming]:
        """Yield the people of a row, or what is wrong with it.

        Raises: HostileCell.
        """
        try:
            cells = self._cells(row)
        except HostileCell as error:
            if error.reason is not RefusalReason.FORMULA:
                raise
            yield from self._formula(error)
            return
        kind = self._kind_of(cells)
        if kind is None:
            yield Problem(ProblemLevel.REFUSED, ProblemCode.BAD_CODE, cells.where("kind"), "kind")
            return
        if kind is PersonKind.PARENT and self._columns.adults:
            yield from self._adults_beside_pupil(cells)
            return
        relations = self._relations(cells, "", _pupil_reference(cells)) if kind is PersonKind.PARENT else ()
        yield from self._person(cells, cells.texts, kind, relations, "")

    def _formula(self, error: HostileCell) -> Iterator[Incoming]:
        """Refuse a row with a formula; whom it is about is not told, so nobody of these kinds counts as gone."""
        if not self.formulas:
            self.first_formula = (error.where, error.field)
        self.formulas += 1
        yield Problem(ProblemLevel.REFUSED, ProblemCode.FORMULA, error.where, error.field)
        for kind in PersonKind if self._kind is None else (self._kind,):
            yield RefusedPerson(kind, "")

    def _cells(self, row: Row) -> _Cells:
        texts: dict[str, str] = {}
        places: dict[str, int] = {}
        for at, code in self._columns.fields:
            text = row.cells[at] if at < len(row.cells) else ""
            if text.lower() in NOTHING:
                continue
            try:
                text = tidy_line(text)
            except Hostile as error:
                raise HostileCell(error, row.where(at), code) from error
            if code in texts:
                if not code.endswith("phone"):
                    continue
                text = f"{texts[code]} / {text}"
            texts[code] = text
            places.setdefault(code, at)
        return _Cells(row, texts, places)

    def _kind_of(self, cells: _Cells) -> PersonKind | None:
        told = cells.texts.get("kind")
        return self._kind if told is None else read_kind(told) or self._kind

    def _adults_beside_pupil(self, cells: _Cells) -> Iterator[Incoming]:
        pupil = (cells.texts.get("local_key") or cells.texts.get("pupil_key", ""), _name_of(cells.texts), "birth_on")
        for adult in self._columns.adults:
            start = f"{adult}."
            texts = {code.removeprefix(start): text for code, text in cells.texts.items() if code.startswith(start)}
            if texts:
                yield from self._person(cells, texts, PersonKind.PARENT, self._relations(cells, start, pupil), start)

    def _person(
        self,
        cells: _Cells,
        texts: dict[str, str],
        kind: PersonKind,
        relations: tuple[IncomingRelation, ...],
        start: str,
    ) -> Iterator[Incoming]:
        values = self._values(cells, texts, start)
        key = self._key(cells, texts, start)
        refusal = _refusal(values)
        about = list_name(name_in(values)) if refusal is None else ""
        for problem in cells.problems:
            yield replace(problem, about=about)
        cells.problems.clear()
        if refusal is not None:
            code, name = refusal
            yield Problem(ProblemLevel.REFUSED, code, cells.where(start + name), name)
            yield RefusedPerson(kind, key)
            return
        groups = (("name", texts["group"], ""),) if "group" in texts and kind is not PersonKind.PARENT else ()
        yield IncomingPerson(kind, key, values, groups, "", relations, cells.row.where())

    def _key(self, cells: _Cells, texts: Mapping[str, str], start: str) -> str:
        key = texts.get("local_key", "")
        if not is_like_national_number(key):
            return key
        self._tally.drop(DroppedKind.NATIONAL_NUMBER)
        cells.doubt(ProblemCode.KEY_LIKE_NATIONAL_NUMBER, f"{start}local_key")
        return ""

    def _values(self, cells: _Cells, texts: dict[str, str], start: str) -> dict[str, str]:
        values = {code: texts[code] for code in (*_NAME, *_PLAIN) if code in texts}
        if "full_name" in texts and not values.get("surname"):
            values |= {"prefix": ""} | _name_values(split_name(texts["full_name"]))
        elif "surname" in values and any(code == f"{start}prefix" for _, code in self._columns.fields):
            values.setdefault("prefix", "")  # an empty cell beside a surname says that there is no prefix
        _join_address(values, texts)
        for code in _DATES:
            day = self._date(cells, texts, code, start)
            if day is not None:
                values[code] = day.isoformat()
        if "email" in texts:
            try:
                values["email"] = parse_email(texts["email"])
            except BadValue:
                cells.doubt(ProblemCode.BAD_EMAIL, f"{start}email", texts["email"])
        if "postcode" in texts:
            values["postcode"] = tidy_postcode(texts["postcode"])
        self._read_codes(cells, texts, values, start)
        for code in _DROPPED_WITH_NUMBER:
            if code in values and field_with_number(values, (code,)):
                self._tally.drop(DroppedKind.NATIONAL_NUMBER)
                del values[code]
        return values

    def _read_codes(self, cells: _Cells, texts: dict[str, str], values: dict[str, str], start: str) -> None:
        if "gender" in texts:
            gender = read_gender(texts["gender"])
            if gender is None:
                cells.doubt(ProblemCode.BAD_CODE, f"{start}gender", texts["gender"])
            else:
                values["gender"] = gender
        if "year_group" in texts:
            year_group = texts["year_group"].upper().removeprefix("GROEP").strip()
            if year_group in YEAR_GROUPS:
                values["year_group"] = year_group
            else:
                cells.doubt(ProblemCode.BAD_CODE, f"{start}year_group", texts["year_group"])
        if "roles" in values:
            values["roles"] = ",".join(part.strip() for part in values["roles"].replace(";", ",").split(","))

    def _date(self, cells: _Cells, texts: dict[str, str], code: str, start: str) -> date | None:
        if code not in texts:
            return None
        day = read_date(texts[code])
        if day is None:
            cells.doubt(ProblemCode.BAD_DATE, start + code, texts[code])
        return day

    def _relations(self, cells: _Cells, start: str, pupil: tuple[str, str, str]) -> tuple[IncomingRelation, ...]:
        texts = cells.texts
        key, name, birth_code = pupil
        if not key and not name:
            return ()
        relation, custody = texts.get(f"{start}relation"), texts.get(f"{start}custody")
        kind = read_relation(relation) if relation else None
        if relation and kind is None:
            cells.doubt(ProblemCode.BAD_CODE, f"{start}relation", relation)
        says = read_custody(custody) if custody else None
        if custody and says is None:
            says = Custody.UNKNOWN
            cells.doubt(ProblemCode.BAD_CODE, f"{start}custody", custody)
        since = self._date(cells, texts, f"{start}custody_since", "")
        return (IncomingRelation(key, name, self._date(cells, texts, birth_code, ""), kind, says, since),)


class HostileCell(Exception):
    """A cell holds what refuses the whole file."""

    def __init__(self, cause: Hostile, where: str, field: str) -> None:
        super().__init__(cause, where, field)
        self.reason = cause.reason
        self.where = where
        self.field = field


def _pupil_reference(cells: _Cells) -> tuple[str, str, str]:
    """Return key, name and the field of the birth date of the pupil that an adult's row names."""
    texts = cells.texts
    own = {code.removeprefix("pupil_"): text for code, text in texts.items() if code.startswith("pupil_")}
    return texts.get("pupil_key", ""), own.get("name") or _name_of(own), "pupil_birth_on"


def _name_of(texts: Mapping[str, str]) -> str:
    if "full_name" in texts:
        return texts["full_name"]
    return display_name(PersonName(**{part: texts.get(part, "") for part in _NAME}))


def _name_values(name: PersonName) -> dict[str, str]:
    return {part: getattr(name, part) for part in _NAME if getattr(name, part)}


def _join_address(values: dict[str, str], texts: Mapping[str, str]) -> None:
    parts = [texts[code] for code in ("address", "house_number", "house_addition") if code in texts]
    if parts:
        values["address"] = " ".join(parts)


def _refusal(values: dict[str, str]) -> tuple[ProblemCode, str] | None:
    too_long = next(
        (code for code, text in values.items() if len(text) > LIMITS.field_characters and code != "note"), None
    )
    if too_long is not None:
        return ProblemCode.TOO_LONG, too_long
    if not any(values.get(part) for part in ("surname", "call_name", "given_names")):
        return ProblemCode.NAME_MISSING, "surname"
    with_number = field_with_number(values, _REFUSED_WITH_NUMBER)
    return None if with_number is None else (ProblemCode.NATIONAL_NUMBER, with_number)
