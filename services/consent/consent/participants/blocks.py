"""A block (spärr): an agency may know nothing, whatever a consent says (C-05)."""

from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.domain import Refused
from consent.circle_versions.circle_versions import NextVersion
from consent.number_replacements.linked_participants import PARTICIPANTS
from consent.participants.command import DecisionOnParticipant
from consent.participants.participant import Participant, ParticipantFact
from samplan.contracts.codes import Agency


class BlockSet(ParticipantFact):
    TOPIC = "consent.BlockSet"
    agency: Agency
    circle_version: int

    def apply(self, participant: Participant) -> None:
        participant.blocked |= {self.agency}


class BlockLifted(ParticipantFact):
    TOPIC = "consent.BlockLifted"
    agency: Agency
    circle_version: int

    def apply(self, participant: Participant) -> None:
        participant.blocked -= {self.agency}


def blocked_agencies(participant_id: UUID, work: Records) -> frozenset[Agency]:
    """For every id of the person: what is closed for one of them is closed for all."""
    ids = PARTICIPANTS.linked(participant_id, work)
    persons = [person for one in ids if (person := work.find(Participant, one))]
    return frozenset(agency for person in persons for agency in person.blocked)


class SetBlock(DecisionOnParticipant, path="blocks", sv="Sätt spärr", en="Block an agency", versioned=False):
    """From that day on the agency sees nothing of other owners, whatever a consent says."""

    agency: Agency

    @property
    def blocks(self) -> frozenset[Agency]:
        return frozenset({self.agency})

    def decide(self, participant: Participant, next_version: NextVersion) -> None:
        if self.agency not in participant.blocked:
            participant.trigger_event(
                BlockSet, agency=self.agency, circle_version=next_version(), occurred_on=self.occurred_on
            )


class OwnBlock(Refused):
    """A block protects the participant from the agency: another agency, or the keeper, lifts it (C-05)."""

    code = "own_block"
    status = 403
    title: ClassVar[str] = "An agency cannot lift the block on itself"


class LiftBlock(
    DecisionOnParticipant, path="blocks/lifting", sv="Häv spärr", en="Lift a block", versioned=False
):
    """What the consents in force allow is allowed again."""

    agency: Agency

    @property
    def blocks(self) -> frozenset[Agency]:
        return frozenset({self.agency})

    def decide(self, participant: Participant, next_version: NextVersion) -> None:
        if self.by == self.agency:
            raise OwnBlock
        if self.agency in participant.blocked:
            participant.trigger_event(
                BlockLifted, agency=self.agency, circle_version=next_version(), occurred_on=self.occurred_on
            )
