"""Which services have yet to say that they have erased what they hold of a participant (C-09)?"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.listing import Listing
from chassis.decisions.projections import Projection
from consent.erasing.erasure import Erasure, ErasureFact
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency

MIGRATIONS = (
    Migration(
        "consent-erasures-2",
        (
            """CREATE TABLE unacknowledged_erasures (
                erasure_id TEXT NOT NULL, holder TEXT NOT NULL, acknowledge_by TEXT NOT NULL,
                is_late INTEGER NOT NULL, PRIMARY KEY (erasure_id, holder))""",
        ),
    ),
)

UNACKNOWLEDGED_ERASURES = Listing(
    """
SELECT erasure_id, holder, acknowledge_by, is_late FROM unacknowledged_erasures
WHERE holder LIKE :holder OR :agency = :keeper""",
    keys=("acknowledge_by", "erasure_id", "holder"),
)
"""The most urgent first."""


def _fold(erasure: Erasure, _: Sequence[ErasureFact], tables: Records) -> None:
    """Keep a row for each service that was asked and has not erased."""
    tables.write("DELETE FROM unacknowledged_erasures WHERE erasure_id = :id", {"id": str(erasure.id)})
    for holder in erasure.unacknowledged:
        tables.write(
            "INSERT INTO unacknowledged_erasures VALUES (:erasure_id, :holder, :acknowledge_by, :is_late)",
            {
                "erasure_id": str(erasure.id),
                "holder": holder,
                "acknowledge_by": erasure.acknowledge_by[holder].isoformat(),
                "is_late": int(holder in erasure.late),
            },
        )


UNACKNOWLEDGED = Projection(of=Erasure, facts=(ErasureFact,), fold=_fold)


def newly_late(as_of: date, work: Records) -> list[UUID]:
    """Those that wait for a service although its last day lies before `as_of`, not yet noted."""
    rows = work.rows(
        "SELECT DISTINCT erasure_id FROM unacknowledged_erasures WHERE is_late = 0"
        " AND acknowledge_by < :as_of ORDER BY erasure_id",
        {"as_of": as_of.isoformat()},
    )
    return [UUID(row["erasure_id"]) for row in rows]


def held_by(agency: Agency, keeper: Agency) -> dict[str, str]:
    """By the agency's services; for the keeper everybody's."""
    return {"holder": f"{agency.value}.%", "agency": agency.value, "keeper": keeper.value}


def count_late(work: Records) -> int:
    """How many acknowledgements are late."""
    [row] = work.rows("SELECT COUNT(*) AS late FROM unacknowledged_erasures WHERE is_late = 1")
    return int(row["late"])
