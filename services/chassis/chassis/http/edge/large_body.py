"""Large bodies: read as a stream after authentication, one at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import asynccontextmanager
from hashlib import sha256
from io import BytesIO, TextIOWrapper

from fastapi import Request
from starlette.requests import ClientDisconnect

from chassis.http.edge.body import BYTE_ORDER_MARK, media_type_of
from chassis.http.problems import Problem

TIMEOUT_SECONDS = 120


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
    request: Request, *, media_types: Collection[str], most_bytes: int
) -> tuple[str, Iterator[str]]:
    """The media type and the lines, with line ends. Raises Problem 400, 408, 413 or 415."""
    media_type = media_type_of(request.headers.get("content-type", ""))
    if media_type not in media_types:
        raise Problem(415, "unsupported_media_type")
    if request.headers.get("content-encoding", "identity") != "identity":
        raise Problem(415, "unsupported_content_encoding")
    try:
        async with asyncio.timeout(TIMEOUT_SECONDS):
            body = await _read(request, most_bytes)
    except TimeoutError:
        raise Problem(408, "request_timeout") from None
    except ClientDisconnect:
        raise Problem(400, "truncated_body") from None
    return media_type, _lines(body)


async def _read(request: Request, most_bytes: int) -> BytesIO:
    body, digest = BytesIO(), sha256()
    async for chunk in request.stream():
        if body.tell() + len(chunk) > most_bytes:
            raise Problem(413, "content_too_large")
        body.write(chunk)
        digest.update(chunk)
    # The digest identifies the request to detect another one with the same key.
    request.scope.setdefault("state", {})["body"] = digest.digest()
    start = bytes(body.getbuffer()[:3])
    if start == BYTE_ORDER_MARK:
        raise Problem(400, "byte_order_mark")
    if not start:
        raise Problem(400, "empty_body")
    body.seek(0)
    return body


def _lines(body: BytesIO) -> Iterator[str]:
    """Raises Problem 400 at a line that is not UTF-8."""
    try:
        yield from TextIOWrapper(body, encoding="utf-8", newline="")
    except UnicodeDecodeError:
        raise Problem(400, "not_utf8") from None
