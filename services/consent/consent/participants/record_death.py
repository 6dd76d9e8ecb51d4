from consent.circle_versions.circle_versions import NextVersion
from consent.participants.command import DecisionOnParticipant
from consent.participants.participant import Participant, ParticipantFact


class ParticipantDeceased(ParticipantFact):
    TOPIC = "consent.ParticipantDeceased"
    circle_version: int

    def apply(self, participant: Participant) -> None:
        participant.deceased_on = self.occurred_on


class RecordDeath(
    DecisionOnParticipant,
    path="death",
    sv="Notera att deltagaren har avlidit",
    en="Record that the participant has died",
    versioned=False,
):
    """Recorded once: sharing and reminders stop, and every service ends what is open (C-16)."""

    def decide(self, participant: Participant, next_version: NextVersion) -> None:
        if participant.deceased_on is None:
            participant.trigger_event(
                ParticipantDeceased, circle_version=next_version(), occurred_on=self.occurred_on
            )
