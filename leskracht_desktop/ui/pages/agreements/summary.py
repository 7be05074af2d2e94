"""What was agreed, as sections of names and values: for the pane, and for a version of before."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from leskracht_desktop.domain.agreement_content import (
    AgreementContent,
    Deviation,
    LeafletCategory,
    Level,
    Party,
    Product,
    SecurityAnnex,
    SubProcessor,
    TestedBy,
)
from leskracht_desktop.domain.agreement_documents import DocumentRole
from leskracht_desktop.domain.agreements import NewAgreement
from leskracht_desktop.labels_nl import country_name, label, period_label
from leskracht_desktop.ui import dates

Pairs = list[tuple[str, str]]
Section = tuple[str, Pairs]


def joined_line(*parts: str) -> str:
    """Return the parts that say something, with commas between them."""
    return ", ".join(part for part in parts if part)


def place_of(deviation: Deviation) -> str:
    """Return where an agreement deviates: `Artikel 8`, the name of an annex, or `Iets anders`."""
    return place_name(deviation.article, deviation.annex) or _tr("Iets anders")


def place_name(article: int | None, annex: str) -> str:
    """Return the article or the annex of a model in words, empty for neither."""
    if article is not None:
        return _tr("Artikel {0}").format(article)
    return label(DocumentRole(annex)).capitalize() if annex in set(DocumentRole) else annex


def party(one: Party) -> Pairs:
    """Return who a party is, and who acts for it."""
    return [
        (_tr("Naam"), joined_line(one.name, one.legal_form)),
        (_tr("Nummer"), joined_line(label(one.number_kind), one.number) if one.number else ""),
        (_tr("Adres"), joined_line(one.address, f"{one.postcode} {one.city}".strip())),
        (_tr("Namens deze partij"), joined_line(one.representative, one.function)),
    ]


def security(annex: SecurityAnnex) -> Pairs:
    """Return the security annex, without whom to call."""
    levels = (
        (_tr("Beschikbaarheid"), annex.availability),
        (_tr("Integriteit"), annex.integrity),
        (_tr("Vertrouwelijkheid"), annex.confidentiality),
    )
    known = [(name, label(level)) for name, level in levels if level is not Level.UNKNOWN]
    tested = "" if annex.tested_by is TestedBy.UNKNOWN else label(annex.tested_by)
    return [
        *known,
        (_tr("Certificeringsschema"), annex.scheme),
        (_tr("Getoetst"), joined_line(tested, dates.long(annex.tested_on))),
        (_tr("Maatregelen"), annex.measures),
    ]


def incidents(annex: SecurityAnnex) -> Pairs:
    """Return whom to call about a breach."""
    return [
        (_tr("Wie"), annex.incident_name),
        (_tr("Telefoon"), annex.incident_phone),
        (_tr("E-mail"), annex.incident_email),
        (_tr("Bereikbaar"), annex.incident_hours),
    ]


def periods(content: AgreementContent) -> Pairs:
    """Return the periods the parties filled in, each with where it stands."""
    return [
        (label(one.code), f"{period_label(one)} ({one.source})" if one.source else period_label(one))
        for one in content.periods
    ]


def sections(draft: NewAgreement) -> Iterator[Section]:
    """Yield everything that was agreed in one version; pairs without a value too."""
    content = draft.content
    yield (
        _tr("Overeenkomst"),
        [
            (_tr("Naam"), draft.title),
            (_tr("Model"), draft.model_version),
            (_tr("Contract"), joined_line(content.contract_name, dates.long(content.contract_on))),
            (_tr("Getekend op"), dates.long(draft.signed_on)),
            (_tr("Getekend namens de school"), draft.school_signer),
            (_tr("Getekend namens de leverancier"), draft.supplier_signer),
            (_tr("Geldig vanaf"), dates.long(draft.valid_from)),
            (_tr("Geldig tot en met"), dates.long(draft.valid_until)),
            (_tr("Opzeggen tot en met"), dates.long(draft.notice_on)),
            (_tr("Kenmerk"), draft.dvo_reference),
            (_tr("Aantekening"), draft.note),
        ],
    )
    yield _tr("De school"), party(content.school)
    yield _tr("De leverancier"), party(content.supplier)
    yield _tr("Ingevulde termijnen"), periods(content)
    for product in content.products:
        yield _tr("Product: {0}").format(product.name), _product(product)
    yield _tr("Beveiligingsbijlage"), security(content.security)
    yield _tr("Bellen bij een datalek"), incidents(content.security)
    yield (
        _tr("Afwijkingen van het model"),
        [(place_of(one), _deviation(one)) for one in content.deviations],
    )


def _deviation(one: Deviation) -> str:
    agreed = joined_line(one.agreed_by, dates.long(one.agreed_on))
    lines = (one.what, _tr("Waarom: {0}").format(one.why), _tr("Afgesproken: {0}").format(agreed) if agreed else "")
    return "\n".join(line for line in lines if line)


def _product(product: Product) -> Pairs:
    leaflet = product.leaflet
    return [
        (_tr("Omschrijving"), product.description),
        (_tr("Versie van de bijsluiter"), joined_line(leaflet.version, dates.long(leaflet.dated_on))),
        (_tr("Website"), leaflet.website),
        (_tr("Doelgroep"), leaflet.audience),
        (_tr("Gebruikers"), leaflet.users),
        (_tr("Vaste diensten"), leaflet.core_services),
        (_tr("Diensten naar keuze"), leaflet.optional_services),
        (_tr("Doelen"), "\n".join(leaflet.purposes)),
        (_tr("Soorten gegevens"), "\n".join(map(_category, leaflet.categories))),
        (_tr("Landen van opslag"), ", ".join(map(country_name, leaflet.storage_countries))),
        (_tr("Doorgifte buiten de EER"), leaflet.transfers),
        (_tr("Wie erbij kan"), leaflet.access),
        (_tr("Subverwerkers"), "\n".join(map(_sub_processor, leaflet.sub_processors))),
        (_tr("Bewaartermijnen"), leaflet.retention),
        (_tr("Contact"), leaflet.contact),
    ]


def _category(one: LeafletCategory) -> str:
    special = _tr("bijzonder gegeven") if one.special else ""
    kept = _tr("bewaard: {0}").format(one.retention) if one.retention else ""
    more = joined_line(special, _phrase(one.why), kept)
    return f"{one.label} ({more})" if more else one.label


def _sub_processor(one: SubProcessor) -> str:
    since = _tr("sinds {0}").format(dates.long(one.since_on)) if one.since_on else ""
    more = joined_line(one.service, _phrase(one.data), country_name(one.country), _phrase(one.basis), since)
    return f"{one.name}: {more}" if more else one.name


def _phrase(text: str) -> str:
    """Return a sentence as a part of a longer line: without the full stop at its end."""
    return text.rstrip().removesuffix(".")


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgreementSummary", text)
