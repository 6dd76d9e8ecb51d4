from typing import ClassVar

from chassis.decisions.commands import Records
from chassis.decisions.domain import Refused
from planning.plan import LeadingCommand, Office, Plan, PlanFact, SeenPlan
from planning.plan.sub_goals import Assessment, SubGoal, assessed, in_force
from samplan.contracts.codes import Achievement, Track


class NoSuchSubGoal(Refused):
    code = "no_such_sub_goal"
    title: ClassVar[str] = "The programme has no such sub-goal in this track"


class TrackNotChosen(Refused):
    """The sub-goals are those of a track that the participant has, or has had, by that day."""

    code = "track_not_chosen"
    title: ClassVar[str] = "Choose the track first: it is not chosen by that day"


class SubGoalAssessed(PlanFact):
    TOPIC = "planning.SubGoalAssessed"
    track: Track
    sub_goal: SubGoal
    achievement: Achievement

    @property
    def assessment(self) -> Assessment:
        return Assessment(
            track=self.track, sub_goal=self.sub_goal, achievement=self.achievement, on=self.occurred_on
        )

    def apply(self, plan: Plan) -> None:
        plan.sub_goals = assessed(plan.sub_goals, self.assessment)


class AssessSubGoal(
    LeadingCommand, path="sub-goal-assessments", sv="Bedöm ett delmål", en="Assess a sub-goal"
):
    """How far the participant has come, in FHIR's codes of goal achievement. Which goal it is stays here."""

    track: Track
    sub_goal: SubGoal
    achievement: Achievement

    def carry_out(self, work: Records, office: Office) -> SeenPlan:
        seen = super().carry_out(work, office)
        if self.sub_goal not in office.sub_goals(seen.plan.programme, self.track, seen.plan.opened_on):
            raise NoSuchSubGoal
        return seen

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        if not any(track == self.track and since <= self.occurred_on for track, since in plan.tracks):
            raise TrackNotChosen
        now = Assessment(
            track=self.track, sub_goal=self.sub_goal, achievement=self.achievement, on=self.occurred_on
        )
        if in_force(plan.sub_goals, now) != self.achievement:
            made = {"track": self.track, "sub_goal": self.sub_goal, "achievement": self.achievement}
            plan.record(SubGoalAssessed, self.occurred_on, **made)
