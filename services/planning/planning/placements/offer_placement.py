from dataclasses import field
from datetime import date
from typing import ClassVar
from uuid import UUID, uuid4

from chassis.decisions.commands import Command, LongText, PlannedDate, Records, ShortText
from chassis.decisions.domain import Refused
from planning.dates.period import EndsBeforeItStarts
from planning.office import Office
from planning.office.beside import plan_to_work_in, told
from planning.placements.placement import Placement, PlacementOffered, SeenPlacement
from planning.plan import Plan
from samplan.contracts.codes import Agency
from samplan.contracts.codes.groups import PlacementPurpose


class NoSuchPeriod(Refused):
    code = "no_such_period"
    status = 422
    title: ClassVar[str] = "The programme has no such period of placement"


class OfferPlacement(Command[Office], path="", sv="Erbjud en praktik", en="Offer a placement", creates=True):
    """With a coded purpose. The employer and the purpose in words are sealed, and never published."""

    placement_id: UUID = field(default_factory=uuid4)
    plan_id: UUID
    period: int
    purpose: PlacementPurpose
    purpose_in_words: LongText
    employer: ShortText
    begins_on: PlannedDate
    ends_on: PlannedDate
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> SeenPlacement:
        """Raises NotFound or SharingHasEnded for a plan that the agency may not work in, or NoSuchPeriod."""
        plan = plan_to_work_in(self.plan_id, self.by, work, office)
        if not 1 <= self.period <= office.placements(plan.programme, self.occurred_on).periods:
            raise NoSuchPeriod
        words = {"employer": self.employer, "purposeInWords": self.purpose_in_words}
        sealed = office.words.seal(plan.participant_id, words, record=self.placement_id)
        return SeenPlacement(work.add(self.offered(plan, sealed)), words=None)

    def offered(self, plan: Plan, sealed: str) -> Placement:
        """Raises PlanHasEnded, BeforeTheStart or EndsBeforeItStarts."""
        plan.require_open_on(self.occurred_on)
        if self.ends_on < self.begins_on:
            raise EndsBeforeItStarts
        return Placement.begin(
            PlacementOffered,
            self.placement_id,
            plan_id=plan.id,
            programme=plan.programme,
            agency=self.by,
            period=self.period,
            purpose=self.purpose,
            begins_on=self.begins_on,
            ends_on=self.ends_on,
            sealed=sealed,
            occurred_on=self.occurred_on,
            **told(plan, PlacementOffered, self.occurred_on),
        )
