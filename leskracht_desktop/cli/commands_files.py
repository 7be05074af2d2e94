"""The commands that read or write files: import, dossier, backup, restore, demo."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leskracht_desktop.cli import texts
from leskracht_desktop.cli.access import opened, passphrase_from
from leskracht_desktop.cli.commands_requests import acting_json, acting_lines
from leskracht_desktop.cli.run import DONE, ENVIRONMENT, Outcome
from leskracht_desktop.domain.intake import Change
from leskracht_desktop.errors import Ambiguous, ChainBroken, NotFound, TargetExists

if TYPE_CHECKING:
    from leskracht_desktop.domain.dossier import DossierChoice, ExportReceipt
    from leskracht_desktop.domain.intake import ImportPreview
    from leskracht_desktop.services.program import Services

DEMO_PASSPHRASE = "voorbeeldschool-2026"  # noqa: S105 (no secret: the people are made up)


class Progress:
    """Prints progress on one line of a terminal; silent elsewhere."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._last = -1

    def __call__(self, done: int, total: int) -> None:
        """Show `done` of `total` when the percentage changed."""
        percent = 100 * done // total if total else 0
        if self._shown and percent != self._last:
            self._last = percent
            print(f"\r{percent:3d} %", end="\n" if percent >= 100 else "", file=sys.stderr)


def take_in(arguments: argparse.Namespace) -> Outcome:
    """`import FILE`: preview, and unless `--dry-run` carry it out."""
    from leskracht_desktop.services.imports import ImportOptions

    with opened(arguments, read_only=arguments.dry_run) as services:
        options = ImportOptions(
            kind=texts.IMPORT_KINDS[arguments.as_kind] if arguments.as_kind else None,
            person_kind=texts.PERSON_KINDS[arguments.people] if arguments.people else None,
            school_id=services.schools.by_brin(arguments.school) if arguments.school else None,
            person_id=services.people.find(arguments.person) if arguments.person else None,
            confirmed=arguments.confirm_person,
        )
        preview = services.imports.preview(arguments.file, options, Progress())
        data = _preview_json(preview)
        lines = _preview_lines(preview)
        if arguments.dry_run:
            return Outcome(data | {"dry_run": True}, (*lines, "Er is niets veranderd (proefronde)."))
        result = services.imports.carry_out(arguments.file, options, preview.sha256, Progress())
    return Outcome(
        data | {"dry_run": False, "import_id": result.import_id, "counts": dict(result.counts)},
        (
            *lines,
            "Het bestand is ingelezen."
            if not preview.changes_nothing
            else "Alles was al bekend; er is niets veranderd.",
        ),
    )


def _preview_json(preview: ImportPreview) -> dict[str, Any]:
    return {
        "kind": next(word for word, kind in texts.IMPORT_KINDS.items() if kind is preview.kind),
        "sha256": preview.sha256,
        "school": preview.school,
        "school_year": preview.school_year,
        "counts": dict(preview.counts),
        "dropped": dict(preview.dropped),
        "changes_nothing": preview.changes_nothing,
        "already_imported": preview.already_imported,
        "must_confirm": preview.must_confirm,
        "problems_total": preview.problems_total,
        "problems": [
            {
                "level": str(problem.level),
                "code": problem.code,
                "where": problem.where,
                "field": problem.field,
                "name": problem.about,
            }
            for problem in preview.problems
        ],
        "lines_total": preview.lines_total,
        "lines": [
            {
                "change": line.change.value,
                "noun": line.noun,
                "name": line.name,
                "where": line.where,
                "fields": [{"field": one.field, "old": one.old, "new": one.new} for one in line.fields],
            }
            for line in preview.lines
        ],
    }


def _preview_lines(preview: ImportPreview) -> list[str]:
    from leskracht_desktop.labels_nl import intake as words
    from leskracht_desktop.services.inventory import processing_inventory

    told = words.PreviewTexts(processing_inventory())
    changed = [
        f"{told.title(line)}: {one.label} was ‘{one.old}’, wordt ‘{one.new}’"
        for line in preview.lines
        if line.change is Change.CHANGED
        for one in told.fields(line)
    ]
    lines = [words.preview_count(key, number) for key, number in sorted(preview.counts.items()) if number]
    lines += changed
    lines += [words.dropped_count(kind, number) for kind, number in sorted(preview.dropped.items()) if number]
    lines += [words.problem_sentence(problem) for problem in preview.problems]
    return lines


def dossier(arguments: argparse.Namespace) -> Outcome:
    """`dossier KEY | --request NR | --group NAAM --out …`."""
    from leskracht_desktop.domain.dossier import DossierChoice

    choice = DossierChoice(
        sections=frozenset(arguments.section) or None, mask=tuple(arguments.mask), reason=arguments.reason
    )
    with opened(arguments) as services:
        if arguments.group is not None:
            return _group(services, arguments, choice)
        person_id, request_id = _whom(services, arguments)
        codes = services.requests.what_to_look_at(request_id) if request_id is not None else ()
        refuse_to_replace(arguments, arguments.out)
        if arguments.mail_copy:
            receipt, password = services.dossiers.export_mail_copy(
                person_id, arguments.out, request_id=request_id, choice=choice, report=Progress()
            )
            return Outcome(
                _receipt_json(receipt) | {"password": password} | acting_json(codes),
                (
                    *_receipt_lines(receipt),
                    f"Wachtwoord: {password}",
                    "U ziet dit wachtwoord maar één keer.",
                    *acting_lines(codes),
                ),
            )
        receipt = services.dossiers.export(
            person_id, arguments.out, request_id=request_id, choice=choice, report=Progress()
        )
    return Outcome(_receipt_json(receipt) | acting_json(codes), (*_receipt_lines(receipt), *acting_lines(codes)))


