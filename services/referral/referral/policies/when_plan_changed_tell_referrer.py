from collections.abc import Mapping
from types import MappingProxyType

from referral.closed_loop.note_plan_step import NotePlanStep
from referral.closed_loop.plan_step import PlanStep
from samplan.contracts.endings import ExitCorrected, PlanReopened
from samplan.contracts.envelope import Envelope
from samplan.contracts.planning import (
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
        ExitedOtherwise: PlanStep.EXITED_OTHERWISE,
        ExitCorrected: PlanStep.EXIT_CORRECTED,
        PlanReopened: PlanStep.PLAN_REOPENED,
    }
)


Step = PlanAgreed | ExitedToWork | ExitedToStudies | ExitedOtherwise | ExitCorrected | PlanReopened


def when_plan_changed_tell_referrer(event: Step, envelope: Envelope) -> list[NotePlanStep]:
    return [
        NotePlanStep(
            plan_id=event.plan_id,
            step=STEPS[type(event)],
            exit_class=None if isinstance(event, PlanAgreed | PlanReopened) else event.exit_class,
            occurred_on=event.occurred_on,
            event=envelope.id,
            writer=envelope.topic,
        )
    ]
