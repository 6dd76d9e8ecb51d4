"""What becomes of an offered placement. No end of a consent prevents a step."""

from abc import abstractmethod
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.office import Office
from planning.office.beside import plan_of_own_record, told
from planning.placements.placement import Placement, PlacementFact, PlacementStatus, SeenPlacement
from planning.placements.show_placement import shown_placement
from planning.plan import Plan
from samplan.contracts.codes import Agency
from samplan.contracts.codes.groups import PlacementResult


class PlacementAccepted(PlacementFact):
    TOPIC = "planning.PlacementAccepted"

    def apply(self, placement: Placement) -> None:
        placement.step(PlacementStatus.ACCEPTED, self.occurred_on)


class PlacementDeclined(PlacementFact, private=True):
    """Private: it says what a participant does not want."""

    TOPIC = "planning.PlacementDeclined"

    def apply(self, placement: Placement) -> None:
        placement.step(PlacementStatus.DECLINED, self.occurred_on)


class PlacementStarted(PlacementFact):
    TOPIC = "planning.PlacementStarted"

    def apply(self, placement: Placement) -> None:
        placement.step(PlacementStatus.STARTED, self.occurred_on)
        placement.started_on = self.occurred_on


class PlacementEnded(PlacementFact):
    TOPIC = "planning.PlacementEnded"
    led_to: PlacementResult

    def apply(self, placement: Placement) -> None:
        placement.step(PlacementStatus.ENDED, self.occurred_on)
        placement.ended_on, placement.led_to = self.occurred_on, self.led_to


class PlacementCommand(Command[Office]):
    """A step of one placement, by the agency that offered it. A step that has been taken changes nothing."""

    FOLLOWS: ClassVar[PlacementStatus] = PlacementStatus.OFFERED

    placement_id: UUID
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> SeenPlacement:
        placement = shown_placement(self.placement_id, self.by, work, office)
        placement.require_owner(self.by)
        plan = plan_of_own_record(placement.plan_id, self.by, work, office.circle_today)
        self.decide(placement, plan)
        return SeenPlacement(placement, words=None)

    @abstractmethod
    def decide(self, placement: Placement, plan: Plan) -> None:
        """Refuses, or records the step. Records nothing when it has been taken."""

    def take(
        self,
        placement: Placement,
        plan: Plan,
        status: PlacementStatus,
        fact: type[PlacementFact],
        **members: Any,
    ) -> None:
        """Raises StepNotAllowed or BeforeTheStart."""
        if placement.status is status:
            return
        placement.require_status(self.occurred_on, self.FOLLOWS)
        placement.trigger_event(
            fact,
            plan_id=placement.plan_id,
            occurred_on=self.occurred_on,
            **members,
            **told(plan, fact, self.occurred_on),
        )


class AcceptPlacement(
    PlacementCommand, path="acceptance", sv="Tacka ja till praktiken", en="Accept the placement"
):
    """As the participant has said."""

    def decide(self, placement: Placement, plan: Plan) -> None:
        self.take(placement, plan, PlacementStatus.ACCEPTED, PlacementAccepted)


class DeclinePlacement(
    PlacementCommand, path="declination", sv="Tacka nej till praktiken", en="Decline the placement"
):
    """As the participant has said. It is not published."""

    def decide(self, placement: Placement, plan: Plan) -> None:
        self.take(placement, plan, PlacementStatus.DECLINED, PlacementDeclined)


class StartPlacement(PlacementCommand, path="start", sv="Börja praktiken", en="Start the placement"):
    """Once it has been accepted."""

    FOLLOWS: ClassVar[PlacementStatus] = PlacementStatus.ACCEPTED

    def decide(self, placement: Placement, plan: Plan) -> None:
        if placement.status is not PlacementStatus.STARTED:
            plan.require_open_on(self.occurred_on)
        self.take(placement, plan, PlacementStatus.STARTED, PlacementStarted)


class EndPlacement(PlacementCommand, path="ending", sv="Avsluta praktiken", en="End the placement"):
    """With what it led to. It may end after the plan has."""

    FOLLOWS: ClassVar[PlacementStatus] = PlacementStatus.STARTED
    led_to: PlacementResult

    def decide(self, placement: Placement, plan: Plan) -> None:
        self.take(placement, plan, PlacementStatus.ENDED, PlacementEnded, led_to=self.led_to)
