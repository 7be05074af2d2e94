"""Writes the schema of a Leskracht package from the processing inventory: `python -m tests.support.package_schema`.

Run it after a change of the inventory; a test fails until the two agree.
"""

from __future__ import annotations

import json
from typing import Any

from leskracht_desktop.agreements.inventory import load_inventory
from leskracht_desktop.domain.inventory import Category, Compartment, FieldKind
from leskracht_desktop.importers.schema import PACKAGE
from leskracht_desktop.paths import resource

Schema = dict[str, Any]

_TYPES = {
    FieldKind.TEXT: "text",
    FieldKind.LONG_TEXT: "long_text",
    FieldKind.DATE: "date",
    FieldKind.INSTANT: "instant",
    FieldKind.NUMBER: "number",
    FieldKind.AMOUNT: "amount",
    FieldKind.DURATION_SECONDS: "whole_number",
    FieldKind.SIZE_BYTES: "whole_number",
    FieldKind.YES_NO: "yes_no",
    FieldKind.FILE: "text",
}
_PERSON_KINDS = ["pupil", "parent", "staff", "other"]


def supplier_categories() -> list[Category]:
    """Return the categories of data that Leskracht holds."""
    inventory = load_inventory(resource("inventory/leskracht.toml"))
    return [one for one in inventory.categories if one.compartment is not Compartment.SCHOOL]


def package_schema() -> Schema:
    """Return the whole schema."""
    categories = supplier_categories()
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "urn:leskracht:gegevenspakket:1",
        "title": "Leskracht-gegevenspakket, versie 1",
        "description": "Het bestand waarmee Leskracht antwoordt op de vraag welke gegevens zij over een persoon heeft. "
        "Dit schema beschrijft manifest.json in het ZIP-bestand, en het pakket dat als geheel uit een JSON-bestand "
        "bestaat. De onderdelen staan onder definitions: record_… is een gegeven, event_… een regel van een logboek. "
        "Uitleg: gegevenspakket.md.",
        **_object(
            ["format", "version", "package_id", "created_at", "issuer", "subject", "parts"],
            {
                "format": {"const": "leskracht-gegevenspakket"},
                "version": {"const": 1},
                "package_id": {
                    "description": "UUID van dit pakket",
                    "type": "string",
                    "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
                },
                "created_at": _ref("instant"),
                "issuer": _object(["name"], {"name": _text(200), "email": _text(254)}),
                "request_number": {
                    "description": "Het nummer van het verzoek van de school, bijvoorbeeld 2026-0001",
                    "type": "string",
                    "maxLength": 40,
                },
                "subject": _subject(),
                "parts": _list("De onderdelen, elk met een controlegetal", 200, _part()),
                "attachments": _list("Foto's, video's en andere bestanden", 19_000, _attachment()),
                "empty": _list(
                    "Categorieën waarin Leskracht niets over deze persoon heeft",
                    100,
                    _object(
                        ["category", "compartment"], {"category": _ref("category"), "compartment": _ref("compartment")}
                    ),
                ),
            },
        ),
        "definitions": _shared(categories) | dict(map(_definition, categories)),
    }


def _subject() -> Schema:
    return {
        "description": "Over wie het pakket gaat",
        **_object(
            ["kind", "name"],
            {
                "reference": {"description": "Nummer bij Leskracht", "type": "string", "maxLength": 256},
                "brin": {"type": "string", "pattern": "^[0-9]{2}[A-Z]{2}$"},
                "kind": {"type": "string", "enum": _PERSON_KINDS},
                "school_key": {
                    "description": "Nummer in het leerlingsysteem van de school",
                    "type": "string",
                    "maxLength": 256,
                },
                "name": _text(200),
                "birth_on": _ref("date"),
                "email": {"type": "string", "maxLength": 254},
            },
        ),
    }


def _part() -> Schema:
    return _object(
        ["category", "compartment", "count", "sha256"],
        {
            "category": _ref("category"),
            "compartment": _ref("compartment"),
            "path": _ref("path"),
            "size": {"type": "integer", "minimum": 0},
            "count": {"description": "Aantal gegevens of logboekregels", "type": "integer", "minimum": 0},
            "sha256": _ref("sha256"),
            "content": {"description": "De gegevens zelf, alleen als het pakket een JSON-bestand is", "type": "array"},
        },
    )


