"""Emergency access (nödåtkomst): an agency knows for some hours, without a consent (C-05)."""

from datetime import datetime
from uuid import UUID

from chassis.decisions.commands import Records
from consent.circle_versions.circle_versions import NextVersion
from consent.consent import Office
from consent.participants.command import DecisionOnParticipant
from consent.participants.participant import Participant, ParticipantFact
from samplan.contracts.codes import Agency
from samplan.privacy.circle.circle import EmergencyAccess


class EmergencyAccessOpened(ParticipantFact):
    """`sealed` holds the reason and the two persons, under the participant's own key: never published."""

    TOPIC = "consent.EmergencyAccessOpened"
    agency: Agency
    opened_at: datetime
    closes_at: datetime
    access_id: UUID
    sealed: str
    circle_version: int
    programme: str | None = None
    beats_block: bool = False

    def apply(self, participant: Participant) -> None:
        opened = EmergencyAccess(
            agency=self.agency,
            opened_at=self.opened_at,
            closes_at=self.closes_at,
            opened_on=self.occurred_on,
            programme=self.programme,
            beats_block=self.beats_block,
        )
        participant.emergency = (*participant.emergency, opened)


class EmergencyAccessClosed(ParticipantFact):
    TOPIC = "consent.EmergencyAccessClosed"
    agency: Agency
    circle_version: int

    def apply(self, participant: Participant) -> None:
        participant.emergency = tuple(one for one in participant.emergency if one.agency != self.agency)


class CloseEmergencyAccess(
    DecisionOnParticipant,
    path="emergency-access/closing",
    sv="Stäng nödåtkomst",
    en="Close emergency access",
    versioned=False,
):
    """Before its hours have passed. `agency`: the one that has it."""

    agency: Agency

    def require_access(self, work: Records, office: Office) -> None:
        """The agency closes its own without a consent."""
        if self.by != self.agency:
            super().require_access(work, office)

    def decide(self, participant: Participant, next_version: NextVersion) -> None:
        if self.agency in participant.emergency_access:
            participant.trigger_event(
                EmergencyAccessClosed,
                agency=self.agency,
                circle_version=next_version(),
                occurred_on=self.occurred_on,
            )
