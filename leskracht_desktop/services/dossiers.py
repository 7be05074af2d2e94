"""Access dossiers: what can go in, a look from memory, and writing them out, one by one or for a whole group."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from leskracht_desktop.domain.audit import AuditEntity, AuditKind
from leskracht_desktop.domain.dossier import (
    DossierChoice,
    DossierSnapshot,
    ExportKind,
    ExportReceipt,
    RenderedDossier,
    SectionOffer,
    ThirdParty,
)
from leskracht_desktop.domain.people import GroupId, PersonId, person_key
from leskracht_desktop.domain.requests import RequestEventKind, RequestEventRow, RequestId
from leskracht_desktop.errors import IdentityNotChecked, NotAllowed, ReadOnlyVault
from leskracht_desktop.services.base import Service
from leskracht_desktop.services.dossiers_gather import Order, gather, offers_of, sections_of
from leskracht_desktop.services.dossiers_group import rendered_one_by_one
from leskracht_desktop.services.dossiers_names import third_parties
from leskracht_desktop.services.inventory import processing_inventory
from leskracht_desktop.services.mail_passwords import new_password
from leskracht_desktop.services.outgoing import Outgoing, sweep
from leskracht_desktop.storage import snapshots
from leskracht_desktop.storage.models import Export
from leskracht_desktop.storage.person_details import person_details
from leskracht_desktop.storage.requests import add_event, request_details

Report = Callable[[int, int], None]

ALL: Final = DossierChoice()

_AUDIT_KINDS = {
    ExportKind.DOSSIER: AuditKind.DOSSIER_EXPORTED,
    ExportKind.MAIL_COPY: AuditKind.MAIL_COPY_EXPORTED,
}


def quiet(_done: int, _total: int) -> None:
    """Take no notice of progress."""


@dataclass(frozen=True, slots=True)
class _Finished:
    """A dossier that only has to be logged and written."""

    snapshot: DossierSnapshot
    rendered: RenderedDossier
    kind: ExportKind
    target: Path
    size: int

    @property
    def receipt(self) -> ExportReceipt:
        """What the caller is told."""
        done = self.rendered
        return ExportReceipt(str(self.target), done.sha256, done.page_count, self.size, done.masked)


class DossierService(Service):
    """Makes dossiers from frozen snapshots; nothing is written before it is whole, nothing leaves unlogged."""

    def offers(self, person_id: PersonId, request_id: RequestId | None = None) -> tuple[SectionOffer, ...]:
        """Return the sections that can be chosen, each with how much is stored in it.

        Raises: NotFound, VaultLocked.
        """
        del request_id  # a dossier for a request holds the same sections
        with self._holder.vault.read() as session:
            return offers_of(session, person_id, self._today())

    def named_third_parties(self, person_id: PersonId, request_id: RequestId | None = None) -> tuple[ThirdParty, ...]:
        """Return who else is named in what is stored about a person, most often named first (AVG art. 15(4)).

        Who made the request is left out: what she asked for is not kept from her.

        Raises: NotFound, VaultLocked.
        """
        with self._holder.vault.read() as session:
            person = person_details(session, person_id)
            sections = sections_of(person, processing_inventory())
            requests = snapshots.requests_of(session, person_id, self._today())
            asked = next((one for one in requests if one.row.id == request_id), None)
            return third_parties(session, person_id, sections, person.history, requests, asked)

    def file_name(self, person_id: PersonId, request_id: RequestId | None = None) -> str:
        """Return a name for the file that says nothing about the person: by the request's number or the person's key.

        Raises: NotFound, VaultLocked.
        """
        if request_id is None:
            return f"inzagedossier-{person_key(person_id)}.pdf"
        with self._holder.vault.read() as session:
            return f"inzagedossier-{request_details(session, request_id, self._today()).row.number}.pdf"

    def snapshot(
        self, person_id: PersonId, request_id: RequestId | None = None, choice: DossierChoice = ALL
    ) -> DossierSnapshot:
        """Return everything a dossier will say; nothing has to be looked up afterwards.

        Raises: NotFound, NothingChosen, NotAllowed, InvalidInput, VaultLocked.
        """
        order = Order(person_id, request_id, choice, self._actor(), self._today())
        with self._holder.vault.read() as session:
            return gather(session, order)

    def preview(
        self,
        person_id: PersonId,
        request_id: RequestId | None = None,
        choice: DossierChoice = ALL,
        report: Report = quiet,
    ) -> RenderedDossier:
        """Return a dossier in memory to look at; the disk is not touched, and looking is logged if the vault allows.

        Raises: NotFound, NothingChosen, NotAllowed, InvalidInput, Cancelled, VaultLocked.
        """
        rendered = _render(self.snapshot(person_id, request_id, choice), report)
        if not self._holder.vault.read_only:
            with self._holder.vault.session() as session:
                self._record(session, AuditKind.DOSSIER_PREVIEWED, AuditEntity.PERSON, person_id)
        return rendered

    def export(
        self,
        person_id: PersonId,
        target: Path,
        request_id: RequestId | None = None,
        choice: DossierChoice = ALL,
        report: Report = quiet,
    ) -> ExportReceipt:
        """Write a dossier and log it with its SHA-256, both or neither.

        Raises: IdentityNotChecked (AVG art. 12(6)), NotFound, NothingChosen, NotAllowed, InvalidInput, Cancelled,
        DiskFull, FolderReadOnly, FileInUse, TargetExists, FileUnreadable, ReadOnlyVault, VaultLocked.
        """
        snapshot = self._snapshot_to_export(person_id, request_id, choice)
        rendered = _masked_as_asked(_render(snapshot, report), choice)
        finished = _Finished(snapshot, rendered, ExportKind.DOSSIER, target, len(rendered.data))
        self._hand_over(finished)
        return finished.receipt

    def export_mail_copy(
        self,
        person_id: PersonId,
        target: Path,
        request_id: RequestId | None = None,
        choice: DossierChoice = ALL,
        report: Report = quiet,
    ) -> tuple[ExportReceipt, str]:
        """Write a dossier encrypted with AES-256 and return its password, which is stored nowhere.

        Raises: as `export`.
        """
        from leskracht_desktop.reports.mail_copy import encrypted

        snapshot = self._snapshot_to_export(person_id, request_id, choice)
        rendered = _masked_as_asked(_render(snapshot, report), choice)
        password = new_password()
        data = encrypted(rendered.data, password)
        copy = replace(rendered, data=data, sha256=hashlib.sha256(data).hexdigest())
        finished = _Finished(snapshot, copy, ExportKind.MAIL_COPY, target, len(data))
        self._hand_over(finished)
        return finished.receipt, password

    def export_group(
        self,
        group_id: GroupId,
        folder: Path,
        choice: DossierChoice = ALL,
        report: Report = quiet,
        processes: int | None = None,
    ) -> tuple[ExportReceipt, ...]:
        """Write a dossier for every pupil of a group, named by key, and log them together: all of them or none.

        Raises: NothingChosen, NotFound, Cancelled, DiskFull, FolderReadOnly, FileInUse, TargetExists, FileUnreadable,
        ReadOnlyVault, VaultLocked.
        """
        with self._holder.vault.read() as session:
            pupils = snapshots.pupils_of(session, group_id)
        vault = self._holder.vault
        taken: dict[int, DossierSnapshot] = {}
        written: dict[int, _Finished] = {}
        total = len(pupils)

        def check() -> None:
            report(len(written), total)

        check()
        sweep(vault, self._clock())
        with Outgoing(vault, folder, self._clock()) as files:
            files.make_folder()
            files.promise({})
            every = self._snapshots(pupils, choice, taken)
            for place, rendered in rendered_one_by_one(every, total, check, processes):
                snapshot = taken.pop(place)
                target = folder / f"inzagedossier-{snapshot.subject.key}.pdf"
                size = files.add(target, rendered.data).size
                # Only what the log needs is kept: the dossiers of a group need not fit in memory together.
                written[place] = _Finished(snapshot, replace(rendered, data=b""), ExportKind.DOSSIER, target, size)
                check()
            in_order = [written[place] for place in sorted(written)]
            files.promise({one.target.name: one.rendered.sha256 for one in in_order})
            self._place_and_log(files, in_order)
        return tuple(finished.receipt for finished in in_order)

    def _snapshots(
        self, pupils: Iterable[PersonId], choice: DossierChoice, taken: dict[int, DossierSnapshot]
    ) -> Iterator[DossierSnapshot]:
        for place, pupil_id in enumerate(pupils):
            snapshot = self._snapshot_to_export(pupil_id, None, choice)
            taken[place] = _lightened(snapshot)
            yield snapshot

    def _snapshot_to_export(
        self, person_id: PersonId, request_id: RequestId | None, choice: DossierChoice
    ) -> DossierSnapshot:
        if self._holder.vault.read_only:
            raise ReadOnlyVault
        snapshot = self.snapshot(person_id, request_id, choice)
        if snapshot.request is not None and snapshot.request.identity is None:
            raise IdentityNotChecked(snapshot.request.row.number)
        return snapshot

    def _hand_over(self, finished: _Finished) -> None:
        """Write and log one file, both or neither."""
        vault = self._holder.vault
        sweep(vault, self._clock())
        with Outgoing(vault, finished.target.parent, self._clock()) as files:
            files.promise({finished.target.name: finished.rendered.sha256})
            files.add(finished.target, finished.rendered.data)
            self._place_and_log(files, [finished])

    def _place_and_log(self, files: Outgoing, finished: Sequence[_Finished]) -> None:
        """Log files and give them their names, just before the log is committed; they go if that fails."""
        with self._holder.vault.session() as session:
            for one in finished:
                self._log(session, one)
            session.flush()
            files.take_places(session)

    def _log(self, session: Session, finished: _Finished) -> None:
        snapshot, rendered = finished.snapshot, finished.rendered
        request = snapshot.request
        sections = sorted({section.facts.code for section in snapshot.sections} | set(snapshot.parts))
        row = Export(
            kind=finished.kind,
            person_id=snapshot.subject.id,
            request_id=request.row.id if request else None,
            exported_at=self._clock(),
            actor=self._actor(),
            sha256=rendered.sha256,
            pages=rendered.page_count,
            sections=sections,
            masked=rendered.masked,
            mask_reason=snapshot.mask_reason,
        )
        export_id = snapshots.add_export(session, row)
        if request is not None:
            details = (("sha256", rendered.sha256), ("pages", str(rendered.page_count)))
            line = RequestEventRow(
                self._clock(), self._actor(), RequestEventKind.DOSSIER, snapshot.mask_reason, details
            )
            add_event(session, request.row.id, line)
        self._record(
            session,
            _AUDIT_KINDS[finished.kind],
            AuditEntity.EXPORT,
            export_id,
            sha256=rendered.sha256,
            pages=rendered.page_count,
            masked=rendered.masked,
            left_out=tuple(snapshot.left_out),
        )


def _render(snapshot: DossierSnapshot, report: Report) -> RenderedDossier:
    from leskracht_desktop.reports.dossier import render_dossier

    return render_dossier(snapshot, report)


def _masked_as_asked(rendered: RenderedDossier, choice: DossierChoice) -> RenderedDossier:
    """Return a dossier of which something was masked if that was asked: a name that is nowhere is a slip of the pen.

    Raises: NotAllowed with `mask_found_nothing`.
    """
    if choice.mask and not rendered.masked:
        raise NotAllowed("mask_found_nothing")
    return rendered


def _lightened(snapshot: DossierSnapshot) -> DossierSnapshot:
    """Return what the log needs of a snapshot, without stored files and events."""
    return replace(snapshot, attachments=(), event_lines=())
