"""Which erasures wait for whom, and which are due (C-09)?"""

from collections.abc import Sequence
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.listing import Listing
from chassis.decisions.projections import Projection
from consent.erasing.erasure import Erasure, ErasureFact
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency

MIGRATIONS = (
    Migration(
        "consent-erasures-1",
        (
            """CREATE TABLE erasures (
                erasure_id TEXT PRIMARY KEY, participant_id TEXT NOT NULL, requested_on TEXT NOT NULL,
                waiting_for TEXT NOT NULL, is_due INTEGER NOT NULL)""",
        ),
    ),
)

_FOLD = """
INSERT INTO erasures VALUES (:erasure_id, :participant_id, :requested_on, :waiting_for, :is_due)
ON CONFLICT (erasure_id) DO UPDATE SET waiting_for = excluded.waiting_for, is_due = excluded.is_due"""

TO_ASSESS = Listing(
    "SELECT erasure_id, participant_id, requested_on FROM erasures WHERE waiting_for LIKE :agency",
    keys=("requested_on", "erasure_id"),
)
"""Those that the agency of `waiting_for` has not assessed, the oldest first."""


def _fold(erasure: Erasure, _: Sequence[ErasureFact], tables: Records) -> None:
    tables.write(
        _FOLD,
        {
            "erasure_id": str(erasure.id),
            "participant_id": str(erasure.participant_id),
            "requested_on": erasure.requested_on.isoformat(),
            "waiting_for": f",{','.join(erasure.waiting_for)},",
            "is_due": int(erasure.is_due),
        },
    )


ERASURES = Projection(of=Erasure, facts=(ErasureFact,), fold=_fold)


def erasures_that_are_due(work: Records) -> list[UUID]:
    rows = work.rows("SELECT erasure_id FROM erasures WHERE is_due = 1 ORDER BY requested_on, erasure_id")
    return [UUID(row["erasure_id"]) for row in rows]


def waiting_for(agency: Agency) -> dict[str, str]:
    return {"agency": f"%,{agency.value},%"}
