from referral.erasure.note_erasure import NoteErasure
from samplan.contracts.envelope import Envelope
from samplan.contracts.owners.erasures import ErasureExecuted


def when_erasure_executed_note_erasure(event: ErasureExecuted, envelope: Envelope) -> list[NoteErasure]:
    return [NoteErasure.of(event, envelope.source)]
