from abc import abstractmethod
from datetime import date
from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import Refused
from planning.demands.demand import Demand, DemandFact, DemandStatus
from planning.demands.seen_demand import SeenDemand
from planning.demands.show_demand import shown_demand
from planning.office import Office
from planning.office.beside import plan_of_own_record, told
from planning.plan import Plan
from planning.plan.refusals import BeforeTheStart, NotTheOwner
from samplan.contracts.codes import Agency


class DemandOfAnother(NotTheOwner):
    title: ClassVar[str] = "Only the agency that set the demand answers it"


class DemandIsClosed(Refused):
    code = "demand_is_closed"
    title: ClassVar[str] = "The demand is met or withdrawn already"


class DemandMet(DemandFact):
    TOPIC = "planning.DemandMet"

    def apply(self, demand: Demand) -> None:
        demand.status, demand.answered_on = DemandStatus.MET, self.occurred_on


class DemandNotMet(DemandFact, private=True):
    """Private: what follows from it is the agency's own case."""

    TOPIC = "planning.DemandNotMet"

    def apply(self, demand: Demand) -> None:
        demand.status, demand.answered_on = DemandStatus.NOT_MET, self.occurred_on


class DemandWithdrawn(DemandFact, private=True):
    TOPIC = "planning.DemandWithdrawn"

    def apply(self, demand: Demand) -> None:
        demand.status, demand.answered_on = DemandStatus.WITHDRAWN, self.occurred_on


class AnswerDemand(Command[Office]):
    """By the agency that set it, whatever consent has ended."""

    demand_id: UUID
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> SeenDemand:
        demand = shown_demand(self.demand_id, self.by, work, office)
        if self.by != demand.agency:
            raise DemandOfAnother
        self.decide(demand, plan_of_own_record(demand.plan_id, self.by, work, office.circle_today))
        return SeenDemand(demand, words=None)

    @abstractmethod
    def decide(self, demand: Demand, plan: Plan) -> None:
        """Raises DemandIsClosed or BeforeTheStart."""

    def record(self, fact: type[DemandFact], demand: Demand, plan: Plan) -> None:
        """One that was not met may still be met, late."""
        if demand.status in (DemandStatus.MET, DemandStatus.WITHDRAWN):
            raise DemandIsClosed
        if self.occurred_on < demand.set_on:
            raise BeforeTheStart
        members = told(plan, fact, self.occurred_on)
        demand.trigger_event(fact, plan_id=plan.id, occurred_on=self.occurred_on, **members)


class MeetDemand(AnswerDemand, path="met", sv="Notera som uppfyllt", en="Record it as met"):
    """What was asked or owed is done."""

    def decide(self, demand: Demand, plan: Plan) -> None:
        self.record(DemandMet, demand, plan)


class MissDemand(AnswerDemand, path="not-met", sv="Notera som ej uppfyllt", en="Record it as not met"):
    """Not done in time. Nothing of it is published, and it may still be met."""

    def decide(self, demand: Demand, plan: Plan) -> None:
        self.record(DemandNotMet, demand, plan)


class WithdrawDemand(AnswerDemand, path="withdrawal", sv="Återta", en="Withdraw it"):
    """It is no longer asked or owed."""

    def decide(self, demand: Demand, plan: Plan) -> None:
        self.record(DemandWithdrawn, demand, plan)
