"""What each command does, by calling the services."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leskracht_desktop import __version__
from leskracht_desktop.cli import texts
from leskracht_desktop.cli.access import opened, passphrase_from
from leskracht_desktop.cli.run import ENVIRONMENT, Outcome
from leskracht_desktop.errors import ChainBroken, NotAllowed

if TYPE_CHECKING:
    from leskracht_desktop.domain.people import PersonRow


def carry_out(arguments: argparse.Namespace) -> Outcome:
    """Carry out the command that was parsed."""
    name = " ".join(part for part in (arguments.command, getattr(arguments, "step", None)) if part)
    return HANDLERS[name](arguments)


def _version(_: argparse.Namespace) -> Outcome:
    return Outcome({"version": __version__}, (f"Leskracht Privacybeheer {__version__}",))


def _init(arguments: argparse.Namespace) -> Outcome:
    from leskracht_desktop.services.program import build_services
    from leskracht_desktop.services.vaults import NewVault

    named = _required_vault(arguments)
    secret = passphrase_from(arguments, twice=True)
    if secret is None:
        raise NotAllowed("no_passphrase_given")
    services = build_services()
    folder = services.vaults.vault_path(named)
    code = services.vaults.create(
        folder,
        NewVault(
            institution_name=arguments.institution or arguments.school,
            school_name=arguments.school,
            brin=arguments.brin,
            contact_name=arguments.contact,
            contact_email=arguments.email,
            passphrase=secret,
            use_keychain=arguments.keychain,
        ),
    )
    try:
        made = services.vaults.current_folder
    finally:
        services.vaults.lock()
    return Outcome(
        {"vault": str(made), "recovery_code": code},
        (
            f"De kluis staat in {made}.",
            f"Herstelcode: {code}",
            "Schrijf deze code op en bewaar hem apart. U ziet hem maar één keer.",
        ),
    )


def _required_vault(arguments: argparse.Namespace) -> Path:
    if arguments.vault is None:
        raise NotAllowed("no_vault_named")
    return Path(arguments.vault)


def _deadline(arguments: argparse.Namespace) -> Outcome:
    from leskracht_desktop import labels_nl
    from leskracht_desktop.domain import deadlines
    from leskracht_desktop.domain.dutch_holidays import dutch_calendar

    if arguments.vault is not None:
        with opened(arguments, read_only=True) as services:
            found = services.requests.deadline(arguments.received, extended=arguments.extended)
    else:
        months = deadlines.EXTENDED_MONTHS if arguments.extended else deadlines.ANSWER_MONTHS
        found = deadlines.deadline(arguments.received, dutch_calendar(), months)
    sentences = labels_nl.explain(found)
    return Outcome(
        {
            "target_on": found.target_on.isoformat(),
            "due_on": found.due_on.isoformat(),
            "explanation": " ".join(sentences),
        },
        (
            f"Streefdatum: {labels_nl.long_date(found.target_on)}",
            f"Uiterste datum: {labels_nl.long_date(found.due_on)}",
            *sentences,
        ),
    )


def _people(arguments: argparse.Namespace) -> Outcome:
    from leskracht_desktop.domain.people import PersonFilter

    kinds = frozenset({texts.PERSON_KINDS[arguments.kind]} if arguments.kind else ())
    with opened(arguments, read_only=True) as services:
        school_id = services.schools.by_brin(arguments.school) if arguments.school else None
        ids = services.people.ids(PersonFilter(text=arguments.search, kinds=kinds, school_id=school_id))
        chosen = ids[: arguments.limit] if arguments.limit else ids
        rows = [
            row for start in range(0, len(chosen), 500) for row in services.people.rows(chosen[start : start + 500])
        ]
    lines = [_person_line(row) for row in rows]
    if len(chosen) < len(ids):
        lines.append(f"({len(chosen)} van {len(ids)} getoond)")
    return Outcome([_person_json(row) for row in rows], tuple(lines or ["Niemand gevonden."]))


def _person_json(row: PersonRow) -> dict[str, Any]:
    return {
        "key": row.key,
        "name": row.name,
        "kind": texts.PERSON_KIND_WORDS[row.kind],
        "group": ", ".join(row.groups),
        "school": row.school,
        "status": texts.PERSON_STATUS_WORDS[row.status],
    }


def _person_line(row: PersonRow) -> str:
    from leskracht_desktop.domain.text_safety import visible

    shown = _person_json(row)
    return "  ".join(
        visible(part)
        for part in (
            f"{shown['key']:<10}",
            f"{shown['name']:<36}",
            f"{shown['kind']:<10}",
            f"{shown['group']:<10}",
            f"{shown['school']:<24}",
            shown["status"],
        )
    ).rstrip()


def _audit_list(arguments: argparse.Namespace) -> Outcome:
    from leskracht_desktop import labels_nl
    from leskracht_desktop.domain.audit import AuditFilter

    with opened(arguments, read_only=True) as services:
        about = services.people.find(arguments.person) if arguments.person else None
        rows = services.audit.list(arguments.limit or 1_000_000, AuditFilter(person_id=about))
    return Outcome(
        [
            {
                "sequence": row.sequence,
                "at": row.at.isoformat(),
                "actor": row.actor,
                "kind": str(row.kind),
                "entity": row.entity,
                "entity_id": row.entity_id,
                "details": dict(row.details),
                "hash": row.hash,
            }
            for row in rows
        ],
        tuple(
            f"{row.sequence:>6}  {row.at:%Y-%m-%d %H:%M:%S}Z  {row.actor:<16}  {labels_nl.audit_label(row.kind)}"
            for row in rows
        )
        or ("Het logboek is leeg.",),
    )


def _verify(arguments: argparse.Namespace) -> Outcome:
    from leskracht_desktop.messages_nl import changed_files_text, sentence

    with opened(arguments, read_only=True) as services:
        changed = services.vaults.check().changed_files
        result = services.audit.verify()
    data = {
        "ok": result.ok and not changed,
        "count": result.count,
        "first_bad_sequence": result.first_bad_sequence,
        "kind": result.damage and str(result.damage),
        "seen": dict(result.seen),
        "changed_files": list(changed),
    }
    lines = [changed_files_text(changed)] if changed else []
    if not result.ok:
        broken = ChainBroken(result.first_bad_sequence or 0, str(result.damage))
        lines += [sentence(broken).text, sentence(broken).next_step]
    elif changed:
        lines.append(f"Het logboek klopt ({result.count} regels).")
    else:
        return Outcome(data, (f"De kluis en het logboek kloppen ({result.count} regels).",))
    return Outcome(data, tuple(lines), ENVIRONMENT)


HANDLERS: dict[str, Callable[[argparse.Namespace], Outcome]] = {}


def _register() -> None:
    from leskracht_desktop.cli import commands_agreements, commands_files, commands_requests

    HANDLERS.update(
        {
            "version": _version,
            "init": _init,
            "deadline": _deadline,
            "people": _people,
            "request new": commands_requests.new,
            "request identity": commands_requests.identity,
            "request list": commands_requests.listing,
            "request show": commands_requests.show,
            "agreement list": commands_agreements.listing,
            "agreement show": commands_agreements.show,
            "agreement search": commands_agreements.search,
            "agreement diff": commands_agreements.diff,
            "agreement add": commands_agreements.add,
            "agreement check": commands_agreements.check,
            "audit list": _audit_list,
            "verify": _verify,
            "import": commands_files.take_in,
            "dossier": commands_files.dossier,
            "backup": commands_files.backup,
            "restore": commands_files.restore,
            "demo": commands_files.demo,
        }
    )


_register()
