from referral.endings.end_referrals_of_deceased import EndReferralsOfDeceased
from samplan.contracts.consent import ConsentGranted, ParticipantDeceased, ReferralCovered
from samplan.contracts.envelope import Envelope


def when_participant_deceased_end_referrals(
    event: ParticipantDeceased | ConsentGranted | ReferralCovered, _: Envelope
) -> list[EndReferralsOfDeceased]:
    """Also after what links a referral to the participant: the death may have been received before."""
    return [EndReferralsOfDeceased(participant_id=event.participant_id)]
