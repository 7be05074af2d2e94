"""Names of people: how they are shown, sorted, searched and taken apart, the Dutch way, in any script."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from leskracht_desktop.domain.fuzzy import fold, words

PREFIX_WORDS = frozenset(
    "aan achter af al am an auf aus ben bij bin da dal das de degli dei del della den der des di die do don dos du el "
    "het ibn im in la las le les lo los met na of onder op over t te ten ter tho thoe to toe tot uijt uit und unter "
    "van vanden vander vd ver vom von voor vor zu zum zur".split()
)
"""Words that stand before a surname (tussenvoegsels), folded: Dutch ones, and those of names from elsewhere."""

_WITH_APOSTROPHE = frozenset({"s", "t", "d", "l"})

# With a capital these belong to the surname of a Belgian (`Jan Van Damme`); but where a name begins, the Dutch write a
# capital too (`De Vries`), and then they are a prefix all the same.
_DUTCH_STARTS = frozenset({"van", "de", "den", "der", "ten", "ter", "te", "t", "het", "von"})

_APOSTROPHES = str.maketrans(dict.fromkeys("`\u00b4\u2018\u2019\u201b\u02bc\u2032\uff07", "'"))
_ELIDED = re.compile(r"(?:'s-|'t-|[dl]')(?=\w)")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.[ -]?)+|[A-Za-z\u00c0-\u024f](?: [A-Za-z\u00c0-\u024f])*")
_ABBREVIATION = re.compile(r"(?<=\w)[./](?=\w)|\.$")
_SPACED_HYPHEN = re.compile(r"\s+[-\u2010-\u2013]\s+|(?<=\w)[-\u2010-\u2013]\s+")
_FIRST_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a name as a Dutch school keeps them; any of them may be empty."""

    given_names: str = ""
    call_name: str = ""
    initials: str = ""
    prefix: str = ""
    surname: str = ""

    @property
    def first(self) -> str:
        """What someone is called: the call name, else the first of the given names, else the initials."""
        return self.call_name or next(iter(self.given_names.split()), self.initials)


def name_in(values: Mapping[str, Any]) -> PersonName:
    """Return the name that stands in the columns of a person."""
    return PersonName(
        values.get("given_names") or "",
        values.get("call_name") or "",
        values.get("initials") or "",
        values.get("prefix") or "",
        values.get("surname") or "",
    )


def display_name(name: PersonName) -> str:
    """Return a name as it is said: `Noah van den Berg`."""
    return _joined(name.first, full_surname(name))


def list_name(name: PersonName) -> str:
    """Return a name as lists show it: `van den Berg, Noah`, though it is sorted under B."""
    surname, first = full_surname(name), name.first
    return f"{surname}, {first}" if surname and first else surname or first


def formal_name(name: PersonName) -> str:
    """Return a name for an address: `N.A. van den Berg`; without initials as it is said."""
    return _joined(name.initials or name.first, full_surname(name))


def is_called(name: PersonName, text: str) -> bool:
    """Tell whether a whole name that was typed is this one: as it is said, written or listed, in any order of words."""
    typed = sorted(words(text))
    firsts = (name.call_name, name.given_names, name.initials, name.first)
    spoken = (_joined(first, full_surname(name)) for first in firsts if first)
    return bool(typed) and any(typed == sorted(words(one)) for one in (display_name(name), *spoken))


def full_surname(name: PersonName) -> str:
    """Return prefix and surname: `van den Berg`, `d'Hont`."""
    if name.prefix.endswith(("'", "\u2019", "-")):
        return name.prefix + name.surname
    return _joined(name.prefix, name.surname)


def surname_in_salutation(name: PersonName) -> str:
    """Return the surname as it follows `heer` or `mevrouw`: without a given name its prefix gets a capital."""
    surname = full_surname(name) or name.first
    if surname.translate(_APOSTROPHES).startswith("'"):
        return surname  # `'t Hart` has its capital already
    return _FIRST_LETTER.sub(lambda match: match[0].upper(), surname, count=1)


def sort_key(name: PersonName) -> str:
    """Return what sorts a name as a Dutch reader expects, compared by code point.

    Surname without prefix (de Vries under V), then the first name, then the prefix; accents, apostrophes and case
    do not count, `ij` is an i and a j (as in dictionaries). A prefix in the surname field is skipped too, unless it
    has a capital, which makes it part of a Belgian name (`Van Damme` under V).
    """
    surname = name.surname
    if not (surname.isascii() and surname.isalnum()):  # one plain word has nothing before it
        _, surname = split_surname(surname)
        surname = _ELIDED.sub("", surname.translate(_APOSTROPHES), count=1)
    # A tab sorts before a space, so that `Berg` comes before `Berg Smit`.
    return "\t".join([part and fold(part) for part in (surname, name.first, name.prefix, name.given_names)])


