"""The Sleutelkaart as HTML: who to call and the terms that matter, with the article beside each."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from leskracht_desktop.domain.agreement_content import SecurityAnnex
from leskracht_desktop.domain.guide import Guide
from leskracht_desktop.domain.key_facts import FactSource, KeyFact, KeyFacts
from leskracht_desktop.labels_nl import label, long_date
from leskracht_desktop.labels_nl.agreements import period_label
from leskracht_desktop.ui.dates import days_left
from leskracht_desktop.ui.reader import markup
from leskracht_desktop.ui.reader.places import article


def key_card_page(facts: KeyFacts, guide: Guide | None) -> str:
    """Return the card of one agreement; `guide` is that to its model, for the links."""
    kicker = _tr("{0} · model {1} · {2}").format(facts.supplier, facts.model_version, label(facts.status))
    told: set[int | None] = set()
    rows = []
    for fact in facts.facts:
        rows.append(_row(label(fact.code), _value(fact), _beside(fact, guide, deviations=fact.article not in told)))
        told.add(fact.article)
    end = _end(facts)
    if end:
        rows.append(_row(_tr("Einddatum"), end, ""))
    if facts.notice_on is not None:
        rows.append(_row(_tr("Opzeggen kan tot en met"), markup.escape(long_date(facts.notice_on)), ""))
    return "".join(
        [
            markup.title(_tr("Sleutelkaart {0}").format(facts.title or facts.supplier), kicker),
            markup.section(_tr("Bellen bij een datalek"), _contact(facts)),
            markup.section(
                _tr("Termijnen en afspraken"), f'<table width="100%" cellpadding="6">{"".join(rows)}</table>'
            ),
        ]
    )


def _contact(facts: KeyFacts) -> str:
    security: SecurityAnnex = facts.security
    name = security.incident_name or facts.contact_name
    phone = security.incident_phone or facts.contact_phone
    email = security.incident_email or facts.contact_email
    if not (name or phone or email):
        return markup.paragraph(_tr("Nog niet ingevuld. Zoek het op in de beveiligingsbijlage en leg het vast."))
    first = " · ".join(f"<b>{markup.escape(part)}</b>" for part in (name, phone) if part)
    rest = " · ".join(markup.escape(part) for part in (email, security.incident_hours) if part)
    return markup.rich_paragraph("<br>".join(part for part in (first, rest) if part))


def _row(name: str, value: str, beside: str) -> str:
    under = f"<br>{beside}" if beside else ""
    return f'<tr><td width="40%"><b>{markup.escape(name)}</b></td><td>{value}{under}</td></tr>'


def _value(fact: KeyFact) -> str:
    if fact.period is not None:
        return markup.escape(period_label(fact.period))
    if fact.term is not None:
        return markup.escape(fact.term.text)
    return markup.escape(_tr("Niet ingevuld. Zoek het op in de overeenkomst."))


def _beside(fact: KeyFact, guide: Guide | None, *, deviations: bool) -> str:
    parts = []
    if fact.source is not FactSource.MISSING:
        parts.append(markup.tag(label(fact.source)))
    if fact.source is FactSource.MODEL and fact.term is not None:
        parts.append(markup.certainty(fact.term.certainty))
    found = guide.article(fact.article) if guide is not None and fact.article is not None else None
    if guide is not None and found is not None:
        parts.append(markup.link(article(guide.version.id, found.slug).link, _tr("artikel {0}").format(found.number)))
    named = _tr("artikel {0}").format(fact.article)
    if fact.period is not None and fact.period.source and fact.period.source.casefold() != named:
        parts.append(f'<span class="source">{markup.escape(fact.period.source)}</span>')
    parts += [
        f"<br>{markup.tag(_tr('afwijking'))} {markup.escape(deviation.what)}"
        for deviation in (fact.deviations if deviations else ())
    ]
    return " ".join(parts)


def _end(facts: KeyFacts) -> str:
    if facts.valid_until is None:
        return ""
    text = long_date(facts.valid_until)
    if facts.days_left is None:
        return markup.escape(text)
    left = days_left(facts.days_left) if facts.days_left >= 0 else _tr("verlopen")
    return markup.escape(f"{text} ({left})")


def _tr(dutch: str) -> str:
    return QCoreApplication.translate("reader", dutch)
