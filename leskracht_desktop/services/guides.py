"""The guides to the model agreements: what ships, what the user added, comparing, and the key card."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from leskracht_desktop import paths
from leskracht_desktop.agreements.content_file import SIZE_LIMIT
from leskracht_desktop.agreements.guide_library import load_library
from leskracht_desktop.agreements.guides import parse_guide
from leskracht_desktop.agreements.statement import is_statement, parse_statement, statement_document
from leskracht_desktop.clock import Clock
from leskracht_desktop.domain.agreements import AgreementDetails, AgreementId
from leskracht_desktop.domain.audit import AuditEntity, AuditKind
from leskracht_desktop.domain.comparing import GuideComparison, compare_guides
from leskracht_desktop.domain.comparing_own import OwnComparison, compare_with_own
from leskracht_desktop.domain.guide import Guide
from leskracht_desktop.domain.guide_changes import GuideChange, what_changes
from leskracht_desktop.domain.guide_library import UNREADABLE, GuideLibrary, GuideProblem
from leskracht_desktop.domain.guide_notes import SearchGroup, SearchHit
from leskracht_desktop.domain.key_facts import KeyFacts, key_facts
from leskracht_desktop.domain.readable import ReadableDocument
from leskracht_desktop.errors import FileRefused, FileUnreadable, NotAllowed, NotFound
from leskracht_desktop.services.actors import Actor
from leskracht_desktop.services.base import Service
from leskracht_desktop.services.guide_index import GuideIndex
from leskracht_desktop.services.guide_search import MORE_HITS, MOST_HITS, Limits, further_hits, search_all
from leskracht_desktop.services.holder import VaultHolder
from leskracht_desktop.services.inventory import processing_inventory
from leskracht_desktop.storage.agreements import agreement_details
from leskracht_desktop.storage.models import GuideFile

FOLDER: Final = "agreements"
_STATEMENT: Final = "statement-"
"""How the names of the files of the privacy statement begin; those of the guides do otherwise."""

_Files = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NewGuideFile:
    """A content file that was read and checked but not yet taken in, and what it would change."""

    path: Path
    content: bytes
    change: GuideChange


@dataclass(frozen=True, slots=True)
class NewStatementFile:
    """A version of the privacy statement that was read and checked but not yet taken in; `before` is the newest now."""

    path: Path
    content: bytes
    before: ReadableDocument
    document: ReadableDocument
    is_shipped: bool
    """Whether a version of this name comes with the program: that one stays as it is."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A library and its index, with the checksums of the files the user added to it."""

    files: _Files
    library: GuideLibrary
    statements: tuple[ReadableDocument, ...]
    """The newest first."""
    index: GuideIndex


@cache
def _statement() -> ReadableDocument:
    return statement_document(processing_inventory())


