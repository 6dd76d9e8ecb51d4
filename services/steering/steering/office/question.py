"""What all questions about one record have in common: the agencies of its programme may see it."""

from chassis.decisions.commands import Command
from chassis.decisions.domain import Refused
from samplan.contracts.codes import Agency
from steering.office.office import Office


class SteeringQuestion(Command[Office]):
    by: Agency
    programmes: frozenset[str] | None

    def may_see(self, programme: str, office: Office) -> bool:
        """Whether the caller's agency takes part in the programme, or runs this service."""
        try:
            office.require_party(programme, self.by, self.programmes)
        except Refused:
            return False
        return True
