from referral.consents.note_consent import NoteConsent
from samplan.contracts.codes import ConsentKind
from samplan.contracts.consent import ConsentGranted
from samplan.contracts.envelope import Envelope


def when_consent_granted_note_consent(event: ConsentGranted, _: Envelope) -> list[NoteConsent]:
    """Only a waiver of secrecy lets agencies plan together; the kinds are never bundled (C-01)."""
    if event.kind is not ConsentKind.SECRECY_WAIVER:
        return []
    return [
        NoteConsent(
            consent_id=event.consent_id,
            participant_id=event.participant_id,
            referral_id=event.referral_id,
            agencies=event.agencies,
            valid_until=event.valid_until,
            occurred_on=event.occurred_on,
        )
    ]
