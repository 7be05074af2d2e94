"""Other people who are named in somebody's records: found to be offered, and turned into what is to be masked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy.orm import Session

from leskracht_desktop.domain import names
from leskracht_desktop.domain.dossier import DossierPart, DossierSection, DossierSnapshot, Masking, ThirdParty
from leskracht_desktop.domain.masking import find_names, words_of
from leskracht_desktop.domain.people import PersonFilter, PersonId, ValueChangeRow
from leskracht_desktop.domain.requests import RequestDetails
from leskracht_desktop.domain.text_files import is_text_file, text_of_file
from leskracht_desktop.labels_nl import label
from leskracht_desktop.storage import snapshots
from leskracht_desktop.storage.search import find_people

_MOST_ALIKE = 20
MOST_READ = 64 * 1024 * 1024
"""Largest text file that is searched for names, in bytes."""
_SHORTEST_NUMBER = 6  # a phone number or user name that is shorter is too common to take out


def third_parties(
    session: Session,
    person_id: PersonId,
    sections: Sequence[DossierSection],
    history: Iterable[ValueChangeRow],
    requests: Sequence[RequestDetails],
    asked: RequestDetails | None = None,
) -> tuple[ThirdParty, ...]:
    """Return who else is named in all a dossier prints: as the records say, and by names known in the vault.

    That is also what a value was before it was changed, the names of files and what text files say. Who made the
    request that is `asked` is no third party: her own name is not kept from her. Most often named first. `places` are
    the labels of the categories.
    """
    texts = [
        *_texts(sections),
        *_history_texts(history),
        *_request_texts(requests),
        *_file_texts(session, person_id, sections),
    ]
    named = [name for section in sections for record in section.records for name in record.third_parties]
    named += [request.row.requester_name for request in requests]
    own = _names_of(session, person_id)
    if asked is not None:
        own |= {frozenset(words_of(asked.row.requester_name))} | _names_of(session, asked.requester_id)
    candidates = dict.fromkeys((*named, *_known_names(session, person_id, (text for _, text in texts))))
    wanted = [name for name in candidates if words_of(name) and frozenset(words_of(name)) not in own]
    found = find_names(texts, wanted)
    parties = [ThirdParty(name, count, places) for name, (count, places) in found.items()]
    return tuple(sorted(parties, key=lambda party: (-party.count, party.name)))


def _names_of(session: Session, person_id: PersonId | None) -> set[frozenset[str]]:
    """Return the ways to say somebody's name, each as its words in any order."""
    reach = None if person_id is None else snapshots.reach_of(session, person_id)
    if reach is None:
        return set()
    name = reach.name
    said = [names.display_name(name), names.formal_name(name)]
    said += [f"{first} {names.full_surname(name)}" for first in (name.given_names, name.call_name) if first]
    return {frozenset(words_of(text)) for text in said}


def maskings(session: Session, snapshot: DossierSnapshot, chosen: Iterable[str]) -> tuple[Masking, ...]:
    """Return what must go for each chosen name: the name, and where the same person can be reached if that is known."""
    found = []
    for number, name in enumerate(dict.fromkeys(name.strip() for name in chosen if words_of(name)), 1):
        found.append(Masking(name, number, tuple(_also(session, name, snapshot.subject.id))))
    return tuple(found)


def _also(session: Session, name: str, subject_id: PersonId) -> Iterator[str]:
    wanted = set(words_of(name))
    alike = find_people(session, name, PersonFilter(), limit=_MOST_ALIKE)
    for reach in snapshots.reaches_of(session, [one for one in alike if one != subject_id]):
        if set(words_of(names.display_name(reach.name))) != wanted:
            continue
        formal = names.formal_name(reach.name)
        if len(words_of(formal)) > 1:
            yield formal
        if reach.name.given_names:
            yield f"{reach.name.given_names} {names.full_surname(reach.name)}"
        yield from (text for text in (reach.email, reach.phone, reach.username) if len(text) >= _SHORTEST_NUMBER)


def _texts(sections: Iterable[DossierSection]) -> Iterator[tuple[str, str]]:
    for section in sections:
        for record in section.records:
            for field in record.fields:
                yield section.facts.label, field.value
            if record.attachment_name:
                yield section.facts.label, record.attachment_name


def _history_texts(history: Iterable[ValueChangeRow]) -> Iterator[tuple[str, str]]:
    place = label(DossierPart.HISTORY)
    for change in history:
        yield from ((place, text) for text in (change.old, change.new) if text)


def _file_texts(session: Session, person_id: PersonId, sections: Iterable[DossierSection]) -> Iterator[tuple[str, str]]:
    """Yield what the text files of records say; other files are withheld when a name is found in them."""
    places = {
        record.attachment_id: section.facts.label
        for section in sections
        for record in section.records
        if record.attachment_id is not None and is_text_file(record.attachment_type)
    }
    for attachment_id, place in places.items():
        data = snapshots.attachment_of(session, person_id, attachment_id, MOST_READ)
        if data is not None:
            yield place, text_of_file(data)


def _request_texts(requests: Iterable[RequestDetails]) -> Iterator[tuple[str, str]]:
    place = label(DossierPart.REQUESTS)
    for request in requests:
        for text in (request.row.requester_name, request.description, request.extension_reason):
            yield place, text
        for event in request.events:
            yield place, event.text


def _known_names(session: Session, person_id: PersonId, texts: Iterable[str]) -> Iterator[str]:
    """Yield the names of people in the vault whose first name and surname both stand somewhere in the texts."""
    present = {word for text in texts for word in words_of(text)}
    for name in snapshots.names_of_all(session, person_id):
        if name.surname and name.first and _within(name.surname, present) and _within(name.first, present):
            yield names.display_name(name)


def _within(name: str, present: set[str]) -> bool:
    if name.isascii() and name.isalpha():
        return name.lower() in present
    words = words_of(name)
    return bool(words) and present.issuperset(words)
