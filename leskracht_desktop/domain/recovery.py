"""The recovery code: 170 random bits as a person can copy them from paper, with a character that betrays a slip."""

from __future__ import annotations

CODE_BITS = 170
CODE_BYTES = 22
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O and U
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_DATA_CHARACTERS = CODE_BITS // 5
_GROUP = 5
_CHECK_MODULUS = 37  # prime, so that any one wrong character and any two swapped neighbours are noticed


def can_be_written(number: int) -> bool:
    """Whether `number` has a check character within the alphabet; Crockford's five extra signs confuse readers."""
    return 0 <= number < 1 << CODE_BITS and number % _CHECK_MODULUS < len(_ALPHABET)


def write_code(number: int) -> str:
    """Return `number` as seven groups of five characters, the last of which is the check character.

    Raises: ValueError when `can_be_written(number)` is false.
    """
    if not can_be_written(number):
        raise ValueError("no check character within the alphabet")
    shifts = range(CODE_BITS - 5, -1, -5)
    text = "".join(_ALPHABET[number >> shift & 31] for shift in shifts) + _ALPHABET[number % _CHECK_MODULUS]
    return "-".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))


def read_code(text: str) -> bytes | None:
    """Return the code's 22 bytes, or None when it was copied wrongly; case, spaces and look-alikes do not matter."""
    characters = "".join(text.upper().split()).replace("-", "").translate(_LOOK_ALIKES)
    if len(characters) != _DATA_CHARACTERS + 1 or any(character not in _VALUES for character in characters):
        return None
    number = 0
    for character in characters[:-1]:
        number = number << 5 | _VALUES[character]
    if number % _CHECK_MODULUS != _VALUES[characters[-1]]:
        return None
    return number.to_bytes(CODE_BYTES, "big")
