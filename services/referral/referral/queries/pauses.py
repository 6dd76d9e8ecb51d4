"""Is a programme's intake paused on a day, and which pauses have there been (R-10)?"""

from datetime import date

from chassis.decisions.work import Work
from referral.domain.pause import IntakePause
from samplan.bus.store.migrations import Migration
from samplan.bus.store.transactions import Database, Row

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


def enter_pause(pause: IntakePause, work: Work) -> IntakePause:
    work.write(
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
    return pause


def pause_on(programme: str, on: date, work: Work) -> str | None:
    """The reason of the pause that holds on the day: from its first day until the one it is resumed on."""
    rows = work.rows(
        "SELECT reason FROM intake_pauses WHERE programme = :programme AND paused_on <= :day"
        " AND (resumed_on IS NULL OR resumed_on > :day)",
        {"programme": programme, "day": on.isoformat()},
    )
    return rows[0]["reason"] if rows else None


def pauses(database: Database, *, limit: int, offset: int) -> list[Row]:
    """The last one first."""
    return database.query(
        "SELECT pause_id, programme, reason, paused_on, resumed_on FROM intake_pauses"
        " ORDER BY paused_on DESC, pause_id LIMIT :limit OFFSET :offset",
        {"limit": limit, "offset": offset},
    )