def _whom(services: Services, arguments: argparse.Namespace) -> tuple[Any, Any]:
    if arguments.request is not None:
        request_id = services.requests.by_number(arguments.request)
        return services.requests.details(request_id).row.person_id, request_id
    return services.people.find(arguments.key), None


def _group(services: Services, arguments: argparse.Namespace, choice: DossierChoice) -> Outcome:
    from leskracht_desktop.domain.people import PersonFilter, PersonKind

    school_id = services.schools.by_brin(arguments.school) if arguments.school else None
    found = services.schools.groups_named(arguments.group, school_id)
    if not found:
        raise NotFound("group", arguments.group)
    if len(found) > 1:
        raise Ambiguous("group", arguments.group, len(found))
    in_group = PersonFilter(kinds=frozenset({PersonKind.PUPIL}), group_id=found[0].id)
    names = [services.dossiers.file_name(one) for one in services.people.ids(in_group)]
    refuse_to_replace(arguments, *(arguments.out / name for name in names))
    receipts = services.dossiers.export_group(found[0].id, arguments.out, choice=choice, report=Progress())
    return Outcome(
        [_receipt_json(receipt) for receipt in receipts],
        (f"{len(receipts)} dossiers geschreven in {arguments.out}.",),
    )


def refuse_to_replace(arguments: argparse.Namespace, *targets: Path) -> None:
    """Refuse to write over what is there; nobody was asked, as the window asks.

    Raises: TargetExists, unless `--overwrite` was given.
    """
    for target in targets:
        if target.exists() and not arguments.overwrite:
            raise TargetExists(target)


def _receipt_json(receipt: ExportReceipt) -> dict[str, Any]:
    return {
        "path": receipt.path,
        "sha256": receipt.sha256,
        "pages": receipt.page_count,
        "size": receipt.size,
        "masked": receipt.masked,
    }


def _receipt_lines(receipt: ExportReceipt) -> tuple[str, ...]:
    where = f"Het dossier staat in {receipt.path} ({receipt.page_count} bladzijden)."
    remarks = () if Path(receipt.path).suffix.casefold() == ".pdf" else (texts.NO_SUFFIX,)
    return (where, f"SHA-256: {receipt.sha256}", *remarks)


def backup(arguments: argparse.Namespace) -> Outcome:
    """`backup F`."""
    from leskracht_desktop.messages_nl import changed_files_text

    with opened(arguments) as services:
        refuse_to_replace(arguments, arguments.file)
        receipt = services.vaults.backup(arguments.file, Progress())
    return Outcome(
        {
            "path": str(arguments.file),
            "sha256": receipt.sha256,
            "size": receipt.size,
            "changed_files": list(receipt.changed_files),
        },
        (
            f"De back-up staat in {arguments.file} en is gecontroleerd.",
            *filter(None, [changed_files_text(receipt.changed_files)]),
        ),
        ENVIRONMENT if receipt.changed_files else DONE,
    )


def restore(arguments: argparse.Namespace) -> Outcome:
    """`restore F --to DIR`."""
    from leskracht_desktop.domain.vaults import WayKind
    from leskracht_desktop.messages_nl import changed_files_text, sentence
    from leskracht_desktop.services.program import build_services

    secret = passphrase_from(arguments) if arguments.passphrase_file else None
    proof = (WayKind.PASSPHRASE, secret) if secret is not None else None  # with it the database is opened and checked
    services = build_services()
    restored = services.vaults.restore(arguments.file, services.vaults.vault_path(arguments.to), Progress(), proof)
    data = {"vault": str(restored.folder), "checked": restored.log is not None}
    where = f"De kluis staat in {restored.folder}."
    if restored.log is None:
        return Outcome(data, (where, "Hij is nog niet geopend. Met --passphrase-file wordt hij ook nagekeken."))
    data["changed_files"] = list(restored.changed_files)
    if restored.changed_files:
        where += f"\n{changed_files_text(restored.changed_files)}"
    if restored.log.ok:
        if restored.changed_files:
            return Outcome(data, (where, f"Het logboek klopt ({restored.log.count} regels)."), ENVIRONMENT)
        return Outcome(data, (where, f"De kluis en het logboek kloppen ({restored.log.count} regels)."))
    broken = ChainBroken(restored.log.first_bad_sequence or 0, str(restored.log.damage))
    return Outcome(data, (where, sentence(broken).text, sentence(broken).next_step), ENVIRONMENT)


def demo(arguments: argparse.Namespace) -> Outcome:
    """`demo --people N --to DIR`."""
    from leskracht_desktop.services.demo import make_demo_vault
    from leskracht_desktop.services.program import build_services

    secret = passphrase_from(arguments) if arguments.passphrase_file else None
    services = build_services()
    wanted = services.vaults.vault_path(arguments.to)
    folder: Path = make_demo_vault(
        services, wanted, passphrase=secret or DEMO_PASSPHRASE, people=arguments.people, report=Progress()
    )
    count = services.people.count_all()
    services.vaults.lock()
    spoken = () if secret else (f"Wachtwoordzin: {DEMO_PASSPHRASE}",)
    return Outcome(
        {"vault": str(folder), "people": count} | ({} if secret else {"passphrase": DEMO_PASSPHRASE}),
        (f"De voorbeeldschool staat in {folder} ({count} betrokkenen).", *spoken),
    )
