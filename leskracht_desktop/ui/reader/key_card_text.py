"""The Sleutelkaart as HTML: who to call and the terms that matter, with the article beside each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from leskracht_desktop.domain.agreement_content import Deviation
from leskracht_desktop.domain.agreements import IN_FORCE
from leskracht_desktop.domain.guide import Guide, TermCode
from leskracht_desktop.domain.inventory import Certainty
from leskracht_desktop.domain.key_facts import FactSource, KeyFact, KeyFacts
from leskracht_desktop.labels_nl import label, long_date
from leskracht_desktop.labels_nl.agreements import period_label
from leskracht_desktop.labels_nl.guide import reference_label
from leskracht_desktop.labels_nl.key_card import (
    HOURS_LABEL,
    NO_DELAY,
    RUNS_ON,
    RUNS_ON_CERTAINTY,
    deviation_place,
    law_text,
)
from leskracht_desktop.ui.dates import days_left
from leskracht_desktop.ui.reader import markup
from leskracht_desktop.ui.reader.places import annex, article, avg

_SECURITY_ANNEX = "security_annex"


def key_card_page(facts: KeyFacts, guide: Guide | None) -> str:
    """Return the card of one agreement; `guide` is that to its model, for the links."""
    kicker = _tr("{0} · model {1} · {2}").format(facts.supplier, facts.model_version, label(facts.status))
    rows = []
    for fact in facts.facts:
        rows.append(_row(label(fact.code), _value(fact), _article(fact.article, guide), _below(fact)))
        if fact.code is TermCode.LIABILITY:
            rows.append(_end(facts, guide))
    rows.append(_last_notice(facts, guide))
    table = f'<table width="100%" cellpadding="6">{"".join(rows)}</table>'
    return "".join(
        [
            markup.title(_tr("Sleutelkaart {0}").format(facts.title or facts.supplier), kicker),
            markup.paragraph(_warning(facts)),
            _at_a_breach(facts, guide),
            markup.section(_tr("Termijnen en afspraken"), table),
            markup.section(_tr("Andere afwijkingen"), markup.bullets(_deviations(facts.other_deviations))),
        ]
    )


def _warning(facts: KeyFacts) -> str:
    if facts.is_expired:
        return _tr("Let op: deze overeenkomst is verlopen.")
    return "" if facts.status in IN_FORCE else _tr("Let op: deze overeenkomst geldt nu niet.")


def _at_a_breach(facts: KeyFacts, guide: Guide | None) -> str:
    """Return whom to call, how soon the supplier must tell, and how soon we must: large and beside each other."""
    cells = [(_tr("Bellen bij een datalek"), _contact(facts, guide), 40)]
    ours, law = facts.fact(TermCode.BREACH_TO_SCHOOL), facts.fact(TermCode.BREACH_TO_AUTHORITY)
    if ours is not None:
        cells.append((_tr("Leverancier meldt ons"), _first_term(ours, facts), 30))
    if law is not None:
        cells.append((_tr("Wij melden de AP"), _law_term(law), 30))
    row = "".join(
        f'<td width="{width}%" style="padding-top: 8px; padding-right: 12px"><h2>{markup.escape(name)}</h2>{body}</td>'
        for name, body, width in cells
    )
    return f'<table width="100%" cellpadding="0"><tr>{row}</tr></table>'


def _first_term(fact: KeyFact, facts: KeyFacts) -> str:
    period = fact.period
    if period is None or period.value is None:
        lines = [_value(fact), " ".join(_origin(fact))]
    else:
        lines = [markup.large(period_label(replace(period, text=""))), markup.escape(period.text)]
    lines += _deviations(fact.deviations)
    if fact.article is None and facts.other_deviations:
        # Of this model it is not known which article is about breaches.
        lines.append(f"{_deviation_tag()} {markup.escape(_tr('Let op: er zijn afwijkingen, zie onderaan.'))}")
    return markup.rich_paragraph("<br>".join(line for line in lines if line))


def _law_term(fact: KeyFact) -> str:
    """Return within how many hours the school itself must tell: of the law, whatever the guide says."""
    where = "" if fact.avg is None else markup.link(avg(fact.avg.number).link, reference_label(fact.avg))
    lines = (
        markup.large(HOURS_LABEL),
        f"{markup.escape(NO_DELAY)} {where}",
        f"{markup.escape(RUNS_ON)} {markup.certainty(RUNS_ON_CERTAINTY)}",
    )
    return markup.rich_paragraph("<br>".join(lines))


def _contact(facts: KeyFacts, guide: Guide | None) -> str:
    """Return whom to call, or that nobody filled it in; the usual contact is never passed off as the one for this."""
    security = facts.security
    places = [_article(facts.article(TermCode.BREACH_TO_SCHOOL), guide)]
    if guide is not None and guide.annex(_SECURITY_ANNEX) is not None:
        places.append(markup.link(annex(guide.version.id, _SECURITY_ANNEX).link, _tr("beveiligingsbijlage")))
    beside = f'<br><span class="source">{", ".join(places)}</span>'
    if security.incident_phone or security.incident_email:
        first = markup.large(security.incident_phone or security.incident_email)
        email = security.incident_email if security.incident_phone else ""
        lines = (first, _joined(security.incident_name, strong=True), _joined(email, security.incident_hours))
        return markup.rich_paragraph("<br>".join(part for part in lines if part) + beside)
    said = _tr("Het meldpunt is niet ingevuld. Zoek het op in de beveiligingsbijlage en leg het vast.")
    usual = _joined(facts.contact_name, facts.contact_phone, facts.contact_email)
    if usual:
        said_usual = _tr("Gewone contactpersoon:")
        return markup.rich_paragraph(f"{markup.escape(said)}<br>{markup.escape(said_usual)} {usual}{beside}")
    return markup.rich_paragraph(f"{markup.escape(said)}{beside}")


def _joined(*parts: str, strong: bool = False) -> str:
    form = "<b>{}</b>" if strong else "{}"
    return " · ".join(form.format(markup.escape(part)) for part in parts if part)


def _row(name: str, value: str, place: str, below: str) -> str:
    under = f"<br>{below}" if below else ""
    return (
        f'<tr><td width="32%"><b>{markup.escape(name)}</b></td><td width="50%">{value}{under}</td>'
        f'<td width="18%">{place}</td></tr>'
    )


def _value(fact: KeyFact) -> str:
    """Return our value; else what the law or the model says; else that nobody filled it in."""
    if fact.source is FactSource.LAW:
        return markup.escape(law_text(fact))
    if fact.period is not None:
        return markup.escape(period_label(fact.period))
    if fact.leaflets:
        return "<br>".join(markup.escape(f"{one.product}: {one.text}") for one in fact.leaflets)
    if fact.term is not None:
        return markup.escape(fact.term.text)
    return markup.escape(_tr("Niet ingevuld. Zoek het op in de overeenkomst."))


def _below(fact: KeyFact) -> str:
    """Return where a value comes from; the deviation from the article on breaches is told on top."""
    parts = [" ".join(_origin(fact))]
    if fact.code is not TermCode.BREACH_TO_SCHOOL:
        parts += _deviations(fact.deviations)
    return "<br>".join(part for part in parts if part)


def _deviations(deviations: Iterable[Deviation]) -> list[str]:
    return [
        f"{_deviation_tag()} {markup.escape(deviation_place(one).capitalize())}: {markup.escape(one.what)}"
        for one in deviations
    ]


def _deviation_tag() -> str:
    return f'<span class="deviation">&nbsp;{markup.escape(_tr("afwijking"))}&nbsp;</span>'


def _origin(fact: KeyFact) -> list[str]:
    if fact.source is FactSource.MISSING:
        return []
    parts = [markup.tag(label(fact.source))]
    if fact.source is FactSource.LAW:
        if fact.term is not None and fact.term.certainty is not Certainty.CHECKED:
            parts.append(markup.certainty(fact.term.certainty))
        if fact.period is not None:
            ours = _tr("In de overeenkomst staat: {0}. De wet gaat voor.").format(period_label(fact.period))
            parts.insert(0, f"{markup.escape(ours)}<br>")
    elif fact.period is not None:
        said = fact.period.source
        if said and said.casefold() != _tr("artikel {0}").format(fact.article):
            parts.append(f'<span class="source">{markup.escape(said)}</span>')
    elif fact.leaflets:
        parts.append(f'<span class="source">{markup.escape(_tr("privacybijsluiter"))}</span>')
    elif fact.term is not None:
        parts = [markup.tag(_tr("zelf niet ingevuld")), *parts, markup.certainty(fact.term.certainty)]
    if fact.avg is not None and fact.source in (FactSource.LAW, FactSource.MODEL):
        parts.append(markup.link(avg(fact.avg.number).link, reference_label(fact.avg)))
    return parts


def _article(number: int | None, guide: Guide | None) -> str:
    found = guide.article(number) if guide is not None and number is not None else None
    if guide is None or found is None:
        return f'<span class="source">{markup.escape(_tr("artikel niet bekend"))}</span>'
    return markup.link(article(guide.version.id, found.slug).link, _tr("artikel {0}").format(found.number))


def _end(facts: KeyFacts, guide: Guide | None) -> str:
    place = _article(facts.end.article, guide)
    if facts.valid_until is None:
        return _row(_tr("Einddatum"), _value(facts.end), place, _below(facts.end))
    text = long_date(facts.valid_until)
    if facts.days_left is not None and facts.status in IN_FORCE:
        left = days_left(facts.days_left) if facts.days_left >= 0 else _tr("verlopen")
        text = f"{text} ({left})"
    return _row(_tr("Einddatum"), markup.escape(text), place, markup.tag(label(facts.end_source)))


def _last_notice(facts: KeyFacts, guide: Guide | None) -> str:
    name, place = _tr("Opzeggen kan tot en met"), _article(facts.article(TermCode.NOTICE_PERIOD), guide)
    if facts.notice_on is None:
        return _row(name, markup.escape(_tr("Niet ingevuld.")), place, "")
    return _row(name, markup.escape(long_date(facts.notice_on)), place, markup.tag(label(FactSource.OURS)))


def _tr(dutch: str) -> str:
    return QCoreApplication.translate("reader", dutch)
