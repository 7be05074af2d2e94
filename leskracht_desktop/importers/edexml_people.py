"""One pupil or member of staff of an EDEXML file turned into a plain record and its problems."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, cast

from leskracht_desktop.domain.identifiers import is_dummy_key
from leskracht_desktop.domain.intake import Incoming, IncomingPerson, Problem, ProblemLevel, RefusedPerson, Tally
from leskracht_desktop.domain.intake_codes import DroppedKind, ProblemCode, RefusalReason
from leskracht_desktop.domain.names import list_name, name_in
from leskracht_desktop.domain.people import PersonKind
from leskracht_desktop.importers.edexml_fields import (
    CODE_LISTS,
    CODES,
    DATES,
    DROPPED,
    IGNORED,
    NAME_FIELDS,
    ROLES,
    TEXTS,
)
from leskracht_desktop.importers.limits import LIMITS
from leskracht_desktop.importers.texts import (
    Hostile,
    field_with_number,
    is_like_national_number,
    is_plain,
    longest_field,
    shown,
    tidy_key,
    tidy_values,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_FREE_TEXT = (*NAME_FIELDS, "roles")
_ADDRESSES = ("username", "email")


@dataclass(slots=True)
class KeyRegister:
    """The keys a file has given so far, to see doubles and references that lead nowhere."""

    base_groups: set[str] = field(default_factory=set)
    mixed_groups: set[str] = field(default_factory=set)
    sites: set[str] = field(default_factory=set)
    pupils: set[str] = field(default_factory=set)
    staff: set[str] = field(default_factory=set)
    eck_ids: set[int] = field(default_factory=set)
    rows: int = 0
    numbers_like_bsn: int = 0
    """How many pupils' keys may be national numbers: some are by chance (1 in 11), all are if they are BSNs."""
    taken: int = 0
    first_formula: tuple[str, str] | None = None
    """Where the first row stands that was refused for a formula: (line, field)."""


class _Draft:
    """A person while its elements are read: `texts` as they were written, `facts` that were checked one by one."""

    __slots__ = ("facts", "groups", "problems", "roles", "site", "texts", "where")

    def __init__(self, where: str) -> None:
        self.where = where
        self.texts: dict[str, str] = {}
        self.facts: dict[str, str] = {}
        self.groups: list[tuple[str, str, str]] = []
        self.roles: list[str] = []
        self.site = ""
        self.problems: list[Problem] = []

    def doubt(self, code: ProblemCode, name: str = "", value: str = "") -> None:
        self.problems.append(Problem(ProblemLevel.DOUBTFUL, code, self.where, name, shown(value)))


