"""What agencies are shown of how a plan ends, or has ended."""

from datetime import date

from chassis.http.fields import View
from planning.plan import Plan
from samplan.contracts.codes import Agency, ExitClass, SubsidyKind
from samplan.contracts.codes.endings import StatusAfterExit, StepMove


class ExitView(View):
    """`step`: how far the participant came; `statusAfter`: what they do since, when followed up."""

    exit_class: ExitClass
    subsidy_kind: SubsidyKind | None
    on: date
    receiving_agency: Agency | None
    step: StepMove | None
    follow_up_on: date | None
    status_after: StatusAfterExit | None


class ProposedExitView(View):
    """An exit that waits until the other agencies have answered for their activities."""

    exit_class: ExitClass
    subsidy_kind: SubsidyKind | None
    on: date
    proposed_by: Agency
    asked_on: date


def exit_of(plan: Plan) -> ExitView | None:
    ending = plan.ending
    if ending.exit is None or plan.ended_on is None:
        return None
    return ExitView(
        exit_class=ending.exit.exit_class,
        subsidy_kind=ending.exit.subsidy_kind,
        on=plan.ended_on,
        receiving_agency=ending.received_by,
        step=ending.step,
        follow_up_on=ending.follow_up_on,
        status_after=ending.status_after,
    )


def proposed_exit_of(plan: Plan) -> ProposedExitView | None:
    waits = plan.ending.proposed
    if waits is None:
        return None
    return ProposedExitView(
        exit_class=waits.to.exit_class,
        subsidy_kind=waits.to.subsidy_kind,
        on=waits.on,
        proposed_by=waits.by,
        asked_on=waits.asked_on,
    )
