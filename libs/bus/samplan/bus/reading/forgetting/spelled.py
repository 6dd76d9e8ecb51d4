"""Which ids the bytes of a record spell: in either case, with dashes or without, in broken or escaped JSON.

Only their digests are kept: an id is random, so it cannot be found from its digest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from uuid import UUID

ANYBODY = "*"
"""Of bytes that cannot be searched: they may be compressed or encrypted."""
MOST_IDS = 500
"""A contract event spells fewer than ten."""

_DIGITS = 32
_RUN = re.compile(rb"[0-9a-f]{32,}")
_ESCAPED = re.compile(rb"\\u00([0-9a-f]{2})")


def digest_of(one: UUID) -> str:
    return _digest(one.hex.encode())


def digests_in(*texts: bytes | None) -> frozenset[str]:
    """The digests of all ids that the texts spell, and ANYBODY for one that is not UTF-8 or has too many."""
    found: set[str] = set()
    for text in filter(None, texts):
        found.update(_digests(text) if _is_utf_8(text) else (*_digests(text), ANYBODY))
    return frozenset(found)


def _digests(text: bytes) -> Iterator[str]:
    count = 0
    for run in _runs(text):
        for at in range(len(run) - _DIGITS + 1):
            if (count := count + 1) > MOST_IDS:
                yield ANYBODY
                return
            yield _digest(run[at : at + _DIGITS])


def _runs(text: bytes) -> Iterator[bytes]:
    """The hexadecimal digits in a row. UTF-16 is ASCII between zero bytes."""
    plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), text.replace(b"\0", b"").lower())
    for found in _RUN.finditer(plain.lower().replace(b"-", b"")):
        yield found[0]


def _is_utf_8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def _digest(digits: bytes) -> str:
    return blake2b(digits, digest_size=16).hexdigest()
