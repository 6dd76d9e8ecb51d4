"""The service's rules and settings that a command may use."""

from datetime import date
from typing import Protocol
from uuid import UUID

from chassis.decisions.commands import Records
from planning.plan.circle_today import CircleToday
from samplan.contracts.codes import Agency


class Office(Protocol):
    @property
    def keeper(self) -> Agency:
        """The agency that runs the service and keeps its plans."""

    def plan_due_on(self, programme: str, enrolled_on: date) -> date | None:
        """The last day on which the plan is agreed in time; None if another agency keeps these plans.

        Raises NoPlanningRule.
        """

    def circle_today(self, participant_id: UUID, work: Records) -> CircleToday:
        """The participant's circle on the business date."""
