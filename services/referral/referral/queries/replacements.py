"""Which numbers have been replaced, and which of that was undone (C-14)? No number is in it."""

from uuid import UUID

from chassis.decisions.work import Work
from referral.domain.number_replacement import NumberReplacement
from samplan.bus.store.transactions import Database, Row


def enter_replacement(replacement: NumberReplacement, work: Work) -> None:
    work.write(
        "INSERT INTO replaced_numbers VALUES (:id, :replaced, :standing, :reason, :replaced_on, :undone_on)"
        " ON CONFLICT (replacement_id) DO UPDATE SET undone_on = excluded.undone_on",
        {
            "id": str(replacement.id),
            "replaced": str(replacement.replaced),
            "standing": str(replacement.standing),
            "reason": replacement.reason.value,
            "replaced_on": replacement.replaced_on.isoformat(),
            "undone_on": replacement.undone_on and replacement.undone_on.isoformat(),
        },
    )


def all_replacements(work: Work) -> list[UUID]:
    rows = work.rows("SELECT replacement_id FROM replaced_numbers ORDER BY replacement_id")
    return [UUID(row["replacement_id"]) for row in rows]


def replacements(database: Database, *, limit: int, offset: int) -> list[Row]:
    """The last one first."""
    return database.query(
        "SELECT replacement_id, reason, replaced_on, undone_on FROM replaced_numbers"
        " ORDER BY replaced_on DESC, replacement_id LIMIT :limit OFFSET :offset",
        {"limit": limit, "offset": offset},
    )
