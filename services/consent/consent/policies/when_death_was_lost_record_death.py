from consent.participants.record_death import RecordDeath
from samplan.contracts.codes import Agency
from samplan.contracts.consent import ParticipantDeceased
from samplan.contracts.envelope import Envelope


def when_death_was_lost_record_death(event: ParticipantDeceased, envelope: Envelope) -> list[RecordDeath]:
    """No backup may let reminders and sharing begin again (I20, C-16)."""
    return [
        RecordDeath(
            participant_id=event.participant_id,
            by=Agency(envelope.source.split("/")[1]),
            occurred_on=event.occurred_on,
        )
    ]
