"""Which drafts does an agency have, and which are past their time (R-01)?"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from referral.drafts.draft import Draft
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency

MIGRATIONS = (
    Migration(
        "drafts-1",
        (
            """CREATE TABLE drafts (
                draft_id TEXT PRIMARY KEY, agency TEXT NOT NULL,
                last_edited_on TEXT NOT NULL, kept_until TEXT NOT NULL)""",
            "CREATE INDEX drafts_by_agency ON drafts (agency, last_edited_on)",
        ),
    ),
)

_PROJECT = """
INSERT INTO drafts VALUES (:draft_id, :agency, :last_edited_on, :kept_until)
ON CONFLICT (draft_id) DO UPDATE SET
    last_edited_on = excluded.last_edited_on, kept_until = excluded.kept_until"""


def drafts_past_their_time(as_of: date, work: Records) -> list[UUID]:
    """Those whose last day has passed."""
    rows = work.rows("SELECT draft_id FROM drafts WHERE kept_until < :day", {"day": as_of.isoformat()})
    return [UUID(row["draft_id"]) for row in rows]


def is_own_draft(draft_id: UUID, agency: Agency, work: Records) -> bool:
    """Whether the draft is there, and the agency's."""
    rows = work.rows(
        "SELECT draft_id FROM drafts WHERE draft_id = :id AND agency = :agency",
        {"id": str(draft_id), "agency": agency.value},
    )
    return bool(rows)


def _fold(draft: Draft, _: Sequence[Any], tables: Records) -> None:
    """Keep the draft's row as the draft is, until it ends."""
    if draft.ended is not None:
        tables.write("DELETE FROM drafts WHERE draft_id = :id", {"id": str(draft.id)})
        return
    tables.write(
        _PROJECT,
        {
            "draft_id": str(draft.id),
            "agency": draft.agency.value,
            "last_edited_on": draft.last_edited_on.isoformat(),
            "kept_until": draft.kept_until.isoformat(),
        },
    )


DRAFTS = Projection(of=Draft, facts=(Draft.Event,), fold=_fold)
