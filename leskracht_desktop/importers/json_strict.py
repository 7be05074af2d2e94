"""JSON from outside, read strictly: no doubles, no depths, no numbers that are none, no broken text."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

from leskracht_desktop.domain.intake_codes import RefusalReason
from leskracht_desktop.importers.limits import LIMITS, Limits


class BadJson(Exception):
    """A JSON text is refused; `reason` says why and `line` where, as far as it is known."""

    def __init__(self, reason: RefusalReason, line: int | None = None) -> None:
        super().__init__(reason, line)
        self.reason = reason
        self.line = line


def parse_json(content: bytes, limits: Limits = LIMITS) -> Any:
    """Return the value of a JSON text in UTF-8.

    Raises: BadJson.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadJson(RefusalReason.INVALID_TEXT, content.count(b"\n", 0, error.start) + 1) from error
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise BadJson(RefusalReason.JSON_DAMAGED, error.lineno) from error
    except RecursionError as error:
        raise BadJson(RefusalReason.JSON_TOO_DEEP) from error
    if text.count("{") + text.count("[") > limits.json_depth and _depth_exceeds(value, limits.json_depth):
        raise BadJson(RefusalReason.JSON_TOO_DEEP)
    if "\\u" in text and not _is_text(text, value):
        raise BadJson(RefusalReason.INVALID_TEXT)
    return value


def canonical_json(value: Any) -> bytes:
    """Return the one way to write a value: sorted keys, no white space, UTF-8; checksums are taken of this."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise BadJson(RefusalReason.JSON_DUPLICATE_KEY)
    return value


def _constant(_: str) -> NoReturn:
    raise BadJson(RefusalReason.JSON_NOT_A_NUMBER)


def _integer(text: str) -> int:
    if len(text) > LIMITS.json_digits:
        raise BadJson(RefusalReason.JSON_NUMBER_TOO_LARGE)
    return int(text)


def _decimal(text: str) -> float:
    number = float(text)
    if len(text) > 2 * LIMITS.json_digits or not math.isfinite(number):
        raise BadJson(RefusalReason.JSON_NUMBER_TOO_LARGE)
    return number


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_constant=_constant, parse_int=_integer, parse_float=_decimal, strict=True
)


def _depth_exceeds(value: Any, most: int) -> bool:
    level = [value]
    for _ in range(most):
        inner: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                inner.extend(one.values())
            elif isinstance(one, list):
                inner.extend(one)
        if not inner:
            return False
        level = inner
    return any(isinstance(one, dict | list) for one in level)


def _is_text(text: str, value: Any) -> bool:
    """Tell whether no half of a surrogate pair was written with an escape."""
    if "\\ud" not in text and "\\uD" not in text:
        return True
    try:
        canonical_json(value)
    except UnicodeEncodeError:
        return False
    return True
