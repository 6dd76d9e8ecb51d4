"""One demand: something asked of the participant, or owed to them by an agency, until a day."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, Refused
from planning.office.beside import ToldFact, told
from planning.plan import Plan
from samplan.contracts.codes import Agency
from samplan.contracts.codes.records import DemandKind


class DemandStatus(StrEnum):
    OPEN = "open"
    MET = "met"
    NOT_MET = "not_met"
    WITHDRAWN = "withdrawn"


class DueBeforeItIsSet(Refused):
    code = "due_before_it_is_set"
    status = 422
    title: ClassVar[str] = "The day that it is due on is earlier than the day it is set"


class DemandFact(ToldFact):
    """Of one demand; `shared` where other agencies may know of it."""

    occurred_on: date


class DemandSet(Created, DemandFact):
    """`owed_by`: None where it is asked of the participant. `sealed`: its words, if it has any."""

    TOPIC = "planning.DemandSet"
    agency: Agency
    kind: DemandKind
    due_on: date
    owed_by: Agency | None
    sealed: str | None


class Demand(Aggregate):
    """Set, answered and withdrawn by one agency. The keeper of the plans sees it too, without its words."""

    TOPIC = "planning.Demand"
    Event = DemandFact

    def __init__(
        self,
        *,
        plan_id: UUID,
        agency: Agency,
        kind: DemandKind,
        due_on: date,
        owed_by: Agency | None,
        sealed: str | None,
        occurred_on: date,
    ) -> None:
        self.plan_id = plan_id
        self.agency = agency
        self.kind = kind
        self.due_on = due_on
        self.owed_by = owed_by
        self.sealed = sealed
        self.set_on = occurred_on
        self.status = DemandStatus.OPEN
        self.answered_on: date | None = None

    @classmethod
    def set(
        cls,
        demand_id: UUID,
        plan: Plan,
        *,
        agency: Agency,
        kind: DemandKind,
        due_on: date,
        owed_by: Agency | None,
        sealed: str | None,
        on: date,
    ) -> Self:
        """Raises PlanHasEnded, BeforeTheStart, AgencyNotInConsent or DueBeforeItIsSet."""
        plan.require_open_on(on)
        if owed_by is not None:
            plan.require_named(owed_by)
        if due_on < on:
            raise DueBeforeItIsSet
        return cls.begin(
            DemandSet,
            demand_id,
            plan_id=plan.id,
            agency=agency,
            kind=kind,
            due_on=due_on,
            owed_by=owed_by,
            sealed=sealed,
            occurred_on=on,
            **told(plan, DemandSet, on),
        )

    def is_shown_to(self, agency: Agency, keeper: Agency) -> bool:
        return agency in (self.agency, keeper, self.owed_by)
