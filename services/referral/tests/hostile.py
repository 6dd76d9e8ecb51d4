"""Good requests spoilt: as bytes, and leaf by leaf of the body."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WORDS = frozenset(
    {
        "name",
        "address",
        "family",
        "earlierEducation",
        "earlierInterventions",
        "earlierPlanning",
        "currentPlanning",
        "question",
        "unit",
        "words",
        "place",
        "participants",
    }
)
"""Where anything may be written."""

Path = tuple[str | int, ...]


def spoilt_bytes(good: bytes) -> dict[str, tuple[bytes, int, str]]:
    """What is no plain JSON object, by what is wrong with it."""
    return {
        "empty": (b" \n", 400, "empty_body"),
        "truncated": (good[:-1], 400, "not_json"),
        "trailing data": (good + b"{}", 400, "not_json"),
        "a key twice": (b'{"occurredOn": "2021-06-01", "occurredOn": 1}', 400, "duplicate_key"),
        "NaN": (b'{"occurredOn": NaN}', 400, "not_a_number"),
        "infinity": (b'{"occurredOn": -Infinity}', 400, "not_a_number"),
        "an absurd float": (b'{"occurredOn": 1e999}', 400, "number_out_of_range"),
        "an absurd integer": (b'{"occurredOn": ' + b"9" * 4000 + b"}", 400, "number_out_of_range"),
        "too deep": (b'{"occurredOn": ' + b"[" * 400 + b"]" * 400 + b"}", 400, "too_deep"),
        "not UTF-8": (b'{"occurredOn": "\xff"}', 400, "not_utf8"),
        "a byte-order mark": (b"\xef\xbb\xbf" + good, 400, "byte_order_mark"),
        "too large": (b'{"occurredOn": "' + b"x" * 300_000 + b'"}', 413, "content_too_large"),
        "a list": (b"[]", 422, "invalid_request"),
        "an unknown field": (_with_one_more(good), 422, "invalid_request"),
    }


def _with_one_more(good: bytes) -> bytes:
    return json.dumps({"191212121212": 1, **json.loads(good)}).encode()


def spoilt_leaves(body: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The body with one leaf wrong, each in its turn; what was done to it."""
    for path, leaf in leaves(body):
        for wrong in _wrong(path, leaf):
            yield f"{path}: {wrong!r:.40}", with_leaf(body, path, wrong)


def leaves(part: Any, above: Path = ()) -> Iterator[tuple[Path, Any]]:
    if isinstance(part, dict | list | tuple):
        for name, member in part.items() if isinstance(part, dict) else enumerate(part):
            yield from leaves(member, (*above, name))
    else:
        yield above, part


def with_leaf(body: dict[str, Any], path: Path, leaf: Any) -> dict[str, Any]:
    """A copy with another leaf."""
    copy: Any = json.loads(json.dumps(body))
    part = copy
    for name in path[:-1]:
        part = part[name]
    part[path[-1]] = deepcopy(leaf)
    made: dict[str, Any] = copy
    return made


def _wrong(path: Path, leaf: Any) -> list[Any]:
    if isinstance(leaf, bool):
        return ["yes", "true", 1, 0, [True]]
    if isinstance(leaf, int):
        return ["7", "1_000", 1.5, True, -1, 10**17]
    texts = ["\ud800", "a\u0000b", "\u202eab", " \t", "", "x" * 5000, 7, ["x"], {"x": "y"}]
    if DATE.fullmatch(leaf):
        to_come = ["9999-12-31"] if path[-1] == "occurredOn" else []
        return [
            *texts,
            0,
            "2021-02-29",
            "20210601",
            "2021-06-01T12:00:00",
            "2021-06-01\n",
            "２０２１-06-01",
            *to_come,
        ]
    is_free = path[-1] in WORDS or "participants" in path or " " in leaf  # no code has a space
    return texts if is_free else [*texts, "no such code"]
