"""One answer to an agency's question about a person, stored before the answer leaves (C-11, I16)."""

from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.domain import Aggregate, Created
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.disclosure_log import Disclosure as Entry
from samplan.privacy.disclosure_log import append_disclosure


class DisclosureMade(Created, private=True):
    """Who was told, for what purpose, by which rule and consent; nothing of what was disclosed.

    `position` and `chained`: its place in the log, and the hash of all of the log up to it. Version 0.1.0
    stored neither, nor the rule: it named the consent alone.
    """

    TOPIC = "consent.DisclosureMade"
    to: Agency
    purpose: ConsentPurpose
    participant_id: UUID
    consent_id: UUID | None
    occurred_on: date
    role: str = "system"
    rule: str = "consent"
    circle_version: int = 0
    position: int | None = None
    chained: str | None = None


class Disclosure(Aggregate):
    """`consent_id`: None where another rule allowed it. `anchor`: the length and hash of the log."""

    TOPIC = "consent.Disclosure"

    def __init__(
        self,
        *,
        participant_id: UUID,
        consent_id: UUID | None,
        position: int | None = None,
        chained: str | None = None,
    ) -> None:
        self.participant_id = participant_id
        self.consent_id = consent_id
        self.anchor = f"{position}:{chained}"


def log_disclosure(disclosure_id: UUID, entry: Entry, work: Records) -> Disclosure:
    """In the chained log, and as a fact. The log comes first: its lock serialises disclosures."""
    anchor = append_disclosure(entry, work)
    return work.add(
        Disclosure.begin(
            DisclosureMade,
            disclosure_id,
            to=entry.agency,
            purpose=entry.purpose,
            participant_id=entry.participant_id,
            consent_id=entry.consent_id,
            occurred_on=entry.disclosed_on,
            role=entry.role,
            rule=entry.rule,
            circle_version=entry.circle_version,
            position=anchor.position,
            chained=anchor.chained,
        )
    )
