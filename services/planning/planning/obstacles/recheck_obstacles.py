from datetime import date

from chassis.decisions.commands import Command, Records
from planning.obstacles.listed_obstacles import last_refused_on, obstacles_to_recheck
from planning.obstacles.obstacle import Obstacle, ObstacleFact
from planning.office import Office


class ObstacleRechecked(ObstacleFact, private=True):
    """Nothing was refused since it was resolved. Private: `ObstacleResolved` has said it."""

    TOPIC = "planning.ObstacleRechecked"

    def apply(self, obstacle: Obstacle) -> None:
        obstacle.recheck_on = None


def recheck(obstacle: Obstacle, refused_on: date | None) -> None:
    """Reported again if something was refused after it was resolved, by `refused_on`, the last refusal."""
    if obstacle.resolved_on is None or obstacle.recheck_on is None:
        return
    if refused_on is not None and refused_on > obstacle.resolved_on:
        obstacle.report_again(refused_on)
    else:
        obstacle.trigger_event(ObstacleRechecked, occurred_on=obstacle.recheck_on)


class RecheckObstacles(Command[Office]):
    """Run daily by the clock: did refusals really stop (P-16)?"""

    as_of: date

    def carry_out(self, work: Records, office: Office) -> int:
        """Returns the number of obstacles that are open again."""
        due = list(work.undamaged(Obstacle, obstacles_to_recheck(self.as_of, work)))
        for obstacle in due:
            recheck(obstacle, last_refused_on(obstacle.id, work))
        return sum(obstacle.resolved_on is None for obstacle in due)
