from contracts.envelope import Envelope
from contracts.referral import ParticipantEnrolled
from planning.commands import OpenPlan


def when_participant_enrolled_open_plan(event: ParticipantEnrolled, _: Envelope) -> list[OpenPlan]:
    return [
        OpenPlan(
            referral_id=event.referral_id,
            participant_id=event.participant_id,
            consent_id=event.consent_id,
            programme=event.programme,
            on=event.occurred_on,
        )
    ]
