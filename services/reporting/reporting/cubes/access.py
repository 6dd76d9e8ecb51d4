"""Who has been enrolled, and who has started which intervention: sums of cells (T-09)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from reporting.cubes.table import CUBES
from samplan.bus.store.transactions import Row, Transaction


class Enrolled(NamedTuple):
    sex: str
    agency: str  # referring
    age_group: str
    on: date
    people: int


class Started(NamedTuple):
    """People who have started an intervention of the kind, on a day and for the first time."""

    kind: str
    sex: str
    agency: str
    age_group: str
    enrolled_on: date
    on: date
    people: int


@dataclass(frozen=True)
class Access:
    enrolled: Sequence[Enrolled] = ()
    started: Sequence[Started] = ()


NO_ACCESS = Access()


def access_of(tx: Transaction, programme: str, as_of: date) -> Access:
    return access_in(CUBES.dated(tx, programme, as_of, ("enrolled", "started")))


def access_in(rows: Iterable[Row]) -> Access:
    cells = list(rows)
    return Access(enrolled=list(_enrolled(cells)), started=list(_started(cells)))


def _enrolled(cells: Iterable[Row]) -> Iterator[Enrolled]:
    for one in cells:
        if one["measure"] == "enrolled":
            on = date.fromisoformat(one["period"])
            yield Enrolled(one["sex"], one["agency"], one["age_group"], on, one["people"])


def _started(cells: Iterable[Row]) -> Iterator[Started]:
    for one in cells:
        if one["measure"] == "started":
            days = date.fromisoformat(one["detail"]), date.fromisoformat(one["period"])
            of = one["code"], one["sex"], one["agency"], one["age_group"]
            yield Started(*of, *days, one["people"])
