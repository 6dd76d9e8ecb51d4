from datetime import date
from typing import ClassVar

from chassis.decisions.domain import Refused
from planning.office import LeadingCommand, Office, require_not_erased
from planning.plan import Plan
from planning.plan.exits import Exit
from planning.plan.refusals import BeforeTheStart


class NotExited(Refused):
    code = "not_exited"
    title: ClassVar[str] = "The participant has not left the programme by an exit"


def exit_of(plan: Plan) -> Exit:
    """Raises NotExited, also for a plan of the wrong person."""
    if plan.ending.exit is None or plan.entered_in_error_on is not None:
        raise NotExited
    return plan.ending.exit


def require_after_exit(plan: Plan, on: date) -> Exit:
    """Raises NotExited, or BeforeTheStart for a day before the exit."""
    left = exit_of(plan)
    if plan.ended_on is not None and on < plan.ended_on:
        raise BeforeTheStart
    return left


class AfterExitCommand(LeadingCommand):
    """What becomes of a former participant, until they are erased."""

    def carry_out_in(self, plan: Plan, office: Office) -> None:
        """Raises ParticipantIsErased, too."""
        require_not_erased(plan, office)
        super().carry_out_in(plan, office)