def _attachment() -> Schema:
    return _object(
        ["path", "name", "media_type", "size", "sha256"],
        {
            "path": _ref("path"),
            "name": _text(120),
            "media_type": {"type": "string", "pattern": "^[a-z]+/[a-z0-9.+-]{1,80}$"},
            "size": {"type": "integer", "minimum": 0},
            "sha256": _ref("sha256"),
        },
    )


def _shared(categories: list[Category]) -> Schema:
    return {
        "text": {"type": "string", "maxLength": 4000},
        "long_text": {"type": "string", "maxLength": 100_000},
        "date": {
            "description": "ISO 8601, bijvoorbeeld 2026-03-03",
            "type": "string",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        },
        "instant": {
            "description": "ISO 8601 met tijdzone, bijvoorbeeld 2026-03-03T09:15:00Z",
            "type": "string",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?"
            "(Z|[+-][0-9]{2}:[0-9]{2})$",
        },
        "number": {
            "description": "Een getal, of een getal als tekst met een punt",
            "anyOf": [{"type": "number"}, {"type": "string", "pattern": "^-?[0-9]{1,15}([.][0-9]{1,10})?$"}],
        },
        "amount": {
            "description": "Een bedrag als tekst met een punt, bijvoorbeeld 12.50",
            "anyOf": [{"type": "string", "pattern": "^-?[0-9]{1,12}([.][0-9]{1,4})?$"}, {"type": "number"}],
        },
        "whole_number": {"description": "Een geheel getal: seconden of bytes", "type": "integer", "minimum": 0},
        "yes_no": {"type": "boolean"},
        "other_field": {
            "description": "Een veld dat deze versie van de lijst nog niet kent",
            "type": ["string", "number", "boolean"],
            "maxLength": 4000,
        },
        "identifier": _text(256),
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "path": {
            "description": "Naam in het ZIP-bestand: letters, cijfers en mappen, geen '..'",
            "type": "string",
            "minLength": 1,
            "maxLength": 240,
        },
        "category": {"type": "string", "enum": [one.code for one in categories]},
        "compartment": {
            "description": "processor: Leskracht werkt voor de school; own_controller: Leskracht beslist zelf",
            "type": "string",
            "enum": ["processor", "own_controller"],
        },
        "third_parties": {
            "description": "Namen van andere mensen die in het gegeven voorkomen",
            "type": "array",
            "items": _text(200),
            "maxItems": 200,
        },
    }


def _definition(category: Category) -> tuple[str, Schema]:
    """Return name and schema of the records, or of the log events, of a category."""
    values: Schema = {
        "title": category.label,
        "description": category.explanation,
        "type": "object",
        "minProperties": 1,
        "maxProperties": 60,
        "propertyNames": {"pattern": "^[a-z][a-z0-9_]{0,63}$"},
        "properties": {
            field.code: {"title": field.label, "allOf": [_ref(_TYPES[field.kind])]}
            | ({"examples": [code for code, _ in field.choices]} if field.choices else {})
            for field in category.fields
        },
        "additionalProperties": _ref("other_field"),
    }
    if category.high_volume:
        return f"event_{category.code}", values | {"required": [category.time_field]}
    record = _object(
        ["id", "values"],
        {
            "id": _ref("identifier"),
            "values": values,
            "third_parties": _ref("third_parties"),
            "attachment": _ref("path"),
        },
    )
    return f"record_{category.code}", {"title": category.label, **record}


def _object(required: list[str], properties: Schema) -> Schema:
    return {"type": "object", "required": required, "additionalProperties": False, "properties": properties}


def _list(description: str, most: int, items: Schema) -> Schema:
    return {"description": description, "type": "array", "maxItems": most, "items": items}


def _text(longest: int) -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": longest}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


if __name__ == "__main__":
    resource(PACKAGE).write_text(json.dumps(package_schema(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
