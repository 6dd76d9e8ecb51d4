"""Paging by cursor (R-19): `limit` rows to a page, and `Link: <...>; rel="next"` while more rows follow."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query, Request, Response
from pydantic import BeforeValidator, Field

from chassis.decisions.listing import Ask, Key, Listing, NotInThisList, Page, Place, Row

VERSION = 1
"""Of the cursor's content."""
LONGEST_PART = 200


def plain_number(value: Any) -> Any:
    """Raises ValueError unless a text is ASCII digits only: not `+1`, `1_000` or digits of another script."""
    if isinstance(value, str) and not (value.isascii() and value.isdigit()):
        raise ValueError("not_a_number")
    return value


Limit = Annotated[int, Field(ge=1, le=500), BeforeValidator(plain_number), Query()]
"""Items to a page; a route gives it the default 20."""

Cursor = Annotated[
    str | None,
    Query(min_length=1, max_length=1000, description='From `Link: rel="next"` of the page before'),
]


@dataclass(frozen=True)
class Asked:
    """The page that a request asks for. Its answer states in `Link` where the next one begins."""

    place: Place
    request: Request
    response: Response

    def rows(self, listing: Listing, ask: Ask, asked: Mapping[str, Any]) -> list[Row]:
        """The page's rows. Raises NotInThisList."""
        return self.shown(listing.page(ask, asked, self.place))

    def shown(self, page: Page) -> list[Row]:
        """The page's rows, once `Link` names the next page."""
        if (following := self.next_of(page)) is not None:
            self.response.headers["Link"] = f'<{following}>; rel="next"'
        return page.rows

    def next_of(self, page: Page) -> str | None:
        """The path and query of the next page."""
        if page.last is None:
            return None
        path = self.request.url.path
        others = [one for one in self.request.query_params.multi_items() if one[0] != "cursor"]
        return f"{path}?{urlencode([*others, ('cursor', cursor_of(page.last, path))])}"


def cursor_of(key: Key, path: str) -> str:
    """It holds nothing but the list's name and the key of a row that was shown."""
    content = json.dumps([VERSION, _name(path), *key], ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(content.encode()).decode().rstrip("=")


def key_in(cursor: str, path: str) -> Key:
    """Raises NotInThisList for what this version has not given for this list."""
    try:
        content = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError):
        raise NotInThisList from None
    match content:
        case [version, name, *key] if (version, name) == (VERSION, _name(path)) and all(map(_is_part, key)):
            return tuple(key)
    raise NotInThisList


async def _asked(request: Request, response: Response, limit: Limit = 20, cursor: Cursor = None) -> Asked:
    after = None if cursor is None else key_in(cursor, request.url.path)
    return Asked(Place(limit, after), request, response)


Paging = Annotated[Asked, Depends(_asked)]
"""A route's page: `paging.rows(LISTING, store.query, {…})`."""


def _name(path: str) -> str:
    return sha256(path.encode()).hexdigest()[:8]


def _is_part(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_PART and value.isprintable()
