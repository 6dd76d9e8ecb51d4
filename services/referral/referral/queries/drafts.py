"""Which drafts does an agency have, and which are past their time (R-01)?"""

from datetime import date, timedelta
from uuid import UUID

from chassis.decisions.work import Work
from referral.domain.draft import Draft
from samplan.bus.store.migrations import Migration
from samplan.bus.store.transactions import Database, Row
from samplan.contracts.codes import Agency

KEPT = timedelta(days=30)

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

_ENTER = """
INSERT INTO drafts VALUES (:draft_id, :agency, :last_edited_on, :kept_until)
ON CONFLICT (draft_id) DO UPDATE SET
    last_edited_on = excluded.last_edited_on, kept_until = excluded.kept_until"""


def enter_draft(draft: Draft, work: Work) -> Draft:
    """Keep the draft's row as the draft is."""
    work.write(
        _ENTER,
        {
            "draft_id": str(draft.id),
            "agency": draft.agency.value,
            "last_edited_on": draft.last_edited_on.isoformat(),
            "kept_until": (draft.last_edited_on + KEPT).isoformat(),
        },
    )
    return draft


def remove_draft(draft_id: UUID, work: Work) -> None:
    work.write("DELETE FROM drafts WHERE draft_id = :id", {"id": str(draft_id)})


def drafts_past_their_time(as_of: date, work: Work) -> list[UUID]:
    """Those whose last day has passed."""
    rows = work.rows("SELECT draft_id FROM drafts WHERE kept_until < :day", {"day": as_of.isoformat()})
    return [UUID(row["draft_id"]) for row in rows]


def is_own_draft(draft_id: UUID, agency: Agency, work: Work) -> bool:
    """Whether the draft is there, and the agency's."""
    rows = work.rows(
        "SELECT draft_id FROM drafts WHERE draft_id = :id AND agency = :agency",
        {"id": str(draft_id), "agency": agency.value},
    )
    return bool(rows)


def own_drafts(database: Database, agency: Agency, *, limit: int, offset: int) -> list[Row]:
    """The last edited one first."""
    return database.query(
        "SELECT draft_id, last_edited_on, kept_until FROM drafts WHERE agency = :agency"
        " ORDER BY last_edited_on DESC, draft_id LIMIT :limit OFFSET :offset",
        {"agency": agency.value, "limit": limit, "offset": offset},
    )
