"""What our own agreements and readers add to a page: filled-in periods, deviations, notes and reading status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QCoreApplication

from leskracht_desktop.clock import local_date
from leskracht_desktop.domain.agreements import AgreementDetails, AgreementStatus
from leskracht_desktop.domain.guide import Article
from leskracht_desktop.domain.guide_notes import GuidePlace, NoteKind, NoteRow, ReadingMark
from leskracht_desktop.labels_nl import label, long_date
from leskracht_desktop.labels_nl.agreements import period_label
from leskracht_desktop.ui.reader import markup
from leskracht_desktop.ui.reader.highlights import Highlight

AGREEMENT_SCHEME: Final = "eigen"
NOTE_SCHEME: Final = "noot"

_QUOTED: Final = 280
"""Characters of a marked text that are told again with the note."""

OVER: Final = frozenset({AgreementStatus.ENDED, AgreementStatus.DESTRUCTION_CONFIRMED})
"""What no longer stands beside the model."""


@dataclass(frozen=True, slots=True)
class Own:
    """What is ours beside the guides."""

    agreements: Sequence[AgreementDetails] = ()
    notes: Mapping[GuidePlace, Sequence[NoteRow]] = field(default_factory=dict)
    marks: Mapping[GuidePlace, ReadingMark] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        agreements: Sequence[AgreementDetails],
        notes: Iterable[NoteRow],
        marks: Mapping[GuidePlace, ReadingMark],
    ) -> Own:
        """Return what is ours, with the notes by their place."""
        by_place: dict[GuidePlace, list[NoteRow]] = {}
        for row in notes:
            by_place.setdefault(row.note.place, []).append(row)
        return cls(agreements, by_place, marks)

    def with_model(self, version: str) -> tuple[AgreementDetails, ...]:
        """Return the agreements on a version of the model that are not over."""
        return tuple(one for one in self.agreements if one.row.model_version == version and one.row.status not in OVER)

    def deviates(self, version: str, number: int) -> bool:
        """Tell whether any agreement on this version deviates from an article."""
        return any(one.content.deviations_at(number) for one in self.with_model(version))


def article_section(own: Own, version: str, one: Article) -> str:
    """Return what our agreements say about an article: the periods filled in and the deviations, or nothing."""
    parts = []
    for agreement in own.with_model(version):
        lines = [
            _period(label(period.code), period_label(period), period.source)
            for term in one.terms
            if (period := agreement.content.period(term.code)) is not None
        ]
        lines += [
            f'<span class="deviation">&nbsp;{markup.escape(_tr("afwijking"))}&nbsp;</span> '
            f"{markup.escape(deviation.what)}<br>{markup.escape(_tr('Waarom: {0}').format(deviation.why))}"
            f"{_agreed(deviation.agreed_by, long_date(deviation.agreed_on) if deviation.agreed_on else '')}"
            for deviation in agreement.content.deviations_at(one.number)
        ]
        if lines:
            row = agreement.row
            name = _tr("{0} ({1})").format(row.title or row.supplier, label(row.status))
            head = markup.rich_paragraph(markup.link(f"{AGREEMENT_SCHEME}:{row.id}", name))
            parts.append(head + markup.bullets(lines))
    return markup.section(_tr("In onze overeenkomst"), "".join(parts))


def notes_section(own: Own, place: GuidePlace) -> str:
    """Return the notes at a place with who and when, each with what can be done with it."""
    notes = own.notes.get(place, ())
    mark = own.marks.get(place)
    status = ""
    if mark is not None:
        when = long_date(local_date(mark.at))
        text = _tr("{0}, door {1} op {2}").format(label(mark.status).capitalize(), mark.actor, when)
        status = markup.paragraph(text, "quiet")
    return markup.section(
        _tr("Onze aantekeningen"), status + "".join(_note(row, _addressee(own, row)) for row in notes)
    )


def highlights(own: Own, place: GuidePlace) -> list[Highlight]:
    """Return the texts that were marked at a place, with who and when."""
    return [
        Highlight(row.id, row.note.quote, row.note.nth, "\n".join(filter(None, (_head(row), row.note.text))))
        for row in own.notes.get(place, ())
        if row.note.quote
    ]


def _addressee(own: Own, row: NoteRow) -> str:
    """Return the supplier that a question is for, or nothing when it is tied to none."""
    about = next((one.row for one in own.agreements if one.row.id == row.note.agreement_id), None)
    return "" if about is None else ": ".join(filter(None, (about.supplier, about.title)))


def _note(row: NoteRow, addressee: str) -> str:
    note = row.note
    towards = markup.paragraph(_tr("Voor {0}").format(addressee), "quiet") if addressee else ""
    quote = markup.rich_paragraph(_quoted(note.quote), "quiet") if note.quote else ""
    text = markup.rich_paragraph("<br>".join(map(markup.escape, note.text.splitlines()))) if note.text else ""
    answer = ""
    if row.answer:
        answer = markup.rich_paragraph(f"<b>{_tr('Antwoord')}.</b> {markup.escape(row.answer)}")
    deeds = [("show", _tr("Naar de tekst"))] if note.quote else []
    deeds += [("change", _tr("Wijzigen"))] if note.kind is not NoteKind.HIGHLIGHT else []
    if note.kind is NoteKind.QUESTION:
        deeds.append(("answer", _tr("Antwoord vastleggen")))
    deeds.append(("remove", _tr("Weghalen")))
    links = " · ".join(markup.link(f"{NOTE_SCHEME}:{deed}/{row.id}", text) for deed, text in deeds)
    return markup.subsection(_head(row)) + towards + quote + text + answer + markup.rich_paragraph(links, "under")


def _head(row: NoteRow) -> str:
    return f"{label(row.note.kind).capitalize()} · {row.actor} · {long_date(local_date(row.created_at))}"


def _quoted(quote: str) -> str:
    """Return a marked text on its lines, cut short when it is long: it is marked in the page itself."""
    short = quote if len(quote) <= _QUOTED else f"{quote[:_QUOTED].rsplit(maxsplit=1)[0]} …"
    return "‘" + "<br>".join(map(markup.escape, filter(None, map(str.strip, short.splitlines())))) + "’"


def _period(name: str, text: str, source: str) -> str:
    where = f' <span class="source">{markup.escape(source)}</span>' if source else ""
    return f"<b>{markup.escape(name)}:</b> {markup.escape(text)}{where}"


def _agreed(*parts: str) -> str:
    text = ", ".join(part for part in parts if part)
    return f'<br><span class="source">{markup.escape(text)}</span>' if text else ""


def _tr(dutch: str) -> str:
    return QCoreApplication.translate("reader", dutch)
