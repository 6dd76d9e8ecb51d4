"""What has happened to our referrals since we last asked (R-09)? A sequence for each agency."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from pydantic import BeforeValidator, ConfigDict, Field

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from chassis.http.dependencies import Store, TheApplication
from chassis.http.fields import View
from chassis.http.paging import Limit, plain_number
from referral.access import Reader
from referral.case.referral import Referral, ReferralFact, ReferralStep
from referral.case.step import Step
from referral.feed import receivers
from referral.feed.receivers import NoteRead, has_read
from referral.protection.protect_identity import IdentityProtected
from samplan.bus.store.migrations import Migration

MIGRATIONS = (
    Migration(
        "feed-1",
        (
            "CREATE TABLE feed_heads (agency TEXT PRIMARY KEY, position BIGINT NOT NULL)",
            """CREATE TABLE feed (
                agency TEXT NOT NULL, position BIGINT NOT NULL, referral_id TEXT NOT NULL,
                step TEXT NOT NULL, occurred_on TEXT NOT NULL, PRIMARY KEY (agency, position))""",
        ),
    ),
    Migration("feed-2", ("CREATE INDEX feed_by_referral ON feed (referral_id)",)),
    *receivers.MIGRATIONS,
)


_AFTER = """
SELECT position, referral_id, step, occurred_on FROM feed
WHERE agency = :agency AND position > :after ORDER BY position LIMIT :limit"""


def _fold(referral: Referral, _: Sequence[ReferralFact], tables: Records) -> None:
    if referral.is_protected:
        # An agency that polls from the start finds nothing of it; the positions of others stay.
        tables.write("DELETE FROM feed WHERE referral_id = :id", {"id": str(referral.id)})
    else:
        _append(referral, tables)


def _append(referral: Referral, tables: Records) -> None:
    """Append the step the referral now is at to its agency's feed."""
    agency = {"agency": referral.referring_agency.value}
    # Locks the head's row until the commit: no reader can be past a position that is still to come.
    tables.write(
        "INSERT INTO feed_heads VALUES (:agency, 1)"
        " ON CONFLICT (agency) DO UPDATE SET position = feed_heads.position + 1",
        agency,
    )
    tables.write(
        "INSERT INTO feed SELECT :agency, position, :referral_id, :step, :occurred_on"
        " FROM feed_heads WHERE agency = :agency",
        {
            **agency,
            "referral_id": str(referral.id),
            "step": referral.step.value,
            "occurred_on": referral.last_step_on.isoformat(),
        },
    )


FEED = Projection(of=Referral, facts=(ReferralStep, IdentityProtected), fold=_fold)

Position = Annotated[int, BeforeValidator(plain_number), Query(ge=0, le=10**15)]
ENTRY: dict[str, Any] = {
    "position": 41,
    "referralId": "0f8fad5b-d9cb-469f-a165-70867728950e",
    "step": "assessed",
    "occurredOn": "2021-06-02",
}


class FeedEntry(View):
    model_config = ConfigDict(json_schema_extra={"examples": [ENTRY]})

    position: int
    referral_id: UUID
    step: Step
    occurred_on: date


class Feed(View):
    model_config = ConfigDict(json_schema_extra={"examples": [{"entries": [ENTRY], "next": 41}]})

    entries: list[FeedEntry]
    next: int = Field(description="What to ask `after` next time; the same again when nothing has happened")


def read_feed(
    caller: Reader, store: Store, application: TheApplication, after: Position = 0, limit: Limit = 100
) -> Feed:
    """Each step of the calling agency's own referrals, once, in the order they happened.

    What came until `after` counts as seen (R-18).
    """
    with application.reading() as work:
        is_noted = has_read(caller.agency, after, work)
    if not is_noted:
        application.execute(NoteRead(by=caller.agency, after=after))
    rows = store.query(_AFTER, {"agency": caller.agency.value, "after": after, "limit": limit})
    entries = [FeedEntry(**row) for row in rows]
    return Feed(entries=entries, next=entries[-1].position if entries else after)
