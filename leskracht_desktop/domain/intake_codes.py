"""Codes for what can be wrong with a file that comes in, and for what is left out of it on purpose."""

from __future__ import annotations

from enum import StrEnum


class RefusalReason(StrEnum):
    """Why a whole file is refused (`FileRefused.reason`); nothing of it is taken in."""

    # What it is
    UNKNOWN_KIND = "unknown_kind"
    EMPTY = "empty"
    NOT_A_FILE = "not_a_file"
    TOO_LARGE = "too_large"
    OLD_EXCEL = "old_excel"
    OTHER_XML = "other_xml"
    CHANGED_SINCE_PREVIEW = "changed_since_preview"
    # Text and XML
    INVALID_TEXT = "invalid_text"
    ENCODING_UNKNOWN = "encoding_unknown"
    CONTROL_CHARACTERS = "control_characters"
    FORMULA = "formula"
    NOT_WELL_FORMED = "not_well_formed"
    HAS_DOCTYPE = "has_doctype"
    TOO_DEEP = "too_deep"
    RECORD_TOO_LARGE = "record_too_large"
    WRONG_STRUCTURE = "wrong_structure"
    EDEXML_VERSION = "edexml_version"
    SCHOOL_YEAR_WRONG = "school_year_wrong"
    NO_PEOPLE = "no_people"
    KEYS_ARE_NATIONAL_NUMBERS = "keys_are_national_numbers"
    # Tables
    NO_COLUMNS = "no_columns"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    OPEN_QUOTE = "open_quote"
    MAPPING_NEEDED = "mapping_needed"
    PERSON_KIND_NEEDED = "person_kind_needed"
    # Archives
    ARCHIVE_DAMAGED = "archive_damaged"
    ARCHIVE_ENCRYPTED = "archive_encrypted"
    ARCHIVE_METHOD = "archive_method"
    ARCHIVE_BOMB = "archive_bomb"
    ARCHIVE_TOO_MANY = "archive_too_many"
    ARCHIVE_TOO_LARGE = "archive_too_large"
    ARCHIVE_NAME = "archive_name"
    ARCHIVE_DUPLICATE = "archive_duplicate"
    ARCHIVE_LINK = "archive_link"
    ARCHIVE_OVERLAP = "archive_overlap"
    # JSON
    JSON_DAMAGED = "json_damaged"
    JSON_TOO_DEEP = "json_too_deep"
    JSON_NOT_A_NUMBER = "json_not_a_number"
    JSON_NUMBER_TOO_LARGE = "json_number_too_large"
    JSON_DUPLICATE_KEY = "json_duplicate_key"
    # Leskracht packages
    PACKAGE_VERSION = "package_version"
    PACKAGE_SCHEMA = "package_schema"
    PACKAGE_PART_MISSING = "package_part_missing"
    PACKAGE_PART_EXTRA = "package_part_extra"
    PACKAGE_CHECKSUM = "package_checksum"
    PACKAGE_COUNT = "package_count"
    # Documents
    DOCUMENT_KIND = "document_kind"
    DOCUMENT_DISGUISED = "document_disguised"
    DOCUMENT_DAMAGED = "document_damaged"
    DOCUMENT_ENCRYPTED = "document_encrypted"
    DOCUMENT_OLD_WORD = "document_old_word"
    DOCUMENT_TOO_LARGE = "document_too_large"
    # To whom or what it belongs
    SCHOOL_UNKNOWN = "school_unknown"
    SCHOOL_NEEDED = "school_needed"
    OTHER_SCHOOL = "other_school"
    PERSON_NEEDED = "person_needed"
    PERSON_AMBIGUOUS = "person_ambiguous"
    PERSON_CONTRADICTED = "person_contradicted"
    PERSON_UNCONFIRMED = "person_unconfirmed"


class ProblemCode(StrEnum):
    """What is wrong with one row or field; `Problem.level` tells whether the row is taken in."""

    # Refused rows
    KEY_MISSING = "key_missing"
    DUPLICATE_KEY = "duplicate_key"
    NAME_MISSING = "name_missing"
    TOO_LONG = "too_long"
    NATIONAL_NUMBER = "national_number"
    FORMULA = "formula"
    AMBIGUOUS_MATCH = "ambiguous_match"
    DUPLICATE_RECORD = "duplicate_record"
    # Doubtful: taken in as far as it goes
    DUMMY_KEY = "dummy_key"
    KEY_LIKE_NATIONAL_NUMBER = "key_like_national_number"
    WEAK_MATCH = "weak_match"
    BAD_DATE = "bad_date"
    BAD_CODE = "bad_code"
    BAD_EMAIL = "bad_email"
    UNKNOWN_VERSION = "unknown_version"
    UNKNOWN_ELEMENT = "unknown_element"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_GROUP = "unknown_group"
    UNKNOWN_SITE = "unknown_site"
    DUPLICATE_ECK_ID = "duplicate_eck_id"
    CONTROL_CHARACTERS = "control_characters"
    PUPIL_UNKNOWN = "pupil_unknown"
    PUPIL_AMBIGUOUS = "pupil_ambiguous"
    ROWS_DISAGREE = "rows_disagree"
    SCHOOL_ASSUMED = "school_assumed"
    SCHOOL_DIFFERS = "school_differs"
    SUBJECT_DIFFERS = "subject_differs"
    SUBJECT_UNPROVEN = "subject_unproven"
    OLDER_FILE = "older_file"
    GONE_NOT_MARKED = "gone_not_marked"


class DroppedKind(StrEnum):
    """What is never stored, only counted (AVG art. 5(1)(c), UAVG art. 46)."""

    NATIONAL_NUMBER = "national_number"
    """BSN, onderwijsnummer, sofinummer, or a column or user name that holds such numbers."""
    NATIONAL_NUMBER_END = "national_number_end"
    """The last four digits of such a number."""
    BELGIAN_NUMBER = "belgian_number"
    ETHNICITY = "ethnicity"
    NATIONALITY = "nationality"
    COUNTRY_OF_BIRTH = "country_of_birth"
    WEIGHT = "weight"
    PHOTO_ADDRESS = "photo_address"
    VENDOR_BLOCK = "vendor_block"
    RELIGION = "religion"
    HEALTH = "health"
