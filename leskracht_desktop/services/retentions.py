"""How long the school keeps its own data, as it says itself (AVG art. 15(1)(d)): for windows and dossiers alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from leskracht_desktop.domain.audit import AuditEntity, AuditKind
from leskracht_desktop.domain.bad_value import BadValue
from leskracht_desktop.domain.inventory import Compartment, Inventory
from leskracht_desktop.domain.national_number import holds_national_number
from leskracht_desktop.domain.text_safety import parse_line
from leskracht_desktop.errors import InvalidInput, NationalNumberFound, NotFound
from leskracht_desktop.services.base import Service
from leskracht_desktop.services.inventory import processing_inventory
from leskracht_desktop.storage import settings as queries

_PREFIX = "retention."


@dataclass(frozen=True, slots=True)
class RetentionTerm:
    """How long one category of the school's own data is kept; `text` is empty while the school has not said so."""

    category: str
    label: str
    text: str
    suggestion: str
    """What schools usually decide: to be checked by the school before it says so itself."""


class RetentionService(Service):
    """Reads and changes how long the school keeps each category of its own data."""

    def terms(self) -> tuple[RetentionTerm, ...]:
        """Return a term for every category the school decides on, in the order of a dossier.

        Raises: VaultLocked.
        """
        with self._holder.vault.read() as session:
            said = terms_of(session)
        return tuple(
            RetentionTerm(one.code, one.label, said.get(one.code, ""), one.retention.suggestion)
            for one in processing_inventory().within(Compartment.SCHOOL)
        )

    def inventory(self) -> Inventory:
        """Return the processing inventory with the terms of the school in it.

        Raises: VaultLocked.
        """
        with self._holder.vault.read() as session:
            return inventory_of(session)

    def set_terms(self, texts: Mapping[str, str]) -> None:
        """Say how long categories are kept, by their codes; an empty text takes back what was said.

        Raises: InvalidInput, NationalNumberFound (the field is the code), NotFound (no such category), ReadOnlyVault,
        VaultLocked.
        """
        known = {one.code for one in processing_inventory().within(Compartment.SCHOOL)}
        for code in texts:
            if code not in known:
                raise NotFound("section", code)
        problems = tuple(term_problems(texts))
        if problems:
            raise InvalidInput(problems)
        for code, text in texts.items():
            if holds_national_number(text):
                raise NationalNumberFound(code)
        with self._holder.vault.session() as session:
            said = terms_of(session)
            for code, text in texts.items():
                wanted = parse_line(text)
                if wanted != said.get(code, ""):
                    _store(session, code, wanted)
                    self._record(session, AuditKind.SETTING_CHANGED, AuditEntity.SETTING, key=_PREFIX + code)


def term_problems(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (code of the category, problem code) for each text that can't be stored."""
    for code, text in texts.items():
        try:
            parse_line(text)
        except BadValue as error:
            yield code, error.code


def terms_of(session: Session) -> dict[str, str]:
    """Return what the school said about how long it keeps data, by category code."""
    return {key.removeprefix(_PREFIX): text for key, text in queries.settings_under(session, _PREFIX)}


def inventory_of(session: Session) -> Inventory:
    """Return the processing inventory as it holds in this vault.

    Raises: FileRefused when the program's own file was altered.
    """
    return processing_inventory().with_terms(terms_of(session))


def lacks_a_term(session: Session) -> bool:
    """Tell whether the school has not said of every category of its own how long it keeps it."""
    said = terms_of(session)
    return any(one.code not in said for one in processing_inventory().within(Compartment.SCHOOL))


def _store(session: Session, code: str, text: str) -> None:
    if text:
        queries.store_setting(session, _PREFIX + code, text)
    else:
        queries.delete_setting(session, _PREFIX + code)
