"""Which number does the next change of a participant's circle get?

Not a read model: the number is part of the fact, so it is taken before the fact is recorded.
"""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from chassis.decisions.commands import Records

NextVersion = Callable[[], int]
"""Takes the next number. Call it only for a fact that is then recorded."""

# Locks the participant's row until the transaction ends: changes of one circle take turns, in their order.
_NEXT = (
    "INSERT INTO circle_versions VALUES (:participant_id, 1)"
    " ON CONFLICT (participant_id) DO UPDATE SET version = circle_versions.version + 1"
    " RETURNING version"
)


def take_version(participant_id: UUID, work: Records) -> int:
    """The next number of the participant's circle, from 1 on and without gaps."""
    taken: int = work.rows(_NEXT, {"participant_id": str(participant_id)})[0]["version"]
    return taken


def versions_of(participant_id: UUID, work: Records) -> NextVersion:
    return partial(take_version, participant_id, work)


def version_of(participant_id: UUID, work: Records) -> int:
    """The number of the latest change of the participant's circle; 0 before the first."""
    rows = work.rows(
        "SELECT version FROM circle_versions WHERE participant_id = :id", {"id": str(participant_id)}
    )
    found: int = rows[0]["version"] if rows else 0
    return found