class GuideService(Service):
    """Reads the guides; without an open vault only what ships with the program."""

    def __init__(self, holder: VaultHolder, clock: Clock, actor: Actor) -> None:
        super().__init__(holder, clock, actor)
        self._loaded: _Loaded | None = None

    def library(self) -> GuideLibrary:
        """Return everything there is to read, and which content files were left out."""
        return self._current().library

    def guide(self, version: str) -> Guide:
        """Return the guide to a version of the model.

        Raises: NotFound; FileRefused or FileUnreadable when there is a file of it that was left out.
        """
        library = self.library()
        found = library.guide(version)
        if found is None:
            raise next(map(_why, library.left_out(_name(version))), NotFound("guide", version))
        return found

    def statement(self) -> ReadableDocument:
        """Return the newest version of the supplier's privacy statement as a document to read.

        Raises: FileRefused when the program's own inventory was altered.
        """
        return self.statements()[0]

    def statements(self) -> tuple[ReadableDocument, ...]:
        """Return every version of the statement, the newest first: what ships, and what the user added.

        Raises: FileRefused when the program's own inventory was altered.
        """
        return self._current().statements

    def compare(self, old: str, new: str) -> GuideComparison:
        """Return what changed from one version of the model to another.

        Raises: NotFound, NotAllowed (`guide_without_articles`: of either only facts are known), FileRefused,
        FileUnreadable.
        """
        before, after = self.guide(old), self.guide(new)
        if not (before.worked_out and after.worked_out):
            raise NotAllowed("guide_without_articles")
        return compare_guides(before, after)

    def compare_with_own(self, agreement_id: AgreementId) -> OwnComparison:
        """Return the model of an agreement beside what the parties agreed themselves.

        Raises: NotFound, FileRefused, FileUnreadable.
        """
        details = self._details(agreement_id)
        return compare_with_own(self.guide(details.row.model_version), details.content)

    def key_facts(self, agreement_id: AgreementId) -> KeyFacts:
        """Return the key card of an agreement, with the articles of its model beside it.

        Raises: NotFound, FileRefused, FileUnreadable.
        """
        details = self._details(agreement_id)
        return key_facts(details, self.library().guide(details.row.model_version))

    def search(self, text: str, most: int = MOST_HITS) -> tuple[SearchGroup, ...]:
        """Return where every word typed occurs, in whatever number and without regard to accents, by document.

        The last word may be the beginning of one. What holds the words in its name comes first. At most `most` hits of
        each document carry a sentence, fewer when many are found: `more_hits` brings the others.
        """
        return self._search(text, Limits(most))

    def search_whole(self, text: str, most: int | None = None) -> tuple[SearchGroup, ...]:
        """Return the same with every hit, or `most` of each document, however many are found."""
        return self._search(text, Limits.without(most))

    def more_hits(self, text: str, group: SearchGroup, most: int = MORE_HITS) -> tuple[SearchHit, ...]:
        """Return at most so many hits that come after those a group has."""
        from leskracht_desktop.domain.excerpts import Query

        query = Query.of(text)
        if self._holder.is_locked:
            return further_hits(None, self._load((), {}).index, query, group, most)
        with self._holder.vault.read() as session:
            return further_hits(session, self._current_in(session).index, query, group, most)

    def _search(self, text: str, limits: Limits) -> tuple[SearchGroup, ...]:
        from leskracht_desktop.domain.excerpts import Query

        query = Query.of(text)
        if not query.words:
            return ()
        if self._holder.is_locked:
            return search_all(None, self._load((), {}).index, query, limits)
        with self._holder.vault.read() as session:
            return search_all(session, self._current_in(session).index, query, limits)

    def read_file(self, path: Path) -> NewGuideFile:
        """Read a content file and tell what taking it in would change.

        Raises: FileRefused, FileUnreadable.
        """
        content = _read(path)
        guide = parse_guide(content, path)
        return NewGuideFile(path, content, what_changes(self.library().guide(guide.version.id), guide))

    def read_any(self, path: Path) -> NewGuideFile | NewStatementFile:
        """Read a content file, or one with another version of the privacy statement.

        Raises: FileRefused, FileUnreadable.
        """
        content = _read(path)
        if not is_statement(content, path):
            return self.read_file(path)
        document = parse_statement(content, path)
        is_shipped = document.edition == _statement().edition
        return NewStatementFile(path, content, self.statement(), document, is_shipped)

    def take_in_statement(self, file: NewStatementFile) -> str:
        """Keep a version of the privacy statement in the vault beside the others and return what it is called.

        Raises: FileRefused (`duplicate_code`: that version ships), ReadOnlyVault, VaultLocked.
        """
        edition = parse_statement(file.content, file.path).edition
        if edition == _statement().edition:
            raise FileRefused(file.path, "duplicate_code", "statement.edition", edition)
        self._keep(_statement_name(edition), file.content)
        return edition

    def give_up_statement(self, edition: str) -> None:
        """Forget a version of the privacy statement the user added.

        Raises: NotFound, ReadOnlyVault, VaultLocked.
        """
        self._forget(_statement_name(edition), edition)

    def take_in(self, file: NewGuideFile) -> str:
        """Keep a content file in the vault and return its version; it stands in for the one that ships.

        Raises: FileRefused, ReadOnlyVault, VaultLocked.
        """
        version = parse_guide(file.content, file.path).version.id
        if len(file.content) > SIZE_LIMIT:
            raise FileRefused(file.path, "too_large")
        self._keep(_name(version), file.content)
        return version

    def shipped(self, version: str) -> Guide | None:
        """Return the guide to a version that comes with the program, or None when there is none."""
        return load_library(paths.resource(FOLDER), {}).guide(version)

    def back_to_shipped(self, version: str) -> GuideChange | None:
        """Return what giving up the user's own content for a version changes; None when the version disappears with it.

        Raises: NotFound, FileRefused, FileUnreadable.
        """
        shipped = self.shipped(version)
        return None if shipped is None else what_changes(self.guide(version), shipped)

    def give_up(self, version: str) -> None:
        """Forget the content file the user added for a version; what ships is read again.

        Raises: NotFound, ReadOnlyVault, VaultLocked.
        """
        self._forget(_name(version), version)

    def _keep(self, name: str, content: bytes) -> None:
        with self._holder.vault.session() as session:
            row = session.get(GuideFile, name) or GuideFile(name=name)
            row.content, row.sha256 = content, hashlib.sha256(content).hexdigest()
            row.added_at, row.actor = self._clock(), self._actor()
            session.add(row)
            self._record(session, AuditKind.GUIDE_FILE_ADDED, AuditEntity.GUIDE, sha256=row.sha256)

    def _forget(self, name: str, key: str) -> None:
        with self._holder.vault.session() as session:
            row = session.get(GuideFile, name)
            if row is None:
                raise NotFound("guide", key)
            self._record(session, AuditKind.GUIDE_FILE_REMOVED, AuditEntity.GUIDE, sha256=row.sha256)
            session.delete(row)

    def _details(self, agreement_id: AgreementId) -> AgreementDetails:
        with self._holder.vault.read() as session:
            return agreement_details(session, agreement_id, self._today())

    def _current(self) -> _Loaded:
        """Return the library, read again only when the open vault holds other files than those it was read with."""
        if self._holder.is_locked:
            return self._load((), {})
        with self._holder.vault.read() as session:
            return self._current_in(session)

    def _current_in(self, session: Session) -> _Loaded:
        rows = session.execute(select(GuideFile.name, GuideFile.sha256).order_by(GuideFile.name))
        files = tuple((name, sha256) for name, sha256 in rows)
        if self._loaded is not None and self._loaded.files == files:
            return self._loaded
        return self._load(files, _contents(session))

    def _load(self, files: _Files, added: Mapping[str, bytes]) -> _Loaded:
        if self._loaded is None or self._loaded.files != files:
            statements, problems = _statements(added)
            models = {name: content for name, content in added.items() if not name.startswith(_STATEMENT)}
            library = load_library(paths.resource(FOLDER), models)
            library = replace(library, problems=(*library.problems, *problems))
            self._loaded = _Loaded(files, library, statements, GuideIndex(library, statements[0]))
        return self._loaded


