"""What another agency was shown of a participant, and what for (R-16). Written before it is shown."""

from dataclasses import field
from datetime import date
from typing import Self
from uuid import UUID, uuid5

from chassis.decisions.commands import Records
from chassis.decisions.domain import Aggregate, Created, DomainEvent
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.disclosure_log import Anchor, Disclosure, append_disclosure

NAMESPACE_DISCLOSURES = UUID("e0c2b8a4-7d16-4f35-9b0a-6a1f8c3d5e72")


class Disclosures(Aggregate):
    """All that was disclosed of one participant."""

    TOPIC = "referral.Disclosures"

    class Event(DomainEvent):
        pass

    class Opened(Created, Event, private=True):
        TOPIC = "referral.DisclosuresOpened"
        participant_id: UUID

    class Disclosed(Event, private=True):
        """An entry of the log of version 0.1.0: it loads, and its hash verifies that log."""

        TOPIC = "referral.FormDisclosed"
        referral_id: UUID
        consent_id: UUID
        agency: Agency
        purpose: ConsentPurpose
        occurred_on: date
        position: int
        chained: str

    class Made(Event):
        """`chained`: the hash of this entry of the log and of all before it.

        `is_protected`: of a person with protected identity, whose participant id is published nowhere (C-13).
        """

        TOPIC = "referral.DisclosureMade"
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
        is_protected: bool = field(default=False, kw_only=True)

        @property
        def is_withheld(self) -> bool:
            return self.is_protected

    @classmethod
    def open(cls, participant_id: UUID) -> Self:
        return cls._create(cls.Opened, id=disclosures_id(participant_id), participant_id=participant_id)

    def __init__(self, *, participant_id: UUID) -> None:
        self.participant_id = participant_id

    def add(self, entry: Disclosure, anchor: Anchor, *, is_protected: bool) -> None:
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
            is_protected=is_protected,
        )


def disclosures_id(participant_id: UUID) -> UUID:
    return uuid5(NAMESPACE_DISCLOSURES, str(participant_id))


def log_disclosure(entry: Disclosure, work: Records, *, is_protected: bool) -> Anchor:
    """In the log, and as a fact that is published. The log comes first: its lock serialises disclosures."""
    anchor = append_disclosure(entry, work)
    known = work.find(Disclosures, disclosures_id(entry.participant_id))
    (known or work.add(Disclosures.open(entry.participant_id))).add(entry, anchor, is_protected=is_protected)
    return anchor
