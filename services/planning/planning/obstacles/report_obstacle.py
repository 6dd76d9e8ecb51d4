from datetime import date

from chassis.decisions.commands import Command, Records, ShortText
from planning.obstacles.obstacle import Hindrance, Obstacle
from planning.office import Office
from samplan.contracts.codes import ActivityKind, Agency
from samplan.contracts.codes.obstacles import ObstacleKind


class ReportObstacle(
    Command[Office], path="", sv="Rapportera ett hinder", en="Report an obstacle", creates=True
):
    """By any agency of the programme, in codes alone: no participant is in it. It may be another's obstacle.

    A resolved one that is reported again is open again. A `rule` is the id of a conflict of the programme.
    """

    programme: ShortText
    kind: ObstacleKind
    agency: Agency
    rule: ShortText | None = None
    intervention: ActivityKind | None = None
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> Obstacle:
        """Raises NoPlanningRule, NotAParty, UnknownRule or ObstacleIsOpen."""
        office.require_reportable(self.programme, self.by, self.rule, self.kind, self.agency)
        what = Hindrance(
            programme=self.programme,
            kind=self.kind,
            agency=self.agency,
            rule=self.rule,
            intervention=self.intervention,
        )
        known = work.find(Obstacle, what.obstacle_id)
        if known is None:
            return work.add(Obstacle.reported(what, self.occurred_on, self.by))
        known.report_again(self.occurred_on, self.by)
        return known
