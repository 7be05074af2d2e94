"""One pass over an open file: each thing it holds goes to who knows what to do with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from leskracht_desktop.clock import local_date
from leskracht_desktop.domain.intake import (
    ImportOptions,
    Incoming,
    IncomingEventBatch,
    IncomingGroup,
    IncomingPerson,
    IncomingRecord,
    IncomingSchool,
    IncomingSite,
    Problem,
    ProblemLevel,
    RefusedPerson,
)
from leskracht_desktop.domain.intake_codes import ProblemCode
from leskracht_desktop.domain.package_subject import PackageSubject
from leskracht_desktop.importers.edexml import EdexmlFile
from leskracht_desktop.importers.package import PackageFile
from leskracht_desktop.importers.tables import TableFile
from leskracht_desktop.services.imports_context import ImportContext
from leskracht_desktop.services.imports_events import EventIntake
from leskracht_desktop.services.imports_outcome import Outcome
from leskracht_desktop.services.imports_package import RecordIntake
from leskracht_desktop.services.imports_people import PeopleIntake, Resolver
from leskracht_desktop.services.imports_relations import RelationIntake
from leskracht_desktop.services.imports_resolving import KeyResolver, ListResolver
from leskracht_desktop.services.imports_school import SchoolChoice, SchoolIntake, choose_school
from leskracht_desktop.services.imports_subject import Subject, find_subject
from leskracht_desktop.storage import intake, intake_school

_REPORT_EVERY = 250


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file came to, and the school (of a package also the person) it was taken in for."""

    outcome: Outcome
    school: SchoolChoice
    subject: Subject | None = None


@dataclass(frozen=True, slots=True)
class By:
    """Which file is read, when (aware) and by whom."""

    path: Path
    now: datetime
    actor: str


class ImportRun:
    """Reads a file once; without `import_id` nothing is written."""

    def __init__(
        self,
        session: Session,
        file: EdexmlFile | TableFile | PackageFile,
        options: ImportOptions,
        by: By,
        import_id: int | None = None,
    ) -> None:
        self._session = session
        self._file = file
        self._options = options
        self._by = by
        self._import_id = import_id
        self._outcome = Outcome()

    def read(self, pause: Callable[[], None]) -> ReadFile:
        """Read the whole file; `pause` is called now and then and may raise Cancelled.

        Raises: FileRefused, NotFound, Cancelled.
        """
        if isinstance(self._file, PackageFile):
            return self._read_package(self._file, pause)
        return self._read_people(self._file, pause)

    def _context(self, told: IncomingSchool) -> tuple[ImportContext, SchoolChoice]:
        school = choose_school(self._session, self._by.path, self._file.kind, told, self._options)
        context = ImportContext(
            session=self._session,
            outcome=self._outcome,
            kind=self._file.kind,
            school_id=school.id,
            now=self._by.now,
            today=local_date(self._by.now),
            actor=self._by.actor,
            import_id=self._import_id,
            complete=self._options.complete,
        )
        if school.doubt is not None:
            context.doubt(school.doubt, field="brin", value=school.told)
        return context, school

    def _read_people(self, file: EdexmlFile | TableFile, pause: Callable[[], None]) -> ReadFile:
        stream = file.records()
        told = next(stream)
        if not isinstance(told, IncomingSchool):
            raise TypeError(type(told))
        context, chosen = self._context(told)
        newest = intake_school.newest_reference(self._session, chosen.id, file.kind)
        if told.reference_on and told.reference_on < newest:
            context.doubt(ProblemCode.OLDER_FILE, field="reference_on", value=told.reference_on)
        school = SchoolIntake(context, chosen.brin, told)
        relations = RelationIntake(context)
        resolver: Resolver = KeyResolver(context) if isinstance(file, EdexmlFile) else ListResolver(context, relations)
        people = PeopleIntake(context, school, resolver)
        for number, incoming in enumerate(stream):
            if number % _REPORT_EVERY == 0:
                pause()
            _take_person(incoming, self._outcome, school, people)
        people.finish()
        relations.finish(everyone_read=people.everyone_read)
        return ReadFile(self._outcome, chosen)

    def _read_package(self, file: PackageFile, pause: Callable[[], None]) -> ReadFile:
        context, chosen = self._context(file.school)
        subject = find_subject(context, self._by.path, file.subject, self._options)
        person = subject.person
        written_on = file.school.reference_on
        if written_on and written_on < intake_school.newest_package(self._session, person["id"]):
            context.doubt(ProblemCode.OLDER_PACKAGE, field="reference_on", value=written_on)
        records = RecordIntake(context, person, file.attachment)
        events = EventIntake(context, person["id"])
        refused: set[str] = set()
        for number, incoming in enumerate(file.records()):
            if number % _REPORT_EVERY == 0 or isinstance(incoming, IncomingEventBatch):
                pause()
            if isinstance(incoming, IncomingRecord):
                records.take(incoming)
            elif isinstance(incoming, IncomingEventBatch):
                events.take(incoming)
            elif isinstance(incoming, Problem):
                self._outcome.doubt(incoming)
                if incoming.level is ProblemLevel.REFUSED:
                    refused.add(_category_of(incoming.where))
        records.finish(file.manifest.covered, frozenset(refused))
        if self._import_id is not None and not self._outcome.changes_nothing:
            intake.note_people(self._session, self._import_id, (person["id"],))
        return ReadFile(self._outcome, chosen, subject)


def _take_person(incoming: Incoming, outcome: Outcome, school: SchoolIntake, people: PeopleIntake) -> None:
    if isinstance(incoming, IncomingPerson):
        people.take(incoming)
    elif isinstance(incoming, Problem):
        outcome.doubt(incoming)
        if incoming.level is ProblemLevel.REFUSED and incoming.field == "group":
            school.group_refused()
    elif isinstance(incoming, RefusedPerson):
        people.skip(incoming)
    elif isinstance(incoming, IncomingGroup):
        school.take_group(incoming)
    elif isinstance(incoming, IncomingSite):
        school.take_site(incoming)
    elif isinstance(incoming, PackageSubject | IncomingSchool):
        raise TypeError(type(incoming))


def _category_of(where: str) -> str:
    """Return the category of a place in a package: `data/messages-processor.json:3`, `messages.processor:3`."""
    return where.rpartition("/")[2].split("-")[0].split(".")[0]
