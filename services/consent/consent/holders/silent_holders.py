"""Which agencies have yet to say what they did with what they held when a consent ended (C-08)?"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.listing import Listing
from chassis.decisions.projections import Projection
from consent.consent import Consent, ConsentFact
from samplan.bus.store.migrations import Migration

MIGRATIONS = (
    Migration(
        "consent-holders-1",
        (
            """CREATE TABLE silent_holders (
                consent_id TEXT NOT NULL, agency TEXT NOT NULL, answer_by TEXT NOT NULL,
                is_late INTEGER NOT NULL, PRIMARY KEY (consent_id, agency))""",
            "CREATE INDEX silent_holders_by_day ON silent_holders (answer_by)",
        ),
    ),
)

UNANSWERED = Listing(
    """
SELECT consent_id, agency, answer_by, is_late FROM silent_holders
WHERE agency = :agency OR :agency = :keeper""",
    keys=("answer_by", "consent_id", "agency"),
)
"""The agency's own; for the keeper everybody's. The most urgent first."""


def _fold(consent: Consent, _: Sequence[ConsentFact], tables: Records) -> None:
    """Keep a row for each agency that was asked and has not answered."""
    tables.write("DELETE FROM silent_holders WHERE consent_id = :id", {"id": str(consent.id)})
    for agency in consent.holders.silent:
        tables.write(
            "INSERT INTO silent_holders VALUES (:consent_id, :agency, :answer_by, :is_late)",
            {
                "consent_id": str(consent.id),
                "agency": agency.value,
                "answer_by": consent.holders.answer_by[agency].isoformat(),
                "is_late": int(agency in consent.holders.late),
            },
        )


SILENT_HOLDERS = Projection(of=Consent, facts=(ConsentFact,), fold=_fold)


def consents_with_silence(as_of: date, work: Records) -> list[UUID]:
    """Those that an agency has not answered for although its last day lies before `as_of`, not yet noted."""
    rows = work.rows(
        "SELECT DISTINCT consent_id FROM silent_holders WHERE is_late = 0 AND answer_by < :as_of"
        " ORDER BY consent_id",
        {"as_of": as_of.isoformat()},
    )
    return [UUID(row["consent_id"]) for row in rows]


def count_late(work: Records) -> int:
    """How many answers are late."""
    found: int = work.rows("SELECT COUNT(*) AS late FROM silent_holders WHERE is_late = 1")[0]["late"]
    return found
