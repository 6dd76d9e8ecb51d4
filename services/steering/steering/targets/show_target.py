from uuid import UUID

from chassis.decisions.commands import Records
from steering.office import Office, SteeringQuestion
from steering.targets.target import Target


class ShowTarget(SteeringQuestion):
    """To the agencies of its programme."""

    target_id: UUID

    def carry_out(self, work: Records, office: Office) -> Target:
        """Raises NotFound."""
        return work.load(Target, self.target_id, if_shown=lambda one: self.may_see(one.programme, office))
