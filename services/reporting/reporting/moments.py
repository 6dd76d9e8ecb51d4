"""The moment of a figure, as callers state it: what had happened by a day, and what had been heard."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query
from pydantic import PlainValidator, TypeAdapter, WithJsonSchema

from chassis.http.fields import PastDate

AS_OF, KNOWN_AT = "asOf", "knownAt"
_POSITION = re.compile("0|[1-9][0-9]{0,17}")
_DAY = TypeAdapter[date](PastDate)


def _day_or_position(value: str) -> date | int:
    return int(value) if _POSITION.fullmatch(value) else _DAY.validate_python(value)


AsOf = Annotated[PastDate | None, Query(alias=AS_OF, description="What had happened by the end of the day")]
KnownAt = Annotated[
    date | int | None,
    PlainValidator(_day_or_position),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "format": "date"},
                {"type": "integer", "minimum": 0, "maximum": 10**18 - 1},
            ]
        }
    ),
    Query(
        alias=KNOWN_AT,
        description="What had been heard by the end of a day, or up to a fact (see `Samplan-Last-Fact`)",
    ),
]


@dataclass(frozen=True, kw_only=True)
class Moment:
    """Now, unless a day or a position of facts is stated."""

    as_of: date | None = None
    known_at: date | int | None = None

    @property
    def in_address(self) -> Mapping[str, str]:
        """Its parameters, as `moment_in` reads them."""
        stated = {AS_OF: self.as_of, KNOWN_AT: self.known_at}
        return {name: str(value) for name, value in stated.items() if value is not None}

    @property
    def known_day(self) -> date | None:
        """None for now, and for a position."""
        return self.known_at if isinstance(self.known_at, date) else None


NOW = Moment()


def moment_in(parameters: Mapping[str, str]) -> Moment:
    """Raises ValueError for a day to come, and for what is no day."""
    as_of, known_at = parameters.get(AS_OF), parameters.get(KNOWN_AT)
    return Moment(
        as_of=_DAY.validate_python(as_of) if as_of else None,
        known_at=_day_or_position(known_at) if known_at else None,
    )


def query_of(parameters: Mapping[str, str]) -> str:
    """`?asOf=2022-06-30`; empty without parameters."""
    return f"?{urlencode(parameters)}" if parameters else ""
