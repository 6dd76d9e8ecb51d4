from referral.consents.note_circle import NoteCircle
from samplan.contracts.envelope import Envelope
from samplan.contracts.event import ContractEvent


def when_circle_changed_note_circle(event: ContractEvent, envelope: Envelope) -> list[NoteCircle]:
    """Every event of the consent service: the circle itself knows what each of them means."""
    return [NoteCircle(event=event, source=envelope.source, sequence=envelope.sequence)]
