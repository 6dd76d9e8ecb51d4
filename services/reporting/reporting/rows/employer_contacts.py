"""The time that agencies have spent on employers, day by day; employers are not named (P-14)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from reporting.rows.projection import Projection
from reporting.rows.table import Table
from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes import Agency
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.records import EmployerContactMade


class EmployerDay(Struct, frozen=True, kw_only=True):
    """All contacts with one employer on one day; numbers in digits."""

    employer_id: UUID
    day: date
    programme: str
    agency: Agency
    contacts: str = "0"
    minutes: str = "0"


TABLE = Table("employer_contacts", EmployerDay, ("employer_id", "day", "programme", "agency"))


def fold(row: EmployerDay, event: ContractEvent) -> EmployerDay:
    """The row with one contact more: an event is folded once."""
    match event:
        case EmployerContactMade(minutes=minutes):
            return replace(row, contacts=f"{int(row.contacts) + 1}", minutes=f"{int(row.minutes) + minutes}")
        case _:
            return row


def _begin(event: ContractEvent) -> EmployerDay | None:
    match event:
        case EmployerContactMade(employer_id=employer, occurred_on=on, programme=programme, agency=agency):
            return EmployerDay(employer_id=employer, day=on, programme=programme, agency=agency)
        case _:
            return None


PROJECTION = Projection(TABLE, _begin, fold)


class EmployerMonth(NamedTuple):
    """What an agency has spent on employers in a month, YYYY-MM."""

    month: str
    agency: Agency
    contacts: int
    minutes: int


def by_month(tx: Transaction, programme: str, as_of: date) -> tuple[EmployerMonth, ...]:
    """Up to a day, in order."""
    rows = tx.execute(
        "SELECT substr(day, 1, 7) AS month, agency,"
        " CAST(SUM(CAST(contacts AS BIGINT)) AS BIGINT) AS contacts,"
        " CAST(SUM(CAST(minutes AS BIGINT)) AS BIGINT) AS minutes FROM employer_contacts"
        " WHERE programme = :programme AND day <= :as_of GROUP BY 1, 2 ORDER BY 1, 2",
        {"programme": programme, "as_of": as_of.isoformat()},
    )
    return tuple(
        EmployerMonth(row["month"], Agency(row["agency"]), row["contacts"], row["minutes"]) for row in rows
    )
