"""To whom of the vault a package belongs; never to somebody whom it contradicts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from leskracht_desktop.domain.intake import ImportOptions
from leskracht_desktop.domain.intake_codes import ProblemCode, RefusalReason
from leskracht_desktop.domain.names import name_in
from leskracht_desktop.domain.package_subject import KnownPerson, Likeness, PackageSubject, compare, same_name
from leskracht_desktop.domain.people import PersonId, PersonKind, person_key
from leskracht_desktop.errors import FileRefused, NotFound
from leskracht_desktop.services.imports_context import ImportContext
from leskracht_desktop.storage import intake
from leskracht_desktop.storage.intake import PersonRecord

_DOUBTS = {Likeness.UNPROVEN: ProblemCode.SUBJECT_UNPROVEN, Likeness.OTHER_NAME: ProblemCode.SUBJECT_DIFFERS}


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a package goes to.

    It is `unproven` when the user chose somebody and nothing but a name tells that it is about her; with another name,
    or when others have that name too, the user `must_confirm` it.
    """

    person: PersonRecord
    unproven: bool = False
    must_confirm: bool = False


def find_subject(context: ImportContext, path: Path, subject: PackageSubject, options: ImportOptions) -> Subject:
    """Return whom a package is about: the user's choice, else by key, else by name with birth date or e-mail.

    Raises: FileRefused (`person_needed`, `person_ambiguous`, `person_contradicted`, and without a preview
        `person_unconfirmed`), NotFound.
    """
    if options.person_id is not None:
        return _chosen(context, path, subject, options, options.person_id)
    found = list(_candidates(context, subject))
    if len(found) != 1:
        raise FileRefused(path, RefusalReason.PERSON_AMBIGUOUS if found else RefusalReason.PERSON_NEEDED)
    if compare(subject, _known(found[0])).likeness is not Likeness.CERTAIN:
        # The key says one person, the name another: too dangerous to take for granted.
        raise FileRefused(path, RefusalReason.PERSON_NEEDED)
    return Subject(found[0])


def _chosen(
    context: ImportContext, path: Path, subject: PackageSubject, options: ImportOptions, person_id: PersonId
) -> Subject:
    row = intake.people_by_id(context.session, (person_id,)).get(person_id)
    if row is None:
        raise NotFound("person", person_key(person_id))
    verdict = compare(subject, _known(row))
    others = set(_by_key(context, subject)) - {person_id}
    if verdict.likeness is Likeness.CONTRADICTED or others:
        raise FileRefused(path, RefusalReason.PERSON_CONTRADICTED, detail=verdict.field or "local_key")
    if verdict.likeness is Likeness.CERTAIN:
        return Subject(row)
    context.doubt(_DOUBTS[verdict.likeness], field=verdict.field)
    must_confirm = verdict.likeness is Likeness.OTHER_NAME or _has_namesake(context, subject, person_id)
    if must_confirm and context.applies and not options.confirmed:
        raise FileRefused(path, RefusalReason.PERSON_UNCONFIRMED)
    return Subject(row, unproven=True, must_confirm=must_confirm)


def _has_namesake(context: ImportContext, subject: PackageSubject, person_id: PersonId) -> bool:
    people = intake.each_person(context.session, context.school_id, subject.kind)
    return any(row["id"] != person_id and same_name(name_in(row), subject.name) for row in people)


def _candidates(context: ImportContext, subject: PackageSubject) -> Iterator[PersonRecord]:
    ids = _by_key(context, subject)
    if ids:
        yield from intake.people_by_id(context.session, ids).values()
        return
    born, email = subject.birth_on.isoformat() if subject.birth_on else "", subject.email.casefold()
    if not born and not email:
        return
    for row in intake.each_person(context.session, context.school_id, subject.kind):
        same = (born and row["birth_on"] == born) or (email and row["email"].casefold() == email)
        if same and same_name(name_in(row), subject.name):
            yield row


def _by_key(context: ImportContext, subject: PackageSubject) -> frozenset[int]:
    """Return who has the key that the package names."""
    if not subject.local_key:
        return frozenset()
    found = intake.ids_by_key(context.session, context.school_id, subject.kind, {subject.local_key})
    return frozenset(found.values())


def _known(row: PersonRecord) -> KnownPerson:
    return KnownPerson(
        PersonKind(row["kind"]),
        name_in(row),
        row["local_key"] or "",
        date.fromisoformat(row["birth_on"]) if row["birth_on"] else None,
        row["email"],
    )
