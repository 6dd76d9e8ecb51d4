"""What an owner of records has disclosed of a participant: in its chained log, and as published facts (C-11).

Each owner records it under topics of its own: a service derives its aggregate and both its facts.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self
from uuid import UUID, uuid5

from chassis.decisions.commands import Records
from chassis.decisions.domain import Aggregate, Created, DomainEvent
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.disclosure_log import Anchor, Disclosure, Log, append_disclosure


class DisclosuresOpened(Created, private=True):
    participant_id: UUID | None


class DisclosureMade(DomainEvent):
    """`chained`: the hash of this entry of the owner's log and of all entries before it."""

    participant_id: UUID | None
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


class Disclosures(Aggregate):
    """All that one service has disclosed of one participant, or under one consent."""

    NAMESPACE: ClassVar[UUID]
    OPENED: ClassVar[type[DisclosuresOpened]]
    MADE: ClassVar[type[DisclosureMade]]

    def __init__(self, *, participant_id: UUID | None) -> None:
        self.participant_id = participant_id

    @classmethod
    def id_of(cls, subject_id: UUID) -> UUID:
        return uuid5(cls.NAMESPACE, str(subject_id))

    @classmethod
    def of(cls, subject_id: UUID, participant_id: UUID | None) -> Self:
        return cls.begin(cls.OPENED, cls.id_of(subject_id), participant_id=participant_id)

    @classmethod
    def log(cls, entry: Disclosure, work: Records, log: Log = Log.PUBLISHED, **members: Any) -> Anchor:
        """Log a disclosure before it is shown: in the log, and as a fact.

        The log comes first: its lock serialises disclosures. `members`: those that the service's fact adds.
        """
        anchor = append_disclosure(entry, work, log)
        subject_id = entry.subject_id
        known = work.find(cls, cls.id_of(subject_id)) or work.add(cls.of(subject_id, entry.participant_id))
        known.add(entry, anchor, **members)
        return anchor

    def add(self, entry: Disclosure, anchor: Anchor, **members: Any) -> None:
        self.trigger_event(
            self.MADE,
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
            **members,
        )
