from referral.consents.note_coverage import NoteCoverage
from samplan.contracts.consent import ReferralCovered
from samplan.contracts.envelope import Envelope


def when_referral_covered_note_coverage(event: ReferralCovered, _: Envelope) -> list[NoteCoverage]:
    """A later referral of the same participant is covered by the consent already in force (C-14)."""
    return [
        NoteCoverage(
            consent_id=event.consent_id,
            participant_id=event.participant_id,
            referral_id=event.referral_id,
            occurred_on=event.occurred_on,
        )
    ]
