"""Who has received information about a participant, when, for what, under which consent and by which rule?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from consent.lookups.look_up_participant import Disclosure, DisclosureMade
from consent.number_replacements.linked_participants import PARTICIPANTS
from samplan.bus.store.migrations import Migration
from samplan.bus.store.transactions import Row
from samplan.contracts.codes import Agency, ConsentPurpose

MIGRATIONS = (
    Migration(
        "consent-disclosures-1",
        (
            """CREATE TABLE disclosures_made (
                disclosure_id TEXT PRIMARY KEY, participant_id TEXT NOT NULL, agency TEXT NOT NULL,
                purpose TEXT NOT NULL, consent_id TEXT NOT NULL, made_on TEXT NOT NULL)""",
            "CREATE INDEX disclosures_made_by_participant ON disclosures_made (participant_id)",
        ),
    ),
)

_OF_PARTICIPANT = """
SELECT disclosure_id, agency, purpose, consent_id, made_on FROM disclosures_made
WHERE participant_id = :participant_id"""


class Rule(StrEnum):
    """Why the disclosure was allowed."""

    NAMED_IN_CONSENT = "named_in_consent"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One disclosure. It says nothing of what was disclosed."""

    disclosure_id: UUID
    made_on: date
    to: Agency
    purpose: ConsentPurpose
    consent_id: UUID
    rule: Rule


def entries_of(participant_id: UUID, work: Records) -> list[Entry]:
    """Newest first, under each id of the participant."""
    ids = PARTICIPANTS.linked(participant_id, work)
    rows = [row for one in ids for row in work.rows(_OF_PARTICIPANT, {"participant_id": str(one)})]
    return sorted(map(_entry, rows), key=lambda entry: (entry.made_on, entry.disclosure_id), reverse=True)


def _entry(row: Row) -> Entry:
    return Entry(
        disclosure_id=UUID(row["disclosure_id"]),
        made_on=date.fromisoformat(row["made_on"]),
        to=Agency(row["agency"]),
        purpose=ConsentPurpose(row["purpose"]),
        consent_id=UUID(row["consent_id"]),
        rule=Rule.NAMED_IN_CONSENT,  # a look-up is answered by no other
    )


def _fold(disclosure: Disclosure, facts: Sequence[DisclosureMade], tables: Records) -> None:
    for fact in facts:
        tables.write(
            "INSERT INTO disclosures_made VALUES (:id, :participant_id, :agency, :purpose, :consent_id, :on)"
            " ON CONFLICT (disclosure_id) DO NOTHING",
            {
                "id": str(disclosure.id),
                "participant_id": str(fact.participant_id),
                "agency": fact.to.value,
                "purpose": fact.purpose.value,
                "consent_id": str(fact.consent_id),
                "on": fact.occurred_on.isoformat(),
            },
        )


DISCLOSURES_MADE = Projection(of=Disclosure, facts=(DisclosureMade,), fold=_fold)
