"""The commands about requests: register, identity, list, show."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from leskracht_desktop.cli import texts
from leskracht_desktop.cli.access import opened
from leskracht_desktop.cli.run import Outcome
from leskracht_desktop.errors import NotAllowed

if TYPE_CHECKING:
    from leskracht_desktop.domain.request_rules import ActingCode
    from leskracht_desktop.domain.requests import RequestRow


def new(arguments: argparse.Namespace) -> Outcome:
    """`request new --kind SOORT --person KEY --received DATUM`."""
    from leskracht_desktop.domain.requests import Authority, Channel, NewRequest

    with opened(arguments) as services:
        person_id = services.people.find(arguments.person)
        authority = texts.AUTHORITIES.get(arguments.authority, Authority.UNKNOWN)
        asker_id = None
        if arguments.requester.strip():
            asker_id, authority = services.requests.asker(person_id, arguments.requester, authority)
        made = services.requests.register(
            NewRequest(
                kind=texts.REQUEST_KINDS[arguments.kind],
                person_id=person_id,
                received_on=arguments.received,
                channel=texts.CHANNELS.get(arguments.channel, Channel.UNKNOWN),
                requester_id=asker_id,
                requester_name="" if asker_id is not None else arguments.requester,
                authority=authority,
                description=arguments.description,
            ),
            confirmed=arguments.confirm_authority,
        )
        return _outcome(made.row, services.requests.what_to_look_at(made.row.id))


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
                checked_by=arguments.by or services.actor(),
            ),
        )
        return _outcome(services.requests.details(request_id).row, services.requests.what_to_look_at(request_id))


def listing(arguments: argparse.Namespace) -> Outcome:
    """`request list`."""
    from leskracht_desktop.domain.requests import RequestFilter

    with opened(arguments, read_only=True) as services:
        school_id = services.schools.by_brin(arguments.school) if arguments.school else None
        rows = services.requests.list(RequestFilter(school_id=school_id))
    return Outcome(
        [_json(row) for row in rows],
        tuple(_line(row) for row in rows) or ("Er zijn nog geen verzoeken.",),
    )


def show(arguments: argparse.Namespace) -> Outcome:
    """`request show NR`."""
    with opened(arguments, read_only=True) as services:
        request_id = services.requests.by_number(arguments.number)
        return _outcome(services.requests.details(request_id).row, services.requests.what_to_look_at(request_id))


def _outcome(row: RequestRow, codes: tuple[ActingCode, ...]) -> Outcome:
    from leskracht_desktop import labels_nl

    dates = (
        f"Ontvangen op {labels_nl.long_date(row.received_on)}; streefdatum {labels_nl.long_date(row.target_on)}; "
        f"uiterste datum {labels_nl.long_date(row.due_on)}."
    )
    return Outcome(_json(row) | acting_json(codes), (_line(row), dates, *acting_lines(codes)))


def acting_json(codes: tuple[ActingCode, ...]) -> dict[str, Any]:
    """Return what to look at before answering this asker, as codes; nothing when there is nothing."""
    return {"acting": [code.value for code in codes]} if codes else {}


def acting_lines(codes: tuple[ActingCode, ...]) -> tuple[str, ...]:
    """Return what to look at before answering this asker, in words."""
    from leskracht_desktop.labels_nl.acting import advice

    return (f"Let op: {advice(codes)}",) if codes else ()


def _json(row: RequestRow) -> dict[str, Any]:
    from leskracht_desktop import labels_nl

    return {
        "number": row.number,
        "kind": texts.REQUEST_KIND_WORDS[row.kind],
        "person": row.person_key,
        "received_on": row.received_on.isoformat(),
        "target_on": row.target_on.isoformat(),
        "due_on": row.due_on.isoformat(),
        "status": labels_nl.label(row.status),
    }


def _line(row: RequestRow) -> str:
    from leskracht_desktop.domain.text_safety import visible

    shown = _json(row)
    whom = f"{shown['person']:<10}  {visible(row.person_name):<32}"
    return f"{shown['number']}  {shown['kind']:<12}  {whom}  uiterlijk {shown['due_on']}  {shown['status']}"
