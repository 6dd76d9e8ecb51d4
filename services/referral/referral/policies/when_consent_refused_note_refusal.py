from referral.consents.note_refusal import NoteRefusal
from samplan.contracts.consent import ConsentRefused
from samplan.contracts.envelope import Envelope


def when_consent_refused_note_refusal(event: ConsentRefused, _: Envelope) -> list[NoteRefusal]:
    """Declining is a person's decision: a refused consent blocks no service at the agency itself (R-06)."""
    return [
        NoteRefusal(consent_id=event.consent_id, referral_id=event.referral_id, occurred_on=event.occurred_on)
    ]
