from referral.closed_loop.note_plan_step import ForgetPlanSteps
from samplan.contracts.envelope import Envelope
from samplan.contracts.event import ContractEvent


def when_circle_changed_forget_plan_steps(event: ContractEvent, _: Envelope) -> list[ForgetPlanSteps]:
    """After the circle has changed. An event that names no participant may be about all of them."""
    return [ForgetPlanSteps(participant_id=getattr(event, "participant_id", None))]
