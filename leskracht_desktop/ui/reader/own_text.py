"""What our own agreements and readers add to a page: filled-in periods, deviations, notes and reading status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QCoreApplication

from leskracht_desktop.clock import local_date
from leskracht_desktop.domain.agreement_content import Deviation
from leskracht_desktop.domain.agreement_documents import DocumentRow
from leskracht_desktop.domain.agreements import AgreementDetails, AgreementStatus
from leskracht_desktop.domain.guide import Article, TermCode
from leskracht_desktop.domain.guide_notes import GuidePlace, NoteKind, NoteRow, ReadingMark
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import label, long_date
from leskracht_desktop.labels_nl.agreements import period_label
from leskracht_desktop.ui.reader import markup
from leskracht_desktop.ui.reader.highlights import Highlight

AGREEMENT_SCHEME: Final = "eigen"
DOCUMENT_SCHEME: Final = "stuk"
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

    def deviates(self, version: str, number: int | None, annex: str = "") -> bool:
        """Tell whether any agreement on this version deviates from an article, or from an annex by its code."""
        return any(_deviations(one, number, annex) for one in self.with_model(version))


def article_section(own: Own, version: str, one: Article) -> str:
    """Return what is ours at an article: the periods filled in, the deviations and the documents, or nothing."""
    return _ours(own, version, one.number, "", [term.code for term in one.terms])


def annex_section(own: Own, version: str, code: str) -> str:
    """Return what is ours at an annex: the deviations and the documents, or nothing."""
    return _ours(own, version, None, code, ())


def _ours(own: Own, version: str, number: int | None, annex: str, terms: Iterable[TermCode]) -> str:
    parts = []
    codes = tuple(terms)
    for agreement in own.with_model(version):
        periods = (agreement.content.period(code) for code in codes)
        lines = [
            *(_period(label(one.code), period_label(one), one.source) for one in periods if one is not None),
            *map(_deviation, _deviations(agreement, number, annex)),
            *(_document(one) for one in agreement.documents if _is_at(one, number, annex)),
        ]
        if lines:
            row = agreement.row
            name = _tr("{0} ({1})").format(row.title or row.supplier, label(row.status))
            head = markup.rich_paragraph(markup.link(f"{AGREEMENT_SCHEME}:{row.id}", name))
            parts.append(head + markup.bullets(lines))
    return markup.section(_tr("In onze overeenkomst"), "".join(parts))


def _deviations(agreement: AgreementDetails, number: int | None, annex: str) -> list[Deviation]:
    return [one for one in agreement.content.deviations if _is_at(one, number, annex)]


def _is_at(one: Deviation | DocumentRow, number: int | None, annex: str) -> bool:
    """Tell whether a deviation or document belongs to an article, or to an annex."""
    return one.article == number if number is not None else bool(annex) and one.annex == annex


def _deviation(one: Deviation) -> str:
    return (
        f'<span class="deviation">&nbsp;{markup.escape(_tr("afwijking"))}&nbsp;</span> '
        f"{markup.escape(one.what)}<br>{markup.escape(_tr('Waarom: {0}').format(one.why))}"
        f"{_agreed(one.agreed_by, long_date(one.agreed_on) if one.agreed_on else '')}"
    )


def _document(one: DocumentRow) -> str:
    link = markup.link(f"{DOCUMENT_SCHEME}:{one.id}", visible(one.title))
    return f"{markup.escape(_tr('Document:'))} {link} ({markup.escape(label(one.role))})"


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
