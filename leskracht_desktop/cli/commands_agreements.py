"""The commands about agreements: the guides to the models, and the school's own register."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from leskracht_desktop.cli.access import opened
from leskracht_desktop.cli.agreements_told import (
    check_json,
    check_lines,
    entry_json,
    entry_lines,
    group_json,
    group_lines,
    row_json,
    row_line,
)
from leskracht_desktop.cli.commands_files import refuse_to_replace
from leskracht_desktop.cli.guides_told import (
    annex_json,
    annex_lines,
    article_json,
    article_lines,
    left_out_json,
    model_json,
    model_line,
    statements_json,
    version_date_json,
    version_lines,
)
from leskracht_desktop.cli.run import Outcome
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.errors import NotAllowed, NotFound

if TYPE_CHECKING:
    from leskracht_desktop.domain.agreements import AgreementId
    from leskracht_desktop.domain.guide_library import GuideLibrary
    from leskracht_desktop.services.program import Services

_RULE = "-" * 60


def listing(arguments: argparse.Namespace) -> Outcome:
    """`agreement list`: the register, and the versions of the model there is a guide to."""
    with opened(arguments, read_only=True) as services:
        rows = services.agreements.list()
        library = services.guides.library()
    data = {
        "agreements": [row_json(row) for row in rows],
        "models": [model_json(guide) for guide in library.guides],
        "left_out": [left_out_json(problem) for problem in library.problems],
    }
    lines = [row_line(row) for row in rows] or ["Er zijn nog geen overeenkomsten vastgelegd."]
    return Outcome(data, (*lines, _RULE, *map(model_line, library.guides)), warnings=_left_out(library))


def show(arguments: argparse.Namespace) -> Outcome:
    """`agreement show VERSION`: the guide to a version with its annexes, or one article of it; needs no vault."""
    with _readable(arguments) as services:
        library = services.guides.library()
        guide = services.guides.guide(arguments.version)
    if arguments.article is not None:
        article = guide.article(arguments.article)
        if article is None:
            raise NotFound("article", str(arguments.article))
        lines = article_lines(article, library)
        data = {**article_json(article), "notice": library.notice.full}
        return Outcome(data, (library.notice.short, "", *lines), warnings=_left_out(library))
    data = {
        **model_json(guide),
        "notice": library.notice.full,
        "facts": statements_json(guide.version.facts),
        "dates": [version_date_json(one) for one in guide.version.dates],
        "changes": statements_json(guide.changes),
        "articles": [article_json(article) for article in guide.articles],
        "annexes": [annex_json(annex) for annex in guide.annexes],
    }
    head = (model_line(guide), library.notice.short, *version_lines(guide))
    annexes = (line for annex in guide.annexes for line in ("", *annex_lines(annex, library)))
    return Outcome(data, (*head, *annexes), warnings=_left_out(library))


def search(arguments: argparse.Namespace) -> Outcome:
    """`agreement search TEXT`: in the guides, and with a vault in its documents, notes and agreements too."""
    with _readable(arguments) as services:
        groups = services.guides.search_whole(arguments.text, arguments.limit or None)
        is_whole = not services.holder.is_locked
        library = services.guides.library()
    lines = tuple(group_lines(groups)) or ("Niets gevonden.",)
    if groups:
        lines += (_RULE, f"Over de leeswijzers: {library.notice.short}")
    if not is_whole:
        lines += (_RULE, "Alleen in de leeswijzers gezocht. Geef --vault om ook in uw eigen overeenkomsten te zoeken.")
    data = {"notice": library.notice.full, "groups": [group_json(group) for group in groups]}
    return Outcome(data, lines, warnings=_left_out(library))


def diff(arguments: argparse.Namespace) -> Outcome:
    """`agreement diff OLD NEW`: what changed between two versions of the model, article by article."""
    with _readable(arguments) as services:
        found = services.guides.compare(arguments.old, arguments.new)
        library = services.guides.library()
    data = {
        "old": found.old_version,
        "new": found.new_version,
        "notice": library.notice.full,
        "entries": [entry_json(one) for one in found.entries],
    }
    lines = [line for entry in found.only_differences().entries for line in entry_lines(entry)]
    told = (library.notice.short, "", *(lines or ["Er is geen verschil."]))
    return Outcome(data, told, warnings=_left_out(library))


def add(arguments: argparse.Namespace) -> Outcome:
    """`agreement add FILE`: record an agreement with its document; the supplier is added when it is new."""
    from leskracht_desktop.domain.agreement_documents import NewDocument
    from leskracht_desktop.domain.agreements import NewAgreement, SupplierId

    with opened(arguments) as services:
        services.guides.guide(arguments.model)
        draft = NewAgreement(
            SupplierId(0),
            arguments.model,
            arguments.title,
            valid_from=arguments.valid_from,
            valid_until=arguments.until,
            signed_on=arguments.signed,
            school_signer=arguments.school_signer,
            supplier_signer=arguments.supplier_signer,
        )
        agreement_id, document = services.agreement_intake.add(
            arguments.file, arguments.supplier, draft, NewDocument(), again=arguments.again
        )
        details = services.agreements.details(agreement_id)
    row = details.row
    data = {
        **row_json(row),
        "school_signer": details.draft.school_signer,
        "supplier_signer": details.draft.supplier_signer,
        "document": {"name": document.file_name, "sha256": document.sha256},
    }
    return Outcome(data, (row_line(row), f"Document: {visible(document.file_name)} ({document.sha256})"))


def check(arguments: argparse.Namespace) -> Outcome:
    """`agreement check`: the leaflet check of one agreement, or of all that are in force; with `--out` its report."""
    from leskracht_desktop.domain.agreements import IN_FORCE, AgreementFilter, AgreementId

    with opened(arguments, read_only=arguments.out is None) as services:
        if arguments.number is not None:
            ids = [AgreementId(arguments.number)]
        else:
            ids = [row.id for row in services.agreements.list(AgreementFilter(statuses=IN_FORCE))]
        checks = [services.leaflet_check.check(one) for one in ids]
        if arguments.out is not None:
            _write_report(services, arguments, ids)
    lines = [line for one in checks for line in check_lines(one)]
    if arguments.out is not None:
        lines.append(f"Het verslag staat in {arguments.out}.")
    return Outcome([check_json(one) for one in checks], tuple(lines) or ("Er geldt geen overeenkomst.",))


def _write_report(services: Services, arguments: argparse.Namespace, ids: list[AgreementId]) -> None:
    """Write the report of one check to a file; that is logged, as every report that leaves the vault.

    Raises: NotAllowed (`one_agreement_needed`), TargetExists.
    """
    if len(ids) != 1:
        raise NotAllowed("one_agreement_needed")
    refuse_to_replace(arguments, arguments.out)
    services.agreement_reports.save(services.agreement_reports.leaflet_check(ids[0]), arguments.out)


def _left_out(library: GuideLibrary) -> tuple[str, ...]:
    """Return which content files of the guides were left out, and why."""
    from leskracht_desktop.messages_nl.left_out import left_out_text

    return tuple(map(left_out_text, library.problems))


@contextmanager
def _readable(arguments: argparse.Namespace) -> Iterator[Services]:
    """Open the vault if one was named, or a passphrase to the last one; else read only what ships with the program."""
    if arguments.vault is not None or arguments.passphrase_file is not None:
        with opened(arguments, read_only=True) as services:
            yield services
        return
    from leskracht_desktop.services.program import build_services

    yield build_services()
