from collections.abc import Mapping
from types import MappingProxyType

from referral.closed_loop.note_plan_step import NotePlanStep
from referral.closed_loop.plan_step import PlanStep
from samplan.contracts.envelope import Envelope
from samplan.contracts.planning.endings import (
    ExitCorrected,
    ExitedToEnhancedCooperation,
    PlanReopened,
    StepMoved,
)
from samplan.contracts.planning.plans import (
    ExitedOtherwise,
    ExitedToStudies,
    ExitedToWork,
    PlanAgreed,
    PlanEvent,
)

STEPS: Mapping[type[PlanEvent], PlanStep] = MappingProxyType(
    {
        PlanAgreed: PlanStep.PLAN_AGREED,
        ExitedToWork: PlanStep.EXITED_TO_WORK,
        ExitedToStudies: PlanStep.EXITED_TO_STUDIES,
        ExitedToEnhancedCooperation: PlanStep.EXITED_TO_ENHANCED_COOPERATION,
        ExitedOtherwise: PlanStep.EXITED_OTHERWISE,
        StepMoved: PlanStep.STEP_MOVED,
        ExitCorrected: PlanStep.EXIT_CORRECTED,
        PlanReopened: PlanStep.PLAN_REOPENED,
    }
)


Exit = ExitedToWork | ExitedToStudies | ExitedToEnhancedCooperation | ExitedOtherwise | ExitCorrected
Step = PlanAgreed | Exit | StepMoved | PlanReopened


def when_plan_changed_tell_referrer(event: Step, envelope: Envelope) -> list[NotePlanStep]:
    return [
        NotePlanStep(
            plan_id=event.plan_id,
            step=STEPS[type(event)],
            exit_class=event.exit_class if isinstance(event, Exit) else None,
            step_moved=event.step if isinstance(event, StepMoved) else None,
            occurred_on=event.occurred_on,
            event=envelope.id,
            writer=envelope.topic,
        )
    ]