class PeopleReader:
    """Turns elements into people; a formula refuses its row, what else is hostile the whole file (Hostile)."""

    def __init__(self, keys: KeyRegister, tally: Tally) -> None:
        self._keys = keys
        self._tally = tally

    def read(self, element: _Element, kind: PersonKind) -> list[Incoming]:
        """Return the person, or what is wrong with it.

        Raises: Hostile.
        """
        self._keys.rows += 1
        try:
            found = self._read(element, kind)
        except Hostile as error:
            if error.reason is not RefusalReason.FORMULA:
                raise
            return self._formula(element, kind, error.field)
        self._keys.taken += isinstance(found[-1], IncomingPerson)
        return found

    def _formula(self, element: _Element, kind: PersonKind, name: str) -> list[Incoming]:
        """Refuse a row with a formula; the person is known by the key, unless that is the formula."""
        where = line_of(element)
        self._keys.first_formula = self._keys.first_formula or (where, name)
        key = _reference(element)
        told = "" if is_like_national_number(key) else key
        return [Problem(ProblemLevel.REFUSED, ProblemCode.FORMULA, where, name), RefusedPerson(kind, told)]

    def _read(self, element: _Element, kind: PersonKind) -> list[Incoming]:
        where = line_of(element)
        if len(element) > LIMITS.xml_children:
            raise Hostile(RefusalReason.RECORD_TOO_LARGE)
        key = tidy_key(element.get("key"))
        refusal = self._refused_key(key, kind)
        if refusal is not None:
            if is_like_national_number(key):
                key = ""
            told = key if refusal is ProblemCode.DUPLICATE_KEY else ""
            return [Problem(ProblemLevel.REFUSED, refusal, where, "local_key", shown(key)), RefusedPerson(kind, told)]
        draft = _Draft(where)
        if is_like_national_number(key):
            self._tally.drop(DroppedKind.NATIONAL_NUMBER)
            self._keys.numbers_like_bsn += kind is PersonKind.PUPIL
            draft.doubt(ProblemCode.KEY_LIKE_NATIONAL_NUMBER, "local_key")
            key = ""
        self._read_children(element, draft, kind)
        eck_id = element.get("eckid")
        if eck_id:
            self._add_eck_id(draft, eck_id)
        return self._finish(draft, key, kind)

    def _refused_key(self, key: str, kind: PersonKind) -> ProblemCode | None:
        seen = self._keys.pupils if kind is PersonKind.PUPIL else self._keys.staff
        if not key:
            return ProblemCode.KEY_MISSING
        if len(key) > LIMITS.field_characters:
            return ProblemCode.TOO_LONG
        if key in seen:
            return ProblemCode.DUPLICATE_KEY
        seen.add(key)
        return None

    def _read_children(self, element: _Element, draft: _Draft, kind: PersonKind) -> None:
        """Read the elements of a person; most are one line of text, so these are looked at all at once."""
        kept = draft.texts
        for name, text in {child.tag: child.text for child in element}.items():
            if name in TEXTS:
                if text:
                    kept[TEXTS[name]] = text
            elif name in DATES:
                _read_date(draft, DATES[name], text)
            elif name in CODES:
                _read_code(draft, CODES[name], text)
            elif name in DROPPED:
                if text and not text.isspace():
                    self._tally.drop(DROPPED[name])
            elif name not in IGNORED:
                self._read_others(element, str(name), draft, kind)

    def _read_others(self, element: _Element, name: str, draft: _Draft, kind: PersonKind) -> None:
        """Read the elements of this name that hold more than a text, or that may stand there more than once."""
        for child in element.iterchildren(name):
            if name == "toevoegingen":
                self._tally.drop(DroppedKind.VENDOR_BLOCK, sum(1 for _ in child.iterchildren("blok")))
            elif not self._read_link(child, draft, kind):
                draft.doubt(ProblemCode.UNKNOWN_ELEMENT, value=name)
                return

    def _read_link(self, child: _Element, draft: _Draft, kind: PersonKind) -> bool:
        """Read what points to a group or site, or names a role; tell whether it was one of these."""
        name = child.tag
        if kind is PersonKind.PUPIL:
            if name == "groep":
                self._add_group(child, "base", draft)
            elif name == "samengestelde_groepen":
                for group in child:
                    self._add_group(group, "mixed", draft)
            elif name == "vestiging":
                self._set_site(child, draft)
            else:
                return False
        elif name in {"rol", "rolomschrijving"}:
            draft.roles.extend(_roles([child], draft))
        elif name == "groepen":
            for group in child:
                self._add_group(group, "mixed" if group.tag == "samengestelde_groep" else "base", draft)
        else:
            return False
        return True

    def _add_group(self, element: _Element, kind: str, draft: _Draft) -> None:
        key = _reference(element)
        known = self._keys.mixed_groups if kind == "mixed" else self._keys.base_groups
        if key not in known:
            draft.doubt(ProblemCode.UNKNOWN_GROUP, "group", key)
            return
        for role in _roles(list(element), draft) or [""]:
            link = (kind, key, role)
            if link not in draft.groups:
                draft.groups.append(link)

    def _set_site(self, element: _Element, draft: _Draft) -> None:
        key = _reference(element)
        if key in self._keys.sites:
            draft.site = key
        else:
            draft.doubt(ProblemCode.UNKNOWN_SITE, "site", key)

    def _finish(self, draft: _Draft, key: str, kind: PersonKind) -> list[Incoming]:
        texts = draft.texts
        if draft.roles:
            texts["roles"] = ",".join(dict.fromkeys(draft.roles))
        if not is_plain(texts):
            refused = self._look_closer(texts)
            if refused is not None:
                return [Problem(ProblemLevel.REFUSED, refused[0], draft.where, refused[1]), RefusedPerson(kind, key)]
        if "surname" not in texts and "call_name" not in texts:
            missing = Problem(ProblemLevel.REFUSED, ProblemCode.NAME_MISSING, draft.where, "surname")
            return [missing, RefusedPerson(kind, key)]
        _complete(texts)
        if kind is PersonKind.PUPIL:
            draft.facts.setdefault("left_on", "")
        if key[:1] == "#" and is_dummy_key(key):
            draft.doubt(ProblemCode.DUMMY_KEY, "local_key", key)
            key = ""
        texts |= draft.facts
        person = IncomingPerson(kind, key, texts, tuple(draft.groups), draft.site, (), draft.where)
        if not draft.problems:
            return [person]
        about = list_name(name_in(texts))
        return [*(replace(problem, about=about) for problem in draft.problems), person]

    def _look_closer(self, texts: dict[str, str]) -> tuple[ProblemCode, str] | None:
        """Tidy texts that are not plain, and drop or refuse what may not be kept.

        Raises: Hostile.
        """
        tidy_values(texts)
        for empty in [name for name, text in texts.items() if not text]:
            del texts[empty]
        too_long = longest_field(texts)
        if too_long is not None:
            return ProblemCode.TOO_LONG, too_long
        with_number = field_with_number(texts, _FREE_TEXT)
        if with_number is not None:
            return ProblemCode.NATIONAL_NUMBER, with_number
        while (dropped := field_with_number(texts, _ADDRESSES)) is not None:
            self._tally.drop(DroppedKind.NATIONAL_NUMBER)
            del texts[dropped]
        return None

    def _add_eck_id(self, draft: _Draft, eck_id: str) -> None:
        eck_id = tidy_key(eck_id)
        mark = hash(eck_id)
        if mark in self._keys.eck_ids:
            draft.doubt(ProblemCode.DUPLICATE_ECK_ID, "eck_id")
        elif is_like_national_number(eck_id):
            self._tally.drop(DroppedKind.NATIONAL_NUMBER)
            draft.doubt(ProblemCode.KEY_LIKE_NATIONAL_NUMBER, "eck_id")
        elif len(eck_id) > LIMITS.field_characters:
            draft.doubt(ProblemCode.BAD_CODE, "eck_id", eck_id)
        else:
            self._keys.eck_ids.add(mark)
            draft.facts["eck_id"] = eck_id


