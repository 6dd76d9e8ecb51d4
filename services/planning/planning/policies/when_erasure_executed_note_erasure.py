from planning.erasing.note_erasure import NoteErasure
from samplan.contracts.envelope import Envelope
from samplan.contracts.erasures import ErasureExecuted


def when_erasure_executed_note_erasure(event: ErasureExecuted, envelope: Envelope) -> list[NoteErasure]:
    return [
        NoteErasure(
            erasure_id=event.erasure_id,
            participant_id=event.participant_id,
            agencies=event.agencies or (),
            source=envelope.source,
            occurred_on=event.occurred_on,
        )
    ]
