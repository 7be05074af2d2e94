"""Who is spoken to and about whom, so that every sentence of a dossier says it the same way."""

from __future__ import annotations

from typing import Protocol

from leskracht_desktop.domain.dossier import RELATION_SELF, Asker
from leskracht_desktop.domain.people import PersonDetails, PersonKind
from leskracht_desktop.domain.requests import Channel, RequestDetails
from leskracht_desktop.domain.text_safety import visible

_CHANNELS = {
    Channel.EMAIL: "per e-mail",
    Channel.LETTER: "met een brief",
    Channel.CONVERSATION: "in een gesprek",
    Channel.PHONE: "per telefoon",
    Channel.FORM: "met een formulier",
    Channel.APP: "in de app",
}


class Spoken(Protocol):
    """What a snapshot must tell to be spoken from."""

    @property
    def asker(self) -> Asker:
        """To whom is spoken."""

    @property
    def subject(self) -> PersonDetails:
        """About whom."""

    @property
    def request(self) -> RequestDetails | None:
        """Why."""


class Wording:
    """The parts of sentences that depend on the asker and the person."""

    def __init__(self, snapshot: Spoken) -> None:
        self._snapshot = snapshot
        self.is_self = snapshot.asker.relation == RELATION_SELF
        self.person = visible(snapshot.subject.display_name) or "deze persoon"
        self.asker = visible(snapshot.asker.name)

    @property
    def about(self) -> str:
        """`u` or the person's name, after a preposition: `over u`, `over Deniz Yılmaz`."""
        return "u" if self.is_self else self.person

    @property
    def salutation(self) -> str:
        """How the letter begins."""
        if self.asker:
            return f"Beste {self.asker},"
        if self._snapshot.subject.kind is PersonKind.PUPIL:
            return f"Beste ouders en verzorgers van {self.person},"
        return f"Beste {self.person},"

    @property
    def addressee(self) -> str:
        """The first line of the address."""
        if self.asker:
            return self.asker
        if self._snapshot.subject.kind is PersonKind.PUPIL:
            return f"Aan de ouders en verzorgers van {self.person}"
        return self.person

    @property
    def channel(self) -> str:
        """How the request came in, as part of a sentence; empty when that says nothing."""
        request = self._snapshot.request
        return _CHANNELS.get(request.channel, "") if request else ""
