"""Which targets does a programme have, and which wait for approval?"""

from collections.abc import Sequence

from chassis.decisions.commands import Records
from chassis.decisions.listing import Listing
from chassis.decisions.projections import Projection
from samplan.bus.store.migrations import Migration
from steering.targets.target import Target, TargetFact

MIGRATIONS = (
    Migration(
        "steering-targets-1",
        (
            """CREATE TABLE targets (
                target_id TEXT PRIMARY KEY, programme TEXT NOT NULL, target TEXT NOT NULL,
                value INTEGER, waits INTEGER NOT NULL)""",
            "CREATE INDEX targets_by_programme ON targets (programme, target)",
        ),
    ),
)

OF_PROGRAMME = Listing(
    "SELECT target_id, programme, target, value, waits FROM targets WHERE programme = :programme",
    keys=("target", "target_id"),
)


def _fold(target: Target, _: Sequence[TargetFact], tables: Records) -> None:
    tables.write(
        "INSERT INTO targets VALUES (:id, :programme, :target, :value, :waits)"
        " ON CONFLICT (target_id) DO UPDATE SET value = excluded.value, waits = excluded.waits",
        {
            "id": str(target.id),
            "programme": target.programme,
            "target": target.target,
            "value": target.approved[-1].level.value if target.approved else None,
            "waits": int(target.waiting is not None),
        },
    )


TARGETS = Projection(of=Target, facts=(TargetFact,), fold=_fold)
