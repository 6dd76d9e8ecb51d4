from consent.participant_log.note_disclosure import NoteDisclosure
from samplan.contracts.envelope import Envelope
from samplan.contracts.owners.disclosures import DisclosureEvent


def when_disclosure_made_note_disclosure(event: DisclosureEvent, envelope: Envelope) -> list[NoteDisclosure]:
    """Of whichever owner: the participant has one log over all services (C-11)."""
    return [NoteDisclosure(owner=envelope.topic.rpartition(".")[0], made=event)]