def line_of(element: _Element) -> str:
    """Return the line of the file on which an element begins, or nothing when the parser can't tell."""
    return str(cast("int | None", element.sourceline) or "")


def _reference(element: _Element) -> str:
    """Return the key that an element has, nothing when a spreadsheet would calculate it.

    Raises: Hostile for anything else.
    """
    try:
        return tidy_key(element.get("key"))
    except Hostile as error:
        if error.reason is not RefusalReason.FORMULA:
            raise
        return ""


def _read_date(draft: _Draft, name: str, text: str | None) -> None:
    written = (text or "").strip()
    try:
        day = date.fromisoformat(written[:10])
    except ValueError:
        if written:
            draft.doubt(ProblemCode.BAD_DATE, name, written)
        return
    # xs:date may carry a time zone, and careless systems write a moment; neither changes the day.
    if 1900 <= day.year <= 2100:
        draft.facts[name] = written[:10]
    else:
        draft.doubt(ProblemCode.BAD_DATE, name, written)


def _read_code(draft: _Draft, name: str, text: str | None) -> None:
    code = (text or "").strip()
    if code in CODE_LISTS[name]:
        draft.facts[name] = code
    elif code:
        draft.doubt(ProblemCode.BAD_CODE, name, code)


def _roles(elements: list[_Element], draft: _Draft) -> list[str]:
    """Return role codes, and roles in the school's own words (without commas, which part them when stored)."""
    roles = []
    for element in elements:
        text = (element.text or "").strip()
        if element.tag == "rol" and text not in ROLES:
            draft.doubt(ProblemCode.BAD_CODE, "roles", text)
        elif text:
            roles.append(" ".join(text.replace(",", " ").split()))
    return roles


def _complete(texts: dict[str, str]) -> None:
    """Say outright what an EDEXML file says by leaving it out: no surname, no prefix; write postcodes one way."""
    texts.setdefault("surname", "")
    texts.setdefault("prefix", "")
    postcode = texts.get("postcode", "")
    if len(postcode) == 6 and postcode[:4].isdigit():
        texts["postcode"] = f"{postcode[:4]} {postcode[4:]}"
