"""Checks of request bodies: UTF-8, one small JSON value, no duplicate members, plain text only."""

from __future__ import annotations

import asyncio
import json
import math
import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Any, NoReturn

from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis.http.problems import Problem

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
MAX_BYTES = 256 * 1024
MAX_DEPTH = 16
"""Levels of nested objects and lists."""
MAX_DIGITS = 18
TIMEOUT_SECONDS = 20
_WITH_BODY = {"POST", "PUT", "PATCH"}
# Also matches an unterminated string: retrying from each of its quotes would take quadratic time.
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
_BRACKET = re.compile(r"[\[{\]}]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNWANTED = re.compile("[\x00\u202a-\u202e\u2066-\u2069]")


class StrictBody:
    """ASGI middleware: reads the complete body, refuses what is not plain JSON, then passes it on.

    A route that describes its body itself (`openapi_extra`) also reads it itself, after authentication.
    """

    def __init__(self, app: ASGIApp, refuse: Any, routes: Sequence[BaseRoute]) -> None:
        self.app = app
        self.refuse = refuse
        self.routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in _WITH_BODY or not self._takes_json(scope):
            await self.app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                body = await _read(scope, receive)
            strict_json(text_of(body))
        except TimeoutError:
            await self.refuse(scope, receive, send, Problem(408, "request_timeout"))
            return
        except Problem as problem:
            await self.refuse(scope, receive, send, problem)
            return
        scope.setdefault("state", {})["body"] = body
        await self.app(scope, _replay(body, receive), send)

    def _takes_json(self, scope: Scope) -> bool:
        """Whether a route matches path and method and leaves its body to us; else the router answers."""
        route = next((one for one in self.routes if one.matches(scope)[0] is Match.FULL), None)
        return route is not None and "requestBody" not in (getattr(route, "openapi_extra", None) or {})


def media_type_of(content_type: str) -> str:
    """The media type. Raises Problem 415 for another charset than UTF-8: the body would be misread."""
    media_type, charset = declared(content_type)
    if charset not in {"utf-8", "utf8"}:
        raise Problem(415, "unsupported_charset")
    return media_type


def declared(content_type: str) -> tuple[str, str]:
    """Media type and charset in lower case. UTF-8 unless another one is declared, the last counts."""
    media_type, *parameters = content_type.lower().split(";")
    charset = "utf-8"
    for name, _, value in (one.strip().partition("=") for one in parameters):
        if name.strip() == "charset":
            charset = value.strip().strip('"')
    return media_type.strip(), charset


def text_of(body: bytes) -> str:
    """The body as text. Raises Problem 400 unless it is UTF-8 and not empty."""
    if body.startswith(BYTE_ORDER_MARK):
        raise Problem(400, "byte_order_mark")
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise Problem(400, "not_utf8") from None
    if not text.strip():
        raise Problem(400, "empty_body")
    return text


def strict_json(text: str) -> Any:
    """The JSON value. Raises Problem 400 or 422 unless it has plain text and numbers in range only."""
    _check_depth(text)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_unique_members,
            parse_constant=_not_a_number,
            parse_float=_finite,
            parse_int=_short_integer,
        )
    except ValueError:
        raise Problem(400, "not_json") from None
    _walk(value, "#")
    return value


def _check_depth(text: str) -> None:
    """Checked before parsing: the parser's own limit depends on the Python version."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return
    brackets = _BRACKET.findall(_STRING.sub("", text))
    if any(depth > MAX_DEPTH for depth in accumulate(1 if one in "[{" else -1 for one in brackets)):
        raise Problem(400, "too_deep")


def _unique_members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Problem(400, "duplicate_key")
    return members


def _not_a_number(_: str) -> NoReturn:
    raise Problem(400, "not_a_number")


def _finite(text: str) -> float:
    if not math.isfinite(float(text)):
        raise Problem(400, "number_out_of_range")
    return float(text)


def _short_integer(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise Problem(400, "number_out_of_range")
    return int(text)


def _walk(value: Any, pointer: str) -> None:
    match value:
        case str():
            check_plain(value, pointer)
        case dict():
            for name, member in value.items():
                check_plain(name, pointer)
                _walk(member, f"{pointer}/{name}" if name.isidentifier() else pointer)
        case list():
            for index, item in enumerate(value):
                _walk(item, f"{pointer}/{index}")


def check_plain(text: str, pointer: str) -> None:
    """Raises Problem 422 for a text with lone surrogates, NUL or characters that change its direction."""
    if _SURROGATE.search(text):
        raise Problem(422, "lone_surrogate", errors=[{"pointer": pointer, "code": "lone_surrogate"}])
    if _UNWANTED.search(text):
        raise Problem(422, "control_character", errors=[{"pointer": pointer, "code": "control_character"}])


async def _read(scope: Scope, receive: Receive) -> bytes:
    headers = dict(scope["headers"])
    if media_type_of(headers.get(b"content-type", b"").decode("latin-1")) != "application/json":
        raise Problem(415, "unsupported_media_type")
    if headers.get(b"content-encoding", b"identity") != b"identity":
        raise Problem(415, "unsupported_content_encoding")
    declared = headers.get(b"content-length", b"0")
    if not declared.isdigit() or int(declared) > MAX_BYTES:
        raise Problem(413, "content_too_large")
    chunks = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Problem(400, "truncated_body")
        chunks += message.get("body", b"")
        if len(chunks) > MAX_BYTES:
            raise Problem(413, "content_too_large")
        if not message.get("more_body"):
            return bytes(chunks)


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
