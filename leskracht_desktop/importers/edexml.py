"""EDEXML 1.0.3, 2.0 and 2.1 read as a stream: one school, its sites, groups, pupils and staff."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

from lxml import etree

from leskracht_desktop.domain.bad_value import BadValue
from leskracht_desktop.domain.identifiers import parse_brin, parse_school_year
from leskracht_desktop.domain.intake import (
    ImportKind,
    Incoming,
    IncomingGroup,
    IncomingSchool,
    IncomingSite,
    IncomingStream,
    Problem,
    ProblemLevel,
    Tally,
)
from leskracht_desktop.domain.intake_codes import DroppedKind, ProblemCode, RefusalReason
from leskracht_desktop.domain.people import PersonKind
from leskracht_desktop.errors import FileRefused
from leskracht_desktop.importers.edexml_fields import SECTIONS, YEAR_GROUPS, Version, version_told
from leskracht_desktop.importers.edexml_people import KeyRegister, PeopleReader, line_of
from leskracht_desktop.importers.limits import LIMITS, Limits
from leskracht_desktop.importers.source import SourceFile
from leskracht_desktop.importers.texts import Hostile, field_with_number, longest_field, shown, tidy_values
from leskracht_desktop.importers.xml_head import BadHead, read_head

if TYPE_CHECKING:
    from lxml.etree import _Element

_PEOPLE = {"leerling": PersonKind.PUPIL, "leerkracht": PersonKind.STAFF}
_CONTAINERS = {"leerling": "leerlingen", "leerkracht": "leerkrachten"}
_RESOURCE_LIMIT = 114  # libxml2's XML_ERR_RESOURCE_LIMIT: too deep, a text or attribute too long
_SITE_DIGITS = re.compile(r"[0-9]{2}")


class EdexmlFile:
    """An open EDEXML file; memory stays flat however many pupils it has."""

    kind = ImportKind.EDEXML

    def __init__(self, source: SourceFile, limits: Limits = LIMITS) -> None:
        self.tally = Tally()
        self.school = IncomingSchool()
        self._source = source
        self._limits = limits
        self._keys = KeyRegister()
        self._people = PeopleReader(self._keys, self.tally)
        self._section = -1
        self._container: _Element | None = None
        self._stream: _GuardedStream | None = None
        source.limit(limits.xml_file)
        try:
            self._head = read_head(source.head(limits.head))
        except BadHead as error:
            raise source.refuse(error.reason, detail=error.detail) from error
        if self._head.root != "EDEX":
            raise source.refuse(RefusalReason.OTHER_XML, detail=shown(self._head.root))

    def records(self) -> IncomingStream:
        """Yield the school, its sites and groups, then its people, with problems in between.

        Raises: FileRefused.
        """
        self._source.handle.seek(len(self._head.bom))
        stream = self._stream = _GuardedStream(self._source, self._limits.xml_record)
        elements = etree.iterparse(
            stream,
            events=("end",),
            tag=("EDEX", *SECTIONS, *_PEOPLE),
            encoding=self._head.encoding,
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        element: _Element | None = None
        try:
            for _, element in elements:
                yield from self._ended(element)
                stream.mark()
        except etree.XMLSyntaxError as error:
            raise self._syntax(error) from error
        except Hostile as error:
            line = "" if element is None else line_of(element)
            raise self._source.refuse(error.reason, line, error.field) from error
        self._check_whole()

    def position(self) -> int:
        """Return how many bytes were read."""
        return 0 if self._stream is None else self._stream.count

    def _ended(self, element: _Element) -> Iterable[Incoming]:
        """Return what an element that is now complete holds."""
        name, parent = str(element.tag), element.getparent()
        if name in _PEOPLE:
            if parent is None or parent.tag != _CONTAINERS[name]:
                raise self._misplaced(element)
            if parent is not self._container:
                self._begin(parent)
            found = self._people.read(element, _PEOPLE[name])
            before = element.getprevious()
            if before is not None and before.tag != name:
                found += self._strangers(element)
            element.clear()
            while before is not None:
                del parent[0]
                before = element.getprevious()
            return found
        if parent is None:
            return self._check_root(element)
        if parent.getparent() is None:
            return self._section_ended(element, name)
        if name != "groepen" or parent.tag != "leerkracht":  # a teacher's groups stand in an element of that name
            raise self._misplaced(element)
        return ()

    def _begin(self, section: _Element) -> None:
        """Check that a section may begin here: sections have an order, and the school comes first."""
        root = section.getparent()
        if root is None or root.getparent() is not None:
            raise self._misplaced(section)
        self._check_root(root)
        name = str(section.tag)
        place = SECTIONS.index(name)
        if place <= self._section or (self._section < 0) != (name == "school"):
            raise self._misplaced(section)
        self._section = place
        self._container = section

    def _check_root(self, root: _Element) -> tuple[()]:
        # Belt and braces: the head was looked at as text, the parser must agree.
        if root.tag != "EDEX" or root.getroottree().docinfo.internalDTD is not None:
            raise Hostile(RefusalReason.HAS_DOCTYPE)
        return ()

    def _misplaced(self, element: _Element) -> FileRefused:
        return self._source.refuse(RefusalReason.WRONG_STRUCTURE, line_of(element), shown(str(element.tag)))

    def _strangers(self, element: _Element) -> list[Incoming]:
        """Return doubts about what stands between the people of a section."""
        found: list[Incoming] = []
        before = element.getprevious()
        while before is not None and before.tag != element.tag:
            found.append(_doubt(before, ProblemCode.UNKNOWN_ELEMENT, value=str(before.tag)))
            before = before.getprevious()
        return found

    def _section_ended(self, element: _Element, name: str) -> Iterable[Incoming]:
        if element is not self._container:
            self._begin(element)
        found: list[Incoming] = []
        if name == "school":
            self.school = self._read_school(element)
            found += [self.school, *self._version_doubts(element)]
        elif name == "vestigingen":
            found.extend(map(self._read_site, element.iterchildren("vestiging")))
        elif name == "groepen":
            for group in element:
                found += self._read_group(group)
        element.clear()
        return found

    def _read_school(self, element: _Element) -> IncomingSchool:
        line = line_of(element)
        texts = {str(child.tag): (child.text or "").strip() for child in element}
        for block in element.iterchildren("toevoegingen"):
            self.tally.drop(DroppedKind.VENDOR_BLOCK, sum(1 for _ in block.iterchildren("blok")))
        try:
            year = parse_school_year(texts.get("schooljaar", ""))
            brin = parse_brin(texts["brincode"][:4]) if texts.get("brincode") else ""
        except BadValue as error:
            wrong = error.code == "school_year_format"
            reason = RefusalReason.SCHOOL_YEAR_WRONG if wrong else RefusalReason.WRONG_STRUCTURE
            raise self._source.refuse(reason, line, "schooljaar" if wrong else "brincode") from error
        digits = texts.get("dependancecode") or texts.get("brincode", "")[4:6]
        site_code = brin + digits if brin and _SITE_DIGITS.fullmatch(digits) and digits != "00" else ""
        kept = {"local_key": texts.get("schoolkey") or texts.get("instellingsnummer", "")}
        tidy_values(kept)
        reference = texts.get("peildatum") or texts.get("aanmaakdatum", "")
        return IncomingSchool(brin, site_code, kept["local_key"], year, reference[:10])

    def _version_doubts(self, school: _Element) -> Iterable[Problem]:
        """Refuse a version that is newer than the program; doubt one that never was, for the structure tells more."""
        for element in school.iterchildren("xsdversie"):
            told = version_told(element.text or "")
            if told is Version.NEWER:
                raise self._source.refuse(RefusalReason.EDEXML_VERSION, line_of(element), shown(element.text or ""))
            if told is Version.STRANGE:
                yield _doubt(element, ProblemCode.UNKNOWN_VERSION, value=element.text or "")

    def _read_site(self, element: _Element) -> Incoming:
        values = {"key": element.get("key") or "", "name": _text(element, "naam")}
        problem = _problem_with(values, self._keys.sites)
        if problem is not None:
            return _refusal(element, problem, "site")
        self._keys.sites.add(values["key"])
        return IncomingSite(values["key"], values["name"])

    def _read_group(self, element: _Element) -> list[Incoming]:
        if element.tag not in {"groep", "samengestelde_groep"}:
            return [_doubt(element, ProblemCode.UNKNOWN_ELEMENT, value=str(element.tag))]
        is_base = element.tag == "groep"
        values = {"key": element.get("key") or "", "name": _text(element, "naam")}
        problem = _problem_with(values, self._keys.base_groups | self._keys.mixed_groups)
        if problem is not ProblemCode.DUPLICATE_KEY:
            # Also when it is refused: who is in that group by an earlier file stays there.
            (self._keys.base_groups if is_base else self._keys.mixed_groups).add(values["key"])
        if problem is not None:
            return [_refusal(element, problem, "group")]
        for block in element.iterchildren("toevoegingen"):
            self.tally.drop(DroppedKind.VENDOR_BLOCK, sum(1 for _ in block.iterchildren("blok")))
        year_group = _text(element, "jaargroep") if is_base else ""
        found: list[Incoming] = []
        if year_group and year_group not in YEAR_GROUPS:
            found.append(_doubt(element, ProblemCode.BAD_CODE, "year_group", year_group))
            year_group = ""
        found.append(IncomingGroup(values["key"], values["name"], year_group, "base" if is_base else "mixed"))
        return found

    def _syntax(self, error: etree.XMLSyntaxError) -> Exception:
        limited = getattr(error, "code", None) == _RESOURCE_LIMIT
        reason = RefusalReason.TOO_DEEP if limited else RefusalReason.NOT_WELL_FORMED
        return self._source.refuse(reason, str(error.lineno or ""))

    def _check_whole(self) -> None:
        """Refuse what only shows at the end: no pupils, or keys that are national numbers."""
        if self._section < SECTIONS.index("leerlingen"):
            raise self._source.refuse(RefusalReason.WRONG_STRUCTURE, detail="leerlingen")
        pupils, like_bsn = len(self._keys.pupils), self._keys.numbers_like_bsn
        if self._keys.rows == 0:
            raise self._source.refuse(RefusalReason.NO_PEOPLE)
        if self._keys.first_formula is not None and self._keys.taken == 0:
            raise self._source.refuse(RefusalReason.FORMULA, *self._keys.first_formula)
        if like_bsn >= 3 and like_bsn * 2 > pupils:
            raise self._source.refuse(RefusalReason.KEYS_ARE_NATIONAL_NUMBERS, detail=str(like_bsn))


class _GuardedStream:
    """Hands the parser its bytes, and stops it when one record takes more than a record may."""

    def __init__(self, source: SourceFile, most: int) -> None:
        self._handle: BinaryIO = source.handle
        self._most = most
        self._mark = 0
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        if self.count - self._mark > self._most:
            raise Hostile(RefusalReason.RECORD_TOO_LARGE)
        chunk = self._handle.read(size)
        self.count += len(chunk)
        return chunk

    def mark(self) -> None:
        self._mark = self.count


def _text(element: _Element, name: str) -> str:
    return (element.findtext(name) or "").strip()


def _problem_with(values: dict[str, str], known: set[str]) -> ProblemCode | None:
    """Return what is wrong with the key and name of a site or group, if anything; tidies them.

    Raises: Hostile.
    """
    try:
        tidy_values(values)
    except Hostile as error:
        if error.reason is not RefusalReason.FORMULA:
            raise
        return ProblemCode.FORMULA
    if not values["key"]:
        return ProblemCode.KEY_MISSING
    if values["key"] in known:
        return ProblemCode.DUPLICATE_KEY
    if not values["name"]:
        return ProblemCode.NAME_MISSING
    if longest_field(values):
        return ProblemCode.TOO_LONG
    return ProblemCode.NATIONAL_NUMBER if field_with_number(values, ("name",)) else None


def _refusal(element: _Element, code: ProblemCode, name: str) -> Problem:
    return Problem(ProblemLevel.REFUSED, code, line_of(element), name)


def _doubt(element: _Element, code: ProblemCode, name: str = "", value: str = "") -> Problem:
    return Problem(ProblemLevel.DOUBTFUL, code, line_of(element), name, shown(value))
