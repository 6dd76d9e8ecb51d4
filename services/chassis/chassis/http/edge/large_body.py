"""Large bodies: read as a stream after authentication, one at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from hashlib import sha256
from io import BytesIO, TextIOWrapper

from fastapi import Request
from starlette.requests import ClientDisconnect

from chassis.http.edge.body import BYTE_ORDER_MARK, declared
from chassis.http.problems import Problem

TIMEOUT_SECONDS = 120

Charsets = Mapping[str, str]
"""A codec of Python for each charset that may be declared."""
UTF_8: Charsets = {"utf-8": "utf-8", "utf8": "utf-8"}
SPREADSHEET: Charsets = {
    "utf-8": "utf-8-sig",
    "utf8": "utf-8-sig",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
}
"""Spreadsheets write a byte-order mark before UTF-8, or the charset of Windows in Western Europe."""


@asynccontextmanager
async def one_at_a_time(request: Request) -> AsyncIterator[None]:
    """Raises Problem 429 while another large body is in progress, so that the process holds one at most."""
    state = request.app.state
    if getattr(state, "large_body_in_hand", False):
        raise Problem(429, "another_in_hand", headers={"Retry-After": "10"})
    state.large_body_in_hand = True
    try:
        yield
    finally:
        state.large_body_in_hand = False


async def read_lines(
    request: Request, *, charsets: Mapping[str, Charsets], most_bytes: int
) -> tuple[str, Iterator[str]]:
    """The media type and the lines, with line ends. Raises Problem 400, 408, 413 or 415.

    `charsets`: those of each media type that is read.
    """
    media_type, charset = declared(request.headers.get("content-type", ""))
    if media_type not in charsets:
        raise Problem(415, "unsupported_media_type")
    if charset not in charsets[media_type]:
        raise Problem(415, "unsupported_charset")
    if request.headers.get("content-encoding", "identity") != "identity":
        raise Problem(415, "unsupported_content_encoding")
    try:
        async with asyncio.timeout(TIMEOUT_SECONDS):
            body = await _read(request, most_bytes)
    except TimeoutError:
        raise Problem(408, "request_timeout") from None
    except ClientDisconnect:
        raise Problem(400, "truncated_body") from None
    return media_type, _lines(body, charsets[media_type][charset])


async def _read(request: Request, most_bytes: int) -> BytesIO:
    body, digest = BytesIO(), sha256()
    async for chunk in request.stream():
        if body.tell() + len(chunk) > most_bytes:
            raise Problem(413, "content_too_large")
        body.write(chunk)
        digest.update(chunk)
    # The digest identifies the request to detect another one with the same key.
    request.scope.setdefault("state", {})["body"] = digest.digest()
    if not body.tell():
        raise Problem(400, "empty_body")
    body.seek(0)
    return body


def _lines(body: BytesIO, codec: str) -> Iterator[str]:
    """Raises Problem 400 for a byte-order mark that the codec does not remove, and at an undecodable line."""
    if codec == "utf-8" and bytes(body.getbuffer()[:3]) == BYTE_ORDER_MARK:
        raise Problem(400, "byte_order_mark")
    try:
        yield from TextIOWrapper(body, encoding=codec, newline="")
    except UnicodeDecodeError:
        raise Problem(400, "not_utf8" if codec.startswith("utf-8") else "not_windows_1252") from None
