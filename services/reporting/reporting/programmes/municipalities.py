"""Which municipality a referring agency is of: none for an agency of the state or the region."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from chassis.settings.programmes import Programme, Row
from samplan.contracts.codes import Agency


class Municipality(Row):
    SECTION: ClassVar[str] = "municipalities"

    name: Annotated[str, Field(min_length=1)]  # the same in every language
    agencies: frozenset[Agency]


def municipalities_on(programme: Programme, on: date) -> tuple[Municipality, ...]:
    ids = dict.fromkeys(row.id for row in programme.rows[Municipality])
    rows = (programme.in_force(Municipality, on, of=one) for one in ids)
    return tuple(row for row in rows if row)


def municipality_of(programme: Programme, on: date) -> Mapping[str, str]:
    """The id of the municipality by agency."""
    return {agency: str(row.id) for row in municipalities_on(programme, on) for agency in row.agencies}


def faults_in_municipalities(programme: Programme) -> Iterator[str]:
    """No agency is of two at once."""
    for day in sorted({row.valid_from for row in programme.rows[Municipality]}):
        stated = [agency for row in municipalities_on(programme, day) for agency in sorted(row.agencies)]
        if twice := sorted({agency for agency in stated if stated.count(agency) > 1}):
            yield f"municipalities: {twice[0]} is of two on {day}"
