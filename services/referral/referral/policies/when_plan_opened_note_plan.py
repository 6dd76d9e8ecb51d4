from referral.closed_loop.known_plans import NotePlan
from samplan.contracts.envelope import Envelope
from samplan.contracts.planning import EnrolmentJoined, PlanOpened


def when_plan_opened_note_plan(event: PlanOpened | EnrolmentJoined, envelope: Envelope) -> list[NotePlan]:
    return [NotePlan(plan_id=event.plan_id, referral_id=event.referral_id, writer=envelope.topic)]
