"""Who has received information about a participant, when, for what, under which consent and by which rule?"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from chassis.decisions.commands import Records
from consent.number_replacements.linked_participants import PARTICIPANTS
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.disclosure_log import Disclosure, disclosures_of


class Rule(StrEnum):
    """Why the disclosure was allowed: the rules of `may_know` that let another agency know."""

    CONSENT = "consent"
    EMERGENCY_ACCESS = "emergency_access"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One disclosure. It says nothing of what was disclosed. `consent_id`: None where no consent decided."""

    made_on: date
    to: Agency
    role: str
    purpose: ConsentPurpose
    consent_id: UUID | None
    rule: Rule


def entries_of(participant_id: UUID, work: Records) -> list[Entry]:
    """Newest first, under each id of the participant."""
    ids = PARTICIPANTS.linked(participant_id, work)
    made = [one for linked in ids for one in disclosures_of(linked, work)]
    return sorted(map(_entry, reversed(made)), key=lambda entry: entry.made_on, reverse=True)


def _entry(made: Disclosure) -> Entry:
    return Entry(
        made_on=made.disclosed_on,
        to=made.agency,
        role=made.role,
        purpose=made.purpose,
        consent_id=made.consent_id,
        rule=Rule(made.rule),
    )
