"""The rows of a round as they are sent: read as a stream, by who may send them, one round at a time."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from hashlib import sha256
from io import BytesIO, TextIOWrapper
from typing import Any

from fastapi import Request
from starlette.requests import ClientDisconnect

from chassis.http.body import BYTE_ORDER_MARK
from chassis.http.problems import Problem
from referral.form.batch import ROWS, Format

MOST_BYTES = 32 * 1024 * 1024
LONGEST_SECONDS = 120
FORMATS = {"text/csv": Format.CSV, "application/jsonl": Format.JSON_LINES}

BODY: dict[str, Any] = {
    "x-max-bytes": MOST_BYTES,
    "requestBody": {
        "required": True,
        "description": (
            f"At most {ROWS:,} rows and {MOST_BYTES // 1024 // 1024} MiB, in UTF-8: CSV whose headings are"
            " the form's fields (`participant.name`), or a form on each line."
        ),
        "content": {
            "text/csv": {
                "schema": {"type": "string"},
                "example": "programme,participant.personnummer\nmalmokraften,19850615-9808\n",
            },
            "application/jsonl": {
                "schema": {"type": "string"},
                "example": '{"programme": "malmokraften", "occurredOn": "2021-06-01"}\n',
            },
        },
    },
}


@asynccontextmanager
async def one_at_a_time(request: Request) -> AsyncIterator[None]:
    """Raises Problem 429 while a round is in hand: the largest body there is, is held once."""
    state = request.app.state
    if getattr(state, "round_in_hand", False):
        raise Problem(429, "round_in_hand", headers={"Retry-After": "10"})
    state.round_in_hand = True
    try:
        yield
    finally:
        state.round_in_hand = False


async def rows_of(request: Request) -> tuple[Format, TextIOWrapper]:
    """The rows, and how they are written. Raises Problem 400, 408, 413 or 415."""
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type not in FORMATS:
        raise Problem(415, "unsupported_media_type")
    if request.headers.get("content-encoding", "identity") != "identity":
        raise Problem(415, "unsupported_content_encoding")
    try:
        async with asyncio.timeout(LONGEST_SECONDS):
            body = await _read(request)
    except TimeoutError:
        raise Problem(408, "request_timeout") from None
    except ClientDisconnect:
        raise Problem(400, "truncated_body") from None
    return FORMATS[media_type], TextIOWrapper(body, encoding="utf-8", newline="")


def text_lines(rows: TextIOWrapper) -> Iterator[str]:
    """Raises Problem 400 at a line that is not UTF-8."""
    try:
        yield from rows
    except UnicodeDecodeError:
        raise Problem(400, "not_utf8") from None


async def _read(request: Request) -> BytesIO:
    body, digest = BytesIO(), sha256()
    async for chunk in request.stream():
        if body.tell() + len(chunk) > MOST_BYTES:
            raise Problem(413, "content_too_large")
        body.write(chunk)
        digest.update(chunk)
    # What tells this request from another under the same key.
    request.scope.setdefault("state", {})["body"] = digest.digest()
    start = bytes(body.getbuffer()[:3])
    if start == BYTE_ORDER_MARK:
        raise Problem(400, "byte_order_mark")
    if not start:
        raise Problem(400, "empty_body")
    body.seek(0)
    return body
