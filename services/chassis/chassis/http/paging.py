"""Lists in pages, as DIGG's REST profile has it: `limit` to a page, `page` counted from 1."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query
from pydantic import BeforeValidator, Field


def plain_number(value: Any) -> Any:
    """Only ASCII digits: not `+1`, `1_000` or another script's."""
    if isinstance(value, str) and not (value.isascii() and value.isdigit()):
        raise ValueError("not_a_number")
    return value


Limit = Annotated[int, Field(ge=1, le=500), BeforeValidator(plain_number), Query()]
"""How many to a page; give it the default 20."""

Page = Annotated[int, Field(ge=1, le=100_000), BeforeValidator(plain_number), Query()]
"""Which page; give it the default 1."""
