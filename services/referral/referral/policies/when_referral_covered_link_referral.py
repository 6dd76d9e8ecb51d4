from referral.consents.link_referral import LinkReferral
from samplan.contracts.consent import ConsentGranted, ReferralCovered
from samplan.contracts.envelope import Envelope


def when_referral_covered_link_referral(
    event: ConsentGranted | ReferralCovered, envelope: Envelope
) -> list[LinkReferral]:
    """By its grant, or later by a consent already in force (C-14)."""
    return [
        LinkReferral(
            consent_id=event.consent_id,
            participant_id=event.participant_id,
            referral_id=event.referral_id,
            source=envelope.source,
        )
    ]