def search_words(name: PersonName) -> tuple[str, ...]:
    """Return every folded word by which a name can be found, each once.

    Double names also count joined and apart (`janpeter`, `jan`, `peter`), as do elided prefixes (`dhont`, `hont`),
    prefix and surname together (`vandenberg`), and `ij` written as `y` (`dykstra`).
    """
    found: dict[str, None] = {}
    for part in (name.call_name, name.given_names, name.surname, name.prefix, name.initials):
        for chunk in part.translate(_APOSTROPHES).split():
            if chunk.isascii() and chunk.isalnum():  # most are: one plain word
                found[chunk.lower()] = None
                continue
            pieces = words(chunk)
            for piece in pieces:
                found[piece] = None
            found["".join(pieces)] = None
            found |= dict.fromkeys(words(chunk.replace("'", " ")) if "'" in chunk else ())
    found[_run_together(full_surname(name))] = None
    for word in tuple(found):
        if "ij" in word:
            found[word.replace("ij", "y")] = None
    found.pop("", None)
    return tuple(found)


def _run_together(text: str) -> str:
    """Return the folded words of a text as one word."""
    together = text.replace(" ", "")
    return together.lower() if together.isascii() and together.isalnum() else "".join(words(text))


def is_prefix_word(word: str) -> bool:
    """Tell whether a word can stand before a surname, in any case, with any apostrophe, or short (`v.d.`, `v/d`)."""
    plain = word.translate(_APOSTROPHES)
    # Not folded: an accent makes it a name of its own (the Vietnamese `Văn`).
    bare = _ABBREVIATION.sub("", plain).lower().strip("'")
    return bare in PREFIX_WORDS or (bare in _WITH_APOSTROPHE and "'" in plain)


def split_surname(text: str) -> tuple[str, str]:
    """Return the prefix and the rest of a surname: `van den Berg` gives `van den` and `Berg`.

    A prefix is written small; if the whole surname is in one case, that tells nothing and the words alone count.
    """
    parts = text.split()
    count = _prefix_length(parts, one_case=_in_one_case(text))
    return " ".join(parts[:count]), " ".join(parts[count:])


def split_full_name(text: str) -> PersonName:
    """Return the parts of a name that was typed in one field: as it is said, or with a comma as lists show it.

    A single word becomes the surname, as the population register does with people who have one name. What comes
    before the surname becomes the call name, or the initials if it looks like initials; nothing is lost.
    """
    text = " ".join(_SPACED_HYPHEN.sub("-", text).split())
    if "," in text:
        return _split_listed([part.strip() for part in text.split(",")])
    parts = text.split()
    start = _surname_start(parts, one_case=_in_one_case(text))
    count = _prefix_length(parts[start:], one_case=_in_one_case(text), starts_name=start == 0)
    return _with_first(
        " ".join(parts[:start]), " ".join(parts[start : start + count]), " ".join(parts[start + count :])
    )


def _split_listed(parts: list[str]) -> PersonName:
    """Take `van den Berg, Noah`, `Berg, Noah van den` or `Berg, van den, Noah` apart."""
    listed = parts[0].split()
    count = _prefix_length(listed, one_case=_in_one_case(parts[0]), starts_name=True)
    prefix, surname = " ".join(listed[:count]), " ".join(listed[count:])
    rest = [part for part in parts[1:] if part]
    if len(rest) > 1 and not prefix and all(is_prefix_word(word) for word in rest[0].split()):
        prefix = rest.pop(0)
    given = " ".join(rest).split()
    if not prefix:
        end = len(given)
        while end > 1 and is_prefix_word(given[end - 1]) and given[end - 1] == given[end - 1].lower():
            end -= 1
        prefix, given = " ".join(given[end:]), given[:end]
    return _with_first(" ".join(given), prefix, surname)


def _with_first(first: str, prefix: str, surname: str) -> PersonName:
    if first and _INITIALS.fullmatch(first):
        return PersonName(initials=first, prefix=prefix, surname=surname)
    return PersonName(call_name=first, prefix=prefix, surname=surname)


def _surname_start(parts: list[str], *, one_case: bool) -> int:
    """Return at which word the surname begins: the first prefix after the given name, else the last word."""
    if _prefix_length(parts, one_case=False, starts_name=True):
        return 0
    for index in range(1, len(parts) - 1):
        word = parts[index]
        # A single capital is an initial (`J T Bakker`), a small t is half of `'t`.
        if is_prefix_word(word) and (len(word) > 1 or (word == word.lower() and not one_case)):
            return index
        # `Bakker-de Vries`: the surname begins before its hyphen.
        if "-" in word and is_prefix_word(word.rpartition("-")[2]):
            return index
    return max(0, len(parts) - 1)


def _prefix_length(parts: list[str], *, one_case: bool, starts_name: bool = False) -> int:
    """Return how many words of a surname make up its prefix; one word always stays."""
    count = 0
    while count < len(parts) - 1 and is_prefix_word(parts[count]):
        small = one_case or parts[count] == parts[count].lower()
        if not small and not (starts_name and count == 0 and fold(parts[0]) in _DUTCH_STARTS):
            break
        count += 1
    # `Van Den Berg`: all with capitals, a Belgian name after all.
    if count == 1 and parts[0] != parts[0].lower() and not one_case and is_prefix_word(parts[1]):
        return 0
    return count


def _in_one_case(text: str) -> bool:
    return text in {text.lower(), text.upper()}


def _joined(left: str, right: str) -> str:
    return f"{left} {right}" if left and right else left or right
