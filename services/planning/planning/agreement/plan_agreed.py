from abc import abstractmethod
from datetime import date
from typing import ClassVar

from chassis.decisions.domain import Refused
from planning.clock.deadline import notice_deadline, take_back_miss
from planning.office import PlanCommand
from planning.plan import Plan, PlanFact
from planning.plan.agreement import Agreement
from planning.plan.circle_today import NOT_ASKED
from planning.plan.refusals import BeforeTheStart
from samplan.contracts.codes import Agency


class PlanAlreadyAgreed(Refused):
    code = "plan_already_agreed"
    title: ClassVar[str] = "The plan is already agreed: revise it to ask for agreement again"


class PlanAgreed(PlanFact):
    TOPIC = "planning.PlanAgreed"
    agencies: tuple[Agency, ...]

    def apply(self, plan: Plan) -> None:
        plan.agreement = plan.agreement.agreed(Agreement(self.occurred_on, self.agencies))


class Agreed(PlanFact, private=True):
    """One of those who must agree has done so. Only the agreement of all is published."""


class AgreementCommand(PlanCommand):
    """A step towards the agreement of all. The last one makes the plan agreed, on the latest of the days."""

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        if plan.agreement.holds:
            raise PlanAlreadyAgreed
        if plan.agreement.revisions and self.occurred_on < plan.agreement.revisions[-1].on:
            raise BeforeTheStart
        self.agree(plan)
        _conclude(plan, self.occurred_on)

    @abstractmethod
    def agree(self, plan: Plan) -> None:
        """Refuses, or records who agrees, once."""


def conclude_agreement(plan: Plan) -> None:
    """The end of an item is registered: the agreement may have waited for its owner alone (I29).

    An owner that ends its item in silence concludes nothing.
    """
    if plan.agreement.so_far.days and plan.circle != NOT_ASKED:
        _conclude(plan, max(plan.agreement.so_far.days))


def _conclude(plan: Plan, on: date) -> None:
    """Record the agreement once the participant and every agency that must agree have done so."""
    so_far = plan.agreement.so_far
    agreed_on = max(on, *so_far.days)
    if so_far.participant_on is None or plan.must_agree(agreed_on) - so_far.agencies.keys():
        return
    notice_deadline(plan, agreed_on)
    plan.record(PlanAgreed, agreed_on, agencies=tuple(sorted(so_far.agencies)))
    take_back_miss(plan)
