from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.obstacles.obstacle import Obstacle
from planning.office import Office


class ShowObstacle(Command[Office]):
    """To every agency: it names no participant."""

    obstacle_id: UUID

    def carry_out(self, work: Records, _: Office) -> Obstacle:
        """Raises NotFound."""
        return work.load(Obstacle, self.obstacle_id)
