from planning.erasing.note_erasure import NoteAnnouncement
from samplan.contracts.envelope import Envelope
from samplan.contracts.owners.erasures import ErasureRequested


def when_erasure_requested_note_announcement(
    event: ErasureRequested, envelope: Envelope
) -> list[NoteAnnouncement]:
    return [NoteAnnouncement(erasure_id=event.erasure_id, source=envelope.source)]
