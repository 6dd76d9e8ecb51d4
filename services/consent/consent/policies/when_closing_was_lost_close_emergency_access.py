from consent.participants.emergency_access import CloseEmergencyAccess
from samplan.contracts.codes import Agency
from samplan.contracts.consent import EmergencyAccessClosed
from samplan.contracts.envelope import Envelope


def when_closing_was_lost_close_emergency_access(
    event: EmergencyAccessClosed, envelope: Envelope
) -> list[CloseEmergencyAccess]:
    """No backup may open an emergency access that was closed before its time (I20)."""
    return [
        CloseEmergencyAccess(
            participant_id=event.participant_id,
            agency=event.agency,
            by=Agency(envelope.source.split("/")[1]),
            occurred_on=event.occurred_on,
        )
    ]
