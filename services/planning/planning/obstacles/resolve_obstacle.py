from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import Refused
from planning.obstacles.obstacle import Obstacle, ObstacleFact
from planning.office import Office
from samplan.contracts.codes import Agency


class NotYourObstacle(Refused):
    code = "not_your_obstacle"
    status = 403
    title: ClassVar[str] = "Only the agency that the obstacle is at, or the keeper of plans, resolves it"


class ObstacleIsResolved(Refused):
    code = "obstacle_is_resolved"
    title: ClassVar[str] = "The obstacle is resolved already"


class BeforeTheReport(Refused):
    code = "before_the_report"
    status = 422
    title: ClassVar[str] = "The date is earlier than the report of the obstacle"


class ObstacleResolved(ObstacleFact):
    TOPIC = "planning.ObstacleResolved"
    recheck_on: date

    def apply(self, obstacle: Obstacle) -> None:
        obstacle.resolved_on = self.occurred_on
        obstacle.recheck_on = self.recheck_on


class ResolveObstacle(
    Command[Office], path="resolution", sv="Notera att ett hinder är undanröjt", en="Resolve an obstacle"
):
    """Re-checked after the programme's days: where refusals by its rule continue, it is open again."""

    obstacle_id: UUID
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> Obstacle:
        obstacle = work.load(Obstacle, self.obstacle_id)
        if self.by not in (obstacle.what.agency, office.keeper):
            raise NotYourObstacle
        days = office.recheck_days(obstacle.what.programme, self.occurred_on)
        resolve(obstacle, self.occurred_on, days)
        return obstacle


def resolve(obstacle: Obstacle, on: date, days: int) -> None:
    """Raises ObstacleIsResolved or BeforeTheReport. It is re-checked when so many days have passed."""
    if obstacle.resolved_on is not None:
        raise ObstacleIsResolved
    if on < obstacle.reported_on:
        raise BeforeTheReport
    obstacle.trigger_event(ObstacleResolved, recheck_on=on + timedelta(days=days), occurred_on=on)
