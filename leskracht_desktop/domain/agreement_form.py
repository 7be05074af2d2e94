"""What the form of an agreement must hold before it is stored, field by field."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from leskracht_desktop.domain.agreement_content import (
    AgreementContent,
    Deviation,
    Leaflet,
    Party,
    Period,
    PeriodUnit,
    Product,
)
from leskracht_desktop.domain.agreement_fields import day_problems, past_problems, wrong_texts
from leskracht_desktop.domain.agreements import UNSIGNED, AgreementDetails, ChangeKind, NewAgreement
from leskracht_desktop.domain.bad_value import BadValue
from leskracht_desktop.domain.countries import parse_country
from leskracht_desktop.domain.identifiers import (
    parse_brin,
    parse_email,
    parse_institution_number,
    parse_kvk,
    parse_rio,
    tidy_postcode,
)
from leskracht_desktop.domain.key_facts import FIXED_BY_LAW
from leskracht_desktop.domain.people_rules import Parse, Problems, optional, text_problems, with_texts
from leskracht_desktop.domain.schools import NumberKind
from leskracht_desktop.domain.text_safety import parse_line, parse_name, parse_text

LONGEST_PERIOD = 1000
MOST_PARTS = 500
"""Products, categories, sub-processors, periods or deviations of one agreement."""
LONGEST_REVIEW_MONTHS = 60


_MODEL = re.compile(r"[0-9][0-9A-Za-z.-]{0,19}")


def parse_model_version(text: str) -> str:
    """Return the id of a version of the model, such as `4.0` or `2015`.

    Raises: BadValue `model_version_format`.
    """
    version = text.strip()
    if _MODEL.fullmatch(version) is None:
        raise BadValue("model_version_format")
    return version


_HEAD: dict[str, Parse] = {
    "model_version": parse_model_version,
    "title": parse_line,
    "school_signer": parse_name,
    "supplier_signer": parse_name,
    "dvo_reference": parse_line,
    "note": parse_text,
}
_NUMBERS: dict[NumberKind, Parse] = {
    NumberKind.NONE: parse_line,
    NumberKind.BRIN: parse_brin,
    NumberKind.RIO: parse_rio,
    NumberKind.KVK: parse_kvk,
    NumberKind.AUTHORITY: parse_institution_number,
}
_PERIOD: dict[str, Parse] = {"text": parse_text, "source": parse_line}
_PRODUCT: dict[str, Parse] = {"name": parse_name, "description": parse_text}
_LEAFLET: dict[str, Parse] = {
    "version": parse_line,
    "website": parse_line,
    "audience": parse_line,
    "users": parse_line,
    "core_services": parse_text,
    "optional_services": parse_text,
    "transfers": parse_text,
    "access": parse_text,
    "retention": parse_text,
    "contact": parse_text,
}
_CATEGORY: dict[str, Parse] = {"label": parse_line, "code": parse_line, "why": parse_text, "retention": parse_text}
_SUB_PROCESSOR: dict[str, Parse] = {
    "name": parse_name,
    "service": parse_line,
    "data": parse_text,
    "country": optional(parse_country),
    "basis": parse_text,
}
_SECURITY: dict[str, Parse] = {
    "scheme": parse_line,
    "measures": parse_text,
    "incident_name": parse_name,
    "incident_email": optional(parse_email),
    "incident_phone": parse_line,
    "incident_hours": parse_line,
}
_DEVIATION: dict[str, Parse] = {"what": parse_text, "why": parse_text, "agreed_by": parse_name, "annex": parse_line}


def _party(party: Party) -> dict[str, Parse]:
    return {
        "name": parse_name,
        "number": optional(_NUMBERS[party.number_kind]),
        "legal_form": parse_line,
        "address": parse_line,
        "postcode": optional(tidy_postcode),
        "city": parse_line,
        "representative": parse_name,
        "function": parse_line,
    }


def agreement_problems(draft: NewAgreement, today: date) -> Problems:
    """Return what is wrong with an agreement's form; a field within a list is named like `products.0.name`."""
    found = wrong_texts(draft, _HEAD, ("model_version",))
    found += _date_problems(draft, today)
    if not 0 <= draft.review_months <= LONGEST_REVIEW_MONTHS:
        found.append(("review_months", "out_of_range"))
    return tuple(found + _content_problems(draft.content, today))


def _date_problems(draft: NewAgreement, today: date) -> list[tuple[str, str]]:
    found = []
    for name in ("valid_from", "valid_until", "notice_on", "signed_on"):
        found += day_problems(name, getattr(draft, name))
    if draft.signed_on is not None and draft.signed_on > today:
        found.append(("signed_on", "in_future"))
    starts = [day for day in (draft.valid_from, draft.signed_on) if day is not None]
    if draft.valid_until is not None:
        if starts and draft.valid_until < (draft.valid_from or starts[0]):
            found.append(("valid_until", "before_start"))
        elif draft.signed_on is not None and draft.valid_until < draft.signed_on:
            found.append(("valid_until", "before_signing"))
    if draft.notice_on is not None:
        if draft.valid_until is not None and draft.notice_on > draft.valid_until:
            found.append(("notice_on", "after_end"))
        elif starts and draft.notice_on < min(starts):
            found.append(("notice_on", "before_agreement"))
    return found


