"""Has the agency that referred read what last happened to a referral (R-18)?"""

from typing import Any

from chassis.decisions.commands import Command, Records
from referral.office.command import AboutReferral
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

_RECEIVERS = """
SELECT feed.agency, feed.occurred_on AS last_change_on,
    CASE WHEN feed.position <= COALESCE(feed_read.position, 0) THEN 1 ELSE 0 END AS has_seen
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


class ListReceivers(AboutReferral):
    """Empty for a protected identity, of whom no feed tells."""

    def carry_out(self, work: Records, office: Office) -> list[Any]:
        self.referral_in(work, office)
        return work.rows(_RECEIVERS, {"id": str(self.referral_id)})


def has_read(agency: Agency, after: int, work: Records) -> bool:
    """Whether it is noted already, so that a poll without news writes nothing."""
    rows = work.rows(
        "SELECT 1 FROM feed_heads h LEFT JOIN feed_read r ON r.agency = h.agency WHERE h.agency = :agency"
        " AND COALESCE(r.position, 0) < CASE WHEN h.position < :after THEN h.position ELSE :after END",
        {"agency": agency.value, "after": after},
    )
    return not rows
