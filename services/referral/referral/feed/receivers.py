"""Has the agency that referred read what last happened to a referral (R-18)?"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from chassis.decisions.commands import Command, Records
from referral.office.office import Office
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency

MIGRATIONS = (
    Migration("feed-3", ("CREATE TABLE feed_read (agency TEXT PRIMARY KEY, position BIGINT NOT NULL)",)),
)

_NOTE = """
INSERT INTO feed_read SELECT agency, CASE WHEN position < :after THEN position ELSE :after END
FROM feed_heads WHERE agency = :agency
ON CONFLICT (agency) DO UPDATE SET position = excluded.position
WHERE feed_read.position < excluded.position"""

_LAST = """
SELECT feed.agency, feed.position, feed.occurred_on, COALESCE(feed_read.position, 0) AS seen_to
FROM feed LEFT JOIN feed_read ON feed_read.agency = feed.agency
WHERE feed.referral_id = :id AND feed.position = (
    SELECT MAX(position) FROM feed last WHERE last.referral_id = :id AND last.agency = feed.agency)"""


class NoteRead(Command[Office]):
    """An agency that asks for what came after a position has read everything up to it."""

    by: Agency
    after: int

    def carry_out(self, work: Records, _: Office) -> None:
        """A position that the feed has not reached counts as its last one: nothing to come is seen."""
        work.write(_NOTE, {"agency": self.by.value, "after": self.after})


def has_read(agency: Agency, after: int, work: Records) -> bool:
    """Whether it is noted already, so that a poll without news writes nothing."""
    rows = work.rows(
        "SELECT 1 FROM feed_heads h LEFT JOIN feed_read r ON r.agency = h.agency WHERE h.agency = :agency"
        " AND COALESCE(r.position, 0) < CASE WHEN h.position < :after THEN h.position ELSE :after END",
        {"agency": agency.value, "after": after},
    )
    return not rows


def last_changes(referral_id: UUID, work: Records) -> Sequence[Mapping[str, Any]]:
    """The last step of the referral in its agency's feed, and the position that the agency has seen."""
    return work.rows(_LAST, {"id": str(referral_id)})
