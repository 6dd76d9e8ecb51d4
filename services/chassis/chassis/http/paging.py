"""Paging as in DIGG's REST profile: `limit` items to a page, `page` counted from 1."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query
from pydantic import BeforeValidator, Field


def plain_number(value: Any) -> Any:
    """Raises ValueError unless a text is ASCII digits only: not `+1`, `1_000` or digits of another script."""
    if isinstance(value, str) and not (value.isascii() and value.isdigit()):
        raise ValueError("not_a_number")
    return value


Limit = Annotated[int, Field(ge=1, le=500), BeforeValidator(plain_number), Query()]
"""Items to a page; a route gives it the default 20."""

Page = Annotated[int, Field(ge=1, le=100_000), BeforeValidator(plain_number), Query()]
"""The page number; a route gives it the default 1."""
