"""What all commands on one participant have in common."""

from abc import abstractmethod
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import NotFound
from consent.circle_versions.circle_versions import NextVersion, versions_of
from consent.consent import Office
from consent.number_replacements.linked_participants import PARTICIPANTS
from consent.participants.participant import Participant
from consent.participants.seen_participant import SeenParticipant
from consent.register.names_agency import names_agency
from samplan.contracts.codes import Agency


class AboutParticipant(Command[Office]):
    """By an agency in a consent of the person or by the keeper of consents.

    By a consent that it has recorded itself an agency acts once another agency has accepted the grant (C-15).

    It holds for every id of the person: their consents stay with the id that they were given for (C-14).
    """

    participant_id: UUID
    by: Agency
    occurred_on: date

    def require_access(self, work: Records, office: Office) -> None:
        """Raises NotFound for an agency to which no consent of the participant gives a say."""
        ids = PARTICIPANTS.linked(self.participant_id, work)
        if self.by != office.keeper and not any(names_agency(one, self.by, work) for one in ids):
            raise NotFound


class ParticipantCommand(AboutParticipant):
    """A decision that is answered with the participant."""


class DecisionOnParticipant(ParticipantCommand):
    """One that needs nothing but the participant."""

    @property
    def blocks(self) -> frozenset[Agency]:
        """The agencies whose block it decides."""
        return frozenset()

    def carry_out(self, work: Records, office: Office) -> SeenParticipant:
        self.require_access(work, office)
        for one in PARTICIPANTS.linked(self.participant_id, work):
            self.decide(work.load(Participant, one), versions_of(one, work))
        return self._seen(work.load(Participant, self.participant_id), office.keeper)

    def _seen(self, participant: Participant, keeper: Agency) -> SeenParticipant:
        """The keeper of consents sees all; any other agency sees what it has decided, and its own."""
        blocked, emergency = participant.blocked, participant.emergency_access
        if self.by != keeper:
            blocked, emergency = blocked & self.blocks, emergency & {self.by}
        return SeenParticipant(participant=participant, blocked=blocked, emergency_access=emergency)

    @abstractmethod
    def decide(self, participant: Participant, next_version: NextVersion) -> None:
        """Refuses, or records facts. Records nothing when all is already as requested."""
