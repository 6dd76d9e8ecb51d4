"""Canary data: a fictitious person whose data is easy to recognise, and the search for it."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from typing import Any

WORD = "Zebrafink"
DIGITS, HYPHENED, BRIEF = "199002149814", "19900214-9814", "900214-9814"
PHONE, EMAIL, COUNTRY = "070-1740699", f"{WORD}@example.org", "BUMM"

BY_FIELD: Mapping[str, str] = {
    "personnummer": HYPHENED,
    "phone": PHONE,
    "email": EMAIL,
    "countryOfBirth": COUNTRY,
}


def in_every_free_field(example: Any, field: str = "") -> Any:
    """The example form with a canary in every free-text or identifying field."""
    match example:
        case dict():
            return {name: in_every_free_field(member, name) for name, member in example.items()}
        case list() | tuple():
            return [in_every_free_field(item, field) for item in example]
        case str() if field in BY_FIELD:
            return BY_FIELD[field]
        case str() if " " in example:  # no code, date or id has one
            return f"{WORD} {field} {BRIEF}"
        case _:
            return example


def _encoded(text: str) -> Iterable[bytes]:
    """The encoded text at any position in a longer encoded text."""
    yield text.encode().hex().encode()
    yield text.encode().hex().upper().encode()
    for before in range(3):
        whole = b64encode(b"\0" * before + text.encode())
        yield whole[(before * 8 + 5) // 6 : (before + len(text)) * 8 // 6]


_PLAIN = (DIGITS, HYPHENED, BRIEF, DIGITS[2:], PHONE, PHONE.replace("-", ""), f'"{COUNTRY}"')
NEEDLES: tuple[bytes, ...] = (
    *(text.encode() for text in _PLAIN),
    *(needle for text in (DIGITS[2:], BRIEF, WORD) for needle in _encoded(text)),
)


def leaks(haystack: bytes) -> list[bytes]:
    """The canary data found, each with some surrounding bytes."""
    found = [needle for needle in NEEDLES if needle in haystack]
    places = [haystack.index(needle) for needle in found]
    if (place := haystack.lower().find(WORD.lower().encode())) >= 0:
        places.append(place)
    return [haystack[max(0, place - 60) : place + 60] for place in places]
