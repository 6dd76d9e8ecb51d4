"""Is a programme's intake paused on a day (R-10)?"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from referral.pauses.intake_pause import IntakePause
from samplan.bus.store.migrations import Migration

MIGRATIONS = (
    Migration(
        "pauses-1",
        (
            """CREATE TABLE intake_pauses (
                pause_id TEXT PRIMARY KEY, programme TEXT NOT NULL, reason TEXT NOT NULL,
                paused_on TEXT NOT NULL, resumed_on TEXT)""",
        ),
    ),
)


def pause_on(programme: str, on: date, work: Records) -> str | None:
    """The reason of the pause that holds on the day: from its first day until the one it is resumed on."""
    rows = work.rows(
        "SELECT reason FROM intake_pauses WHERE programme = :programme AND paused_on <= :day"
        " AND (resumed_on IS NULL OR resumed_on > :day)",
        {"programme": programme, "day": on.isoformat()},
    )
    return rows[0]["reason"] if rows else None


def _fold(pause: IntakePause, _: Sequence[Any], tables: Records) -> None:
    tables.write(
        "INSERT INTO intake_pauses VALUES (:pause_id, :programme, :reason, :paused_on, :resumed_on)"
        " ON CONFLICT (pause_id) DO UPDATE SET resumed_on = excluded.resumed_on",
        {
            "pause_id": str(pause.id),
            "programme": pause.programme,
            "reason": pause.reason.value,
            "paused_on": pause.paused_on.isoformat(),
            "resumed_on": pause.resumed_on and pause.resumed_on.isoformat(),
        },
    )


PAUSES = Projection(of=IntakePause, facts=(IntakePause.Paused, IntakePause.Resumed), fold=_fold)
