from planning.error_entry.referral_owners import NoteOwner
from samplan.contracts.envelope import Envelope
from samplan.contracts.referral import Enrolled


def when_participant_enrolled_note_owner(event: Enrolled, envelope: Envelope) -> list[NoteOwner]:
    """No other service says from now on that the referral was about the wrong person (I12)."""
    return [NoteOwner(referral_id=event.referral_id, source=envelope.source)]
