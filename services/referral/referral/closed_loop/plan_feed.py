"""What has happened to the plans that followed our referrals? In the feed of each agency that referred.

Apart from the steps of the referrals: these are another agency's facts, and vanish with the consent.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from referral.case.referral import Referral
from referral.error_entry.enter_in_error import ReferralEnteredInError
from referral.feed.referral_feed import entries_after, next_position
from referral.protection.protect_identity import IdentityProtected
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency

Row = Mapping[str, Any]

MIGRATIONS = (
    Migration(
        "plan-feed-1",
        (
            """CREATE TABLE plan_feed (
                agency TEXT NOT NULL, position BIGINT NOT NULL, referral_id TEXT NOT NULL,
                step TEXT NOT NULL, occurred_on TEXT NOT NULL, plan_id TEXT NOT NULL, exit_class TEXT,
                event TEXT NOT NULL, owner TEXT NOT NULL, participant_id TEXT NOT NULL,
                PRIMARY KEY (agency, position))""",
            "CREATE UNIQUE INDEX plan_feed_by_event ON plan_feed (agency, referral_id, event)",
            "CREATE INDEX plan_feed_by_participant ON plan_feed (participant_id)",
        ),
    ),
    Migration("plan-feed-2", ("ALTER TABLE plan_feed ADD COLUMN step_moved TEXT",)),
)

_AFTER = """
SELECT position, referral_id, step, occurred_on, plan_id, exit_class, step_moved, owner, participant_id
FROM plan_feed WHERE agency = :agency AND position > :after ORDER BY position LIMIT :limit"""

_LAST = """
SELECT position, occurred_on, owner, participant_id FROM plan_feed
WHERE referral_id = :id AND agency = :agency AND position > :after ORDER BY position DESC LIMIT 1"""


def page_after(agency: Agency, after: int, limit: int, tables: Records) -> Sequence[Row]:
    """The next entries of the agency's feed; those of a plan have an `owner`."""
    asked = {"agency": agency.value, "after": after, "limit": limit}
    rows = [*entries_after(agency, after, limit, tables), *tables.rows(_AFTER, asked)]
    return sorted(rows, key=lambda row: int(row["position"]))[:limit]


def last_step_after(position: int, referral_id: UUID, agency: Agency, tables: Records) -> Sequence[Row]:
    """The last step of the plan in the agency's feed, if it came later."""
    asked = {"id": str(referral_id), "agency": agency.value, "after": position}
    return tables.rows(_LAST, asked)


def append(referral: Referral, members: Mapping[str, str | None], tables: Records) -> None:
    """Append a step of its plan to the feed of the agency that referred."""
    agency = referral.referring_agency
    tables.write(
        "INSERT INTO plan_feed VALUES (:agency, :position, :referral_id, :step, :occurred_on, :plan_id,"
        " :exit_class, :event, :owner, :participant_id, :step_moved)",
        {
            **members,
            "agency": agency.value,
            "position": next_position(agency, tables),
            "referral_id": str(referral.id),
            "participant_id": str(referral.participant_id),
        },
    )


def is_told(referral: Referral, event: str, tables: Records) -> bool:
    """Whether the event is in the feed."""
    told = "SELECT 1 FROM plan_feed WHERE agency = :agency AND referral_id = :id AND event = :event"
    asked = {"agency": referral.referring_agency.value, "id": str(referral.id), "event": event}
    return bool(tables.rows(told, asked))


def told_about(participant_id: UUID | None, tables: Records) -> Sequence[tuple[UUID, Agency, Agency]]:
    """Whom has been told about whose plan, and its owner: of one participant, or of all."""
    only = " WHERE participant_id = :id" if participant_id else ""
    rows = tables.rows(
        f"SELECT DISTINCT participant_id, agency, owner FROM plan_feed{only}",  # noqa: S608  # placeholders only
        {"id": str(participant_id)} if participant_id else {},
    )
    return [(UUID(row["participant_id"]), Agency(row["agency"]), Agency(row["owner"])) for row in rows]


def forget(participant_id: UUID, agency: Agency, tables: Records) -> None:
    """What the agency was told about the participant's plan."""
    tables.write(
        "DELETE FROM plan_feed WHERE participant_id = :id AND agency = :agency",
        {"id": str(participant_id), "agency": agency.value},
    )


def forget_all(participant_id: UUID, tables: Records) -> None:
    """What every agency was told about the participant's plan."""
    tables.write("DELETE FROM plan_feed WHERE participant_id = :id", {"id": str(participant_id)})


def _fold(
    referral: Referral, _: Sequence[IdentityProtected | ReferralEnteredInError], tables: Records
) -> None:
    """Nothing stays of one whose identity is protected, or who is the wrong person (C-13, R-13)."""
    tables.write("DELETE FROM plan_feed WHERE referral_id = :id", {"id": str(referral.id)})


PLAN_FEED = Projection[Referral, IdentityProtected | ReferralEnteredInError](
    of=Referral, facts=(IdentityProtected, ReferralEnteredInError), fold=_fold
)
