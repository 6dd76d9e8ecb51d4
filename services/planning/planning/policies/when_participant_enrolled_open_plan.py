from planning.opening.open_plan import OpenPlan
from samplan.contracts.envelope import Envelope
from samplan.contracts.planning.plans import plan_id_of
from samplan.contracts.referral import Enrolled


def when_participant_enrolled_open_plan(event: Enrolled, _: Envelope) -> list[OpenPlan]:
    """Or join the participant's open plan: another referral service may have enrolled them before."""
    return [
        OpenPlan(
            plan_id=plan_id_of(event.referral_id),
            referral_id=event.referral_id,
            participant_id=event.participant_id,
            consent_id=event.consent_id,
            programme=event.programme,
            mode=event.mode,
            plan_keeper=event.plan_keeper,
            occurred_on=event.occurred_on,
        )
    ]
