"""The commands about requests: register, identity, list, show."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from leskracht_desktop.cli import texts
from leskracht_desktop.cli.access import opened
from leskracht_desktop.cli.run import Outcome
from leskracht_desktop.errors import NotAllowed

if TYPE_CHECKING:
    from leskracht_desktop.domain.requests import RequestRow


def new(arguments: argparse.Namespace) -> Outcome:
    """`request new --kind SOORT --person KEY --received DATUM`."""
    from leskracht_desktop.domain.requests import Authority, Channel, NewRequest

    with opened(arguments) as services:
        made = services.requests.register(
            NewRequest(
                kind=texts.REQUEST_KINDS[arguments.kind],
                person_id=services.people.find(arguments.person),
                received_on=arguments.received,
                channel=texts.CHANNELS.get(arguments.channel, Channel.UNKNOWN),
                requester_name=arguments.requester,
                authority=texts.AUTHORITIES.get(arguments.authority, Authority.UNKNOWN),
                description=arguments.description,
            )
        )
    return _outcome(made.row)


def identity(arguments: argparse.Namespace) -> Outcome:
    """`request identity NR --method TEKST`."""
    from leskracht_desktop.domain.requests import IdentityCheck

    with opened(arguments) as services:
        request_id = services.requests.by_number(arguments.number)
        if services.requests.details(request_id).identity is not None and not arguments.correct:
            raise NotAllowed("identity_recorded_already")
        services.requests.record_identity(
            request_id,
            IdentityCheck(
                method=arguments.method,
                checked_on=arguments.on or services.today(),
                checked_by=arguments.by or services.settings.signer_name or services.actor(),
            ),
        )
        return _outcome(services.requests.details(request_id).row)


def listing(arguments: argparse.Namespace) -> Outcome:
    """`request list`."""
    from leskracht_desktop.domain.requests import RequestFilter

    with opened(arguments, read_only=True) as services:
        rows = services.requests.list(RequestFilter())
    return Outcome(
        [_json(row) for row in rows],
        tuple(_line(row) for row in rows) or ("Er zijn nog geen verzoeken.",),
    )


def show(arguments: argparse.Namespace) -> Outcome:
    """`request show NR`."""
    with opened(arguments, read_only=True) as services:
        details = services.requests.details(services.requests.by_number(arguments.number))
    return _outcome(details.row)


def _outcome(row: RequestRow) -> Outcome:
    from leskracht_desktop import labels_nl

    dates = (
        f"Ontvangen op {labels_nl.long_date(row.received_on)}; streefdatum {labels_nl.long_date(row.target_on)}; "
        f"uiterste datum {labels_nl.long_date(row.due_on)}."
    )
    return Outcome(_json(row), (_line(row), dates))


def _json(row: RequestRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "kind": texts.REQUEST_KIND_WORDS[row.kind],
        "person": row.person_key,
        "received_on": row.received_on.isoformat(),
        "target_on": row.target_on.isoformat(),
        "due_on": row.due_on.isoformat(),
        "status": texts.REQUEST_STATUS_WORDS[row.status],
    }


def _line(row: RequestRow) -> str:
    from leskracht_desktop.domain.text_safety import visible

    shown = _json(row)
    whom = f"{shown['person']:<10}  {visible(row.person_name):<32}"
    return f"{shown['number']}  {shown['kind']:<12}  {whom}  uiterlijk {shown['due_on']}  {shown['status']}"
