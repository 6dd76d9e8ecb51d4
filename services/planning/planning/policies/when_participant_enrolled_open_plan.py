from planning.commands import OpenPlan
from samplan.contracts.envelope import Envelope
from samplan.contracts.referral import ParticipantEnrolled


def when_participant_enrolled_open_plan(event: ParticipantEnrolled, _: Envelope) -> list[OpenPlan]:
    """Or join the plan that she has open: another referral service may have enrolled her before."""
    return [
        OpenPlan(
            referral_id=event.referral_id,
            participant_id=event.participant_id,
            consent_id=event.consent_id,
            programme=event.programme,
            on=event.occurred_on,
        )
    ]