def change_problems(
    before: AgreementDetails, draft: NewAgreement, change: ChangeKind, articles: Collection[int] = ()
) -> Problems:
    """Return what is wrong with a draft as the next version of an agreement.

    Another model is another agreement between the parties: a correction, which keeps reviews, can't bring it. What was
    signed was signed before it was ended. A deviation that is new or was changed is about an article there is, when
    `articles` tells which numbers the model has.
    """
    row = before.row
    found = []
    if draft.supplier_id != row.supplier_id:
        found.append(("supplier_id", "other_supplier"))
    is_reviewed = any(one.counts for one in before.reviews)
    if change is ChangeKind.CORRECTION and is_reviewed and draft.model_version != row.model_version:
        found.append(("model_version", "needs_new_version"))
    if row.status not in UNSIGNED:
        later = [day for day in (before.notice_given_on, before.ended_on, before.destruction_confirmed_on) if day]
        if draft.signed_on is None:
            found.append(("signed_on", "required"))
        elif later and draft.signed_on > min(later):
            found.append(("signed_on", "after_later_step"))
    return (*found, *place_problems(draft.content, articles, before.content.deviations))


def place_problems(content: AgreementContent, articles: Collection[int], known: Collection[Deviation] = ()) -> Problems:
    """Return which deviations that are not `known` are about an article that the model has not."""
    return tuple(
        (f"deviations.{place}.article", "unknown_article")
        for place, one in enumerate(content.deviations)
        if articles and one.article is not None and one.article not in articles and one not in known
    )


def _content_problems(content: AgreementContent, today: date) -> list[tuple[str, str]]:
    found = wrong_texts(content, {"contract_name": parse_line}) + day_problems("contract_on", content.contract_on)
    for where, party in (("school.", content.school), ("supplier.", content.supplier)):
        found += wrong_texts(party, _party(party), where=where)
        if party.number.strip() and party.number_kind is NumberKind.NONE:
            found.append((f"{where}number_kind", "required"))
    found += _period_problems(content.periods)
    for place, product in enumerate(content.products):
        found += _product_problems(product, f"products.{place}.")
    found += wrong_texts(content.security, _SECURITY, where="security.")
    if content.security.tested_on is not None:
        found += past_problems("security.tested_on", content.security.tested_on, today)
    for place, deviation in enumerate(content.deviations):
        found += wrong_texts(deviation, _DEVIATION, ("what", "why"), f"deviations.{place}.")
        if deviation.article is not None and not 1 <= deviation.article <= 99:
            found.append((f"deviations.{place}.article", "out_of_range"))
        if deviation.agreed_on is not None:
            found += past_problems(f"deviations.{place}.agreed_on", deviation.agreed_on, today)
    if max(len(content.periods), len(content.products), len(content.deviations)) > MOST_PARTS:
        found.append(("content", "too_long"))
    return found


def _period_problems(periods: Iterable[Period]) -> list[tuple[str, str]]:
    found = []
    seen = set()
    for place, period in enumerate(periods):
        where = f"periods.{place}."
        found += wrong_texts(period, _PERIOD, where=where)
        if period.code in seen:
            found.append((f"{where}code", "duplicate"))
        seen.add(period.code)
        if period.code in FIXED_BY_LAW:
            found.append((f"{where}code", "fixed_by_law"))
        if period.value is not None and not 0 <= period.value <= LONGEST_PERIOD:
            found.append((f"{where}value", "out_of_range"))
        elif (period.value is None) != (period.unit is PeriodUnit.NONE):
            found.append((f"{where}unit", "period_incomplete"))
    return found


def _product_problems(product: Product, where: str) -> list[tuple[str, str]]:
    leaflet = product.leaflet
    found = wrong_texts(product, _PRODUCT, ("name",), where) + wrong_texts(leaflet, _LEAFLET, where=where)
    found += day_problems(f"{where}dated_on", leaflet.dated_on)
    for place, purpose in enumerate(leaflet.purposes):
        found += text_problems({f"{where}purposes.{place}": purpose}, {f"{where}purposes.{place}": parse_text})
    for place, category in enumerate(leaflet.categories):
        found += wrong_texts(category, _CATEGORY, ("label",), f"{where}categories.{place}.")
    for place, country in enumerate(leaflet.storage_countries):
        found += text_problems({f"{where}countries.{place}": country}, {f"{where}countries.{place}": parse_country})
    for place, one in enumerate(leaflet.sub_processors):
        found += wrong_texts(one, _SUB_PROCESSOR, ("name",), f"{where}sub_processors.{place}.")
        found += day_problems(f"{where}sub_processors.{place}.since_on", one.since_on)
    if max(len(leaflet.purposes), len(leaflet.categories), len(leaflet.sub_processors)) > MOST_PARTS:
        found.append((f"{where}leaflet", "too_long"))
    return found


def tidied_agreement(draft: NewAgreement) -> NewAgreement:
    """Return a draft without problems with all its texts cleaned."""
    content = draft.content
    tidy = replace(
        with_texts(content, {"contract_name": parse_line}),
        school=with_texts(content.school, _party(content.school)),
        supplier=with_texts(content.supplier, _party(content.supplier)),
        periods=tuple(with_texts(one, _PERIOD) for one in content.periods),
        products=tuple(
            replace(with_texts(one, _PRODUCT), leaflet=_tidied_leaflet(one.leaflet)) for one in content.products
        ),
        security=with_texts(content.security, _SECURITY),
        deviations=tuple(with_texts(one, _DEVIATION) for one in content.deviations),
    )
    return replace(with_texts(draft, _HEAD), content=tidy)


def _tidied_leaflet(leaflet: Leaflet) -> Leaflet:
    return replace(
        with_texts(leaflet, _LEAFLET),
        purposes=tuple(parse_text(one) for one in leaflet.purposes),
        storage_countries=tuple(parse_country(one) for one in leaflet.storage_countries),
        categories=tuple(with_texts(one, _CATEGORY) for one in leaflet.categories),
        sub_processors=tuple(with_texts(one, _SUB_PROCESSOR) for one in leaflet.sub_processors),
    )
