"""The service's rules and settings that a command may use."""

from datetime import date
from typing import Protocol

from samplan.contracts.codes import Agency


class Office(Protocol):
    @property
    def keeper(self) -> Agency:
        """The agency that runs the service and keeps its plans."""

    def plan_due_on(self, programme: str, enrolled_on: date) -> date:
        """The last day on which the plan is agreed in time. Raises NoPlanningRule."""