def _statements(added: Mapping[str, bytes]) -> tuple[tuple[ReadableDocument, ...], list[GuideProblem]]:
    """Return every version of the statement, the newest first, and the files of it that were left out."""
    found, problems = [_statement()], []
    for name, content in added.items():
        if name.startswith(_STATEMENT):
            try:
                found.append(parse_statement(content, Path(name)))
            except FileRefused as error:
                problems.append(GuideProblem(name, error.reason, error.where, error.detail))
    return tuple(sorted(found, key=lambda one: (one.edition_on, one.edition), reverse=True)), problems


def _read(path: Path) -> bytes:
    """Return the bytes of a file, and no more of them than show that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise FileUnreadable(path, type(error).__name__) from error


def _why(problem: GuideProblem) -> FileRefused | FileUnreadable:
    """Return the error with which a content file was left out."""
    path = Path(problem.file)
    if problem.reason == UNREADABLE:
        return FileUnreadable(path, problem.detail)
    return FileRefused(path, problem.reason, problem.where, problem.detail)


def _name(version: str) -> str:
    return f"model-{version}.toml"


def _statement_name(edition: str) -> str:
    return f"{_STATEMENT}{edition}.toml"


def _contents(session: Session) -> dict[str, bytes]:
    return {row.name: row.content for row in session.scalars(select(GuideFile))}
