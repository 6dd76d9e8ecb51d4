"""Requests for every described operation, with a canary wherever a caller can put one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.journeys.canary import BRIEF, DIGITS, HYPHENED, WORD, in_every_free_field

ENDLESS = "/v1/changes"
JSON = "application/json"
HEADERS = (
    "Idempotency-Key",
    "If-Match",
    "If-None-Match",
    "X-Correlation-Id",
    "X-Request-Id",
    "traceparent",
    "User-Agent",
    "Cookie",
)
REFUSED = ("Authorization", "Accept", "Content-Type", "Content-Encoding")
"""Headers that the canary makes invalid, each in a separate request."""


@dataclass(frozen=True)
class Attempt:
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Any = None


def attempts(document: Mapping[str, Any], ids: Mapping[str, str]) -> Iterator[Attempt]:
    """For every operation of an OpenAPI document. `ids`: the path parameters of the participant's records."""
    for template, operations in document["paths"].items():
        for method, operation in operations.items():
            if template != ENDLESS:
                yield from _on(template, method.upper(), operation, document, ids)


def _on(
    template: str, method: str, operation: Any, document: Mapping[str, Any], ids: Mapping[str, str]
) -> Iterator[Attempt]:
    own = re.sub(r"\{(\w+)\}", lambda match: ids.get(match[1], "malmokraften"), template)
    odd = re.sub(r"\{\w+\}", f"{WORD}-{BRIEF}", template)
    declared = [one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"]
    query = dict.fromkeys([*declared, "personnummer", WORD], f"{HYPHENED} {WORD}")
    form = _form(operation, document)
    for path in {own, odd}:
        yield Attempt(method, path, {}, {}, form)
        yield Attempt(method, path, query, dict.fromkeys(HEADERS, f"{WORD}-{HYPHENED}"), form)
    for name in REFUSED:
        yield Attempt(method, own, {}, {name: f"Bearer {WORD}-{DIGITS}"}, form)
    for body in _bad_bodies(form):
        yield Attempt(method, own, {}, {}, body)
    for kind in operation.get("requestBody", {}).get("content", {}).keys() - {JSON}:
        for body in _FILES:
            yield Attempt(method, own, {}, {"Content-Type": kind}, body)


def _form(operation: Any, document: Mapping[str, Any]) -> Any:
    """The form's example with canaries; None for an operation without a form."""
    content = operation.get("requestBody", {}).get("content", {})
    if JSON not in content:
        return None
    name = content[JSON]["schema"]["$ref"].rpartition("/")[2]
    return in_every_free_field(document["components"]["schemas"][name]["examples"][0])


_FILES = (
    f"personnummer,name\n{HYPHENED},{WORD}\n".encode(),
    f"{WORD},{HYPHENED}\n{DIGITS},{WORD}\n".encode(),
    f'{{"personnummer": "{HYPHENED}", "{WORD}": "{BRIEF}"}}\n{{"{WORD}\n'.encode(),
)


def _bad_bodies(form: Any) -> Iterator[Any]:
    if form is None:
        return
    yield {**form, WORD: BRIEF, HYPHENED: WORD}
    yield dict.fromkeys(form, f"{WORD} {HYPHENED}")
    yield {name: {WORD: [HYPHENED, {DIGITS: WORD}]} for name in form}
    yield {name: int(DIGITS) for name in form}
    yield f'{{"{WORD}": "{HYPHENED}", "{WORD}": "{HYPHENED}"}}'.encode()
    yield f'{{"{WORD}": "{HYPHENED}\\u0000"}}'.encode()
    yield f'{{"personnummer": "{HYPHENED}", "name": {WORD}'.encode()
