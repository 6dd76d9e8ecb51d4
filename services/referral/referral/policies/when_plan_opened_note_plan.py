from referral.closed_loop.known_plans import NotePlan
from samplan.contracts.envelope import Envelope
from samplan.contracts.planning.plans import EnrolmentJoined, PlanOpened


def when_plan_opened_note_plan(event: PlanOpened | EnrolmentJoined, envelope: Envelope) -> list[NotePlan]:
    opened = event if isinstance(event, PlanOpened) else None
    return [
        NotePlan(
            plan_id=event.plan_id,
            referral_id=event.referral_id,
            participant_id=opened.participant_id if opened else None,
            programme=opened.programme if opened else None,
            writer=envelope.topic,
        )
    ]
