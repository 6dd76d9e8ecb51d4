from consent.erasing.acknowledge_erasure import NoteAcknowledgement
from samplan.contracts.envelope import Envelope
from samplan.contracts.owners.erasures import ErasureAcknowledgement


def when_erasure_acknowledged_note_it(
    event: ErasureAcknowledgement, envelope: Envelope
) -> list[NoteAcknowledgement]:
    """From the topic of the service itself: no other can say it for that service."""
    _, agency, service, _ = envelope.source.split("/")
    return [
        NoteAcknowledgement(
            erasure_id=event.erasure_id,
            holder=f"{agency}.{service}",
            outcome=event.outcome,
            ground=event.ground,
            occurred_on=event.occurred_on,
        )
    ]
