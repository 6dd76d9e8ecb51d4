"""To which agency was a plan of ours disclosed? The participant's log holds every time (C-11)."""

from datetime import date
from typing import Self
from uuid import UUID, uuid5

from chassis.decisions.commands import Records
from chassis.decisions.domain import Aggregate, Created, DomainEvent
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.disclosure_log import Anchor, Disclosure, append_disclosure

NAMESPACE_DISCLOSURES = UUID("b4a6f1d8-52c3-4e07-9f18-6d2e7c90a35b")


class Disclosures(Aggregate):
    """All disclosures of one participant's plans."""

    TOPIC = "planning.Disclosures"

    class Event(DomainEvent):
        pass

    class Opened(Created, Event, private=True):
        TOPIC = "planning.DisclosuresOpened"
        participant_id: UUID

    class Made(Event):
        """`chained`: the hash of this entry of the log and of all before it."""

        TOPIC = "planning.DisclosureMade"
        participant_id: UUID
        agency: Agency
        role: str
        purpose: ConsentPurpose
        what: str
        rule: str
        consent_id: UUID | None
        circle_version: int
        position: int
        chained: str
        occurred_on: date

    @classmethod
    def of(cls, participant_id: UUID) -> Self:
        return cls._create(cls.Opened, id=disclosures_id(participant_id), participant_id=participant_id)

    def __init__(self, *, participant_id: UUID) -> None:
        self.participant_id = participant_id

    def add(self, entry: Disclosure, anchor: Anchor) -> None:
        self.trigger_event(
            self.Made,
            participant_id=entry.participant_id,
            agency=entry.agency,
            role=entry.role,
            purpose=entry.purpose,
            what=entry.what,
            rule=entry.rule,
            consent_id=entry.consent_id,
            circle_version=entry.circle_version,
            position=anchor.position,
            chained=anchor.chained,
            occurred_on=entry.disclosed_on,
        )


def disclosures_id(participant_id: UUID) -> UUID:
    return uuid5(NAMESPACE_DISCLOSURES, str(participant_id))


def log_disclosure(entry: Disclosure, work: Records) -> None:
    """In the log, and as a fact that is published. The log comes first: its lock serialises disclosures."""
    anchor = append_disclosure(entry, work)
    known = work.find(Disclosures, disclosures_id(entry.participant_id))
    (known or work.add(Disclosures.of(entry.participant_id))).add(entry, anchor)
