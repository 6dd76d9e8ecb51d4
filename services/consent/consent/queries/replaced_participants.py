"""Which participant ids are one person's, and which of them stands (C-14)?"""

from collections.abc import Iterator
from uuid import UUID

from chassis.decisions.work import Work
from consent.domain.number_replacement import NumberReplacement
from samplan.bus.store.migrations import Migration
from samplan.bus.store.transactions import Database, Row

MIGRATIONS = (
    Migration(
        "consent-replaced-1",
        (
            """CREATE TABLE replaced_participants (
                replacement_id TEXT PRIMARY KEY, replaced TEXT NOT NULL, standing TEXT NOT NULL,
                reason TEXT NOT NULL, replaced_on TEXT NOT NULL, undone_on TEXT)""",
            "CREATE UNIQUE INDEX replaced_once ON replaced_participants (replaced) WHERE undone_on IS NULL",
            "CREATE INDEX replaced_by_standing ON replaced_participants (standing)",
        ),
    ),
)

_STANDING = (
    "SELECT standing AS participant FROM replaced_participants"
    " WHERE replaced = :participant AND undone_on IS NULL"
)
_REPLACED = (
    "SELECT replaced AS participant FROM replaced_participants"
    " WHERE standing = :participant AND undone_on IS NULL ORDER BY replaced"
)


def enter_replacement(replacement: NumberReplacement, work: Work) -> NumberReplacement:
    work.write(
        "INSERT INTO replaced_participants VALUES"
        " (:id, :replaced, :standing, :reason, :replaced_on, :undone_on)"
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
    return replacement


def standing_participant(participant_id: UUID, work: Work) -> UUID:
    """The id that stands for her: this one, unless another was decided on."""
    while rows := work.rows(_STANDING, {"participant": str(participant_id)}):
        participant_id = UUID(rows[0]["participant"])
    return participant_id


def linked_persons(participant_id: UUID, work: Work) -> list[UUID]:
    """Every id of hers, the one that stands first."""
    return list(_with_replaced(standing_participant(participant_id, work), work))


def replacements(database: Database, *, limit: int, offset: int) -> list[Row]:
    """The last one first."""
    return database.query(
        "SELECT * FROM replaced_participants ORDER BY replaced_on DESC, replacement_id"
        " LIMIT :limit OFFSET :offset",
        {"limit": limit, "offset": offset},
    )


def _with_replaced(participant_id: UUID, work: Work) -> Iterator[UUID]:
    yield participant_id
    for row in work.rows(_REPLACED, {"participant": str(participant_id)}):
        yield from _with_replaced(UUID(row["participant"]), work)
