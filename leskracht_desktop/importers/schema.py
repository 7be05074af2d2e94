"""JSON Schemas that ship with the program, compiled once into validators."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from typing import Any

import fastjsonschema

from leskracht_desktop import paths

PACKAGE = "schemas/gegevenspakket-1.json"

Validator = Callable[[Any], Any]
"""Returns the value, or raises SchemaMismatch."""

SchemaMismatch = fastjsonschema.JsonSchemaValueException


@functools.cache
def schema(name: str) -> dict[str, Any]:
    """Return a shipped schema, e.g. `schemas/gegevenspakket-1.json`."""
    content: dict[str, Any] = json.loads(paths.resource(name).read_text(encoding="utf-8"))
    return content


@functools.cache
def validator(name: str, definition: str = "") -> Validator:
    """Return the validator of a shipped schema, or of one of its definitions."""
    whole = schema(name)
    if definition:
        whole = {"definitions": whole["definitions"], "$ref": f"#/definitions/{definition}"}
    compiled: Validator = fastjsonschema.compile(whole)
    return compiled


def mismatch_place(error: SchemaMismatch) -> str:
    """Return where in a document a schema was not followed, e.g. `subject.kind`; no values."""
    return ".".join(str(part) for part in error.path[1:])
