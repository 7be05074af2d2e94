"""The values of a package's records made fit to keep: minimised, as text, without hostile characters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from leskracht_desktop.domain.bad_value import BadValue
from leskracht_desktop.domain.intake import Tally
from leskracht_desktop.domain.intake_codes import DroppedKind
from leskracht_desktop.domain.text_safety import clean_text, visible

DROPPED_FIELDS: Mapping[str, DroppedKind] = {
    "bsn": DroppedKind.NATIONAL_NUMBER,
    "burgerservicenummer": DroppedKind.NATIONAL_NUMBER,
    "citizen_service_number": DroppedKind.NATIONAL_NUMBER,
    "national_number": DroppedKind.NATIONAL_NUMBER,
    "onderwijsnummer": DroppedKind.NATIONAL_NUMBER,
    "education_number": DroppedKind.NATIONAL_NUMBER,
    "sofinummer": DroppedKind.NATIONAL_NUMBER,
    "pgn": DroppedKind.NATIONAL_NUMBER,
    "bsn_4": DroppedKind.NATIONAL_NUMBER_END,
    "bsn_ondwnr_4": DroppedKind.NATIONAL_NUMBER_END,
    "rijksregisternummer": DroppedKind.BELGIAN_NUMBER,
    "etniciteit": DroppedKind.ETHNICITY,
    "ethnicity": DroppedKind.ETHNICITY,
    "nationaliteit": DroppedKind.NATIONALITY,
    "nationality": DroppedKind.NATIONALITY,
    "geboorteland": DroppedKind.COUNTRY_OF_BIRTH,
    "land_vader": DroppedKind.COUNTRY_OF_BIRTH,
    "land_moeder": DroppedKind.COUNTRY_OF_BIRTH,
    "country_of_birth": DroppedKind.COUNTRY_OF_BIRTH,
    "birth_country": DroppedKind.COUNTRY_OF_BIRTH,
    "gewicht": DroppedKind.WEIGHT,
    "gewicht_nieuw": DroppedKind.WEIGHT,
    "weight": DroppedKind.WEIGHT,
    "fotourl": DroppedKind.PHOTO_ADDRESS,
    "foto_url": DroppedKind.PHOTO_ADDRESS,
    "photo_url": DroppedKind.PHOTO_ADDRESS,
    "toevoegingen": DroppedKind.VENDOR_BLOCK,
}
"""Fields that may not be kept in any category."""

_EARLIEST, _LATEST = 1990, 2100


def without_dropped(values: dict[str, Any], tally: Tally) -> None:
    """Take out of a record what may not be kept, and count it."""
    for code in DROPPED_FIELDS.keys() & values.keys():
        tally.drop(DROPPED_FIELDS[code])
        del values[code]


def as_text(value: Any) -> str:
    """Return a JSON scalar as it is stored: text as it is, numbers without a needless fraction, `yes` or `no`.

    Raises: TypeError for an object or a list.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, int | float):
        raise TypeError(type(value).__name__)
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def tidy_text(text: str) -> tuple[str, bool]:
    """Return a text without hostile characters, and whether it had any; these are shown by their number.

    What somebody wrote is data about them: it is kept readable, not refused.
    """
    if text.isascii() and text.isprintable():
        return text, False
    try:
        return clean_text(text), False
    except BadValue:
        return visible(text, keep_lines=True), True


def parse_instant(text: str) -> datetime | None:
    """Return an instant in UTC, None when a text is none or has no zone or no likely year."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    if instant.tzinfo is None or not _EARLIEST <= instant.year <= _LATEST:
        return None
    return instant.astimezone(UTC)


def instant_text(instant: datetime) -> str:
    """Return an instant in UTC as ISO 8601 with a Z, to the second unless it is more exact."""
    return instant.isoformat().replace("+00:00", "Z")
