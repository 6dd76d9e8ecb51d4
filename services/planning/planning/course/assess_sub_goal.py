from collections.abc import Collection
from dataclasses import field
from typing import ClassVar

from chassis.decisions.commands import LongText
from chassis.decisions.domain import Refused
from planning.office import LeadingDecision, Office, seal_in
from planning.plan import Plan, PlanFact
from planning.plan.sub_goals import Assessment, SubGoal, in_force
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
    sealed: str | None = field(default=None, kw_only=True)

    def apply(self, plan: Plan) -> None:
        made = Assessment(
            track=self.track,
            sub_goal=self.sub_goal,
            achievement=self.achievement,
            on=self.occurred_on,
            sealed=self.sealed,
        )
        plan.course = plan.course.with_assessment(made)


class AssessSubGoal(
    LeadingDecision, path="sub-goal-assessments", sv="Bedöm ett delmål", en="Assess a sub-goal"
):
    """How far the participant has come, in FHIR's codes of goal achievement. Which goal it is stays here.

    `words` are sealed under the participant's key.
    """

    track: Track
    sub_goal: SubGoal
    achievement: Achievement
    words: LongText | None = None

    def carry_out_in(self, plan: Plan, office: Office) -> None:
        sealed = seal_in(plan, office, words=self.words) if self.words else None
        self.decide(plan, office.sub_goals(plan.programme, self.track, plan.opened_on), sealed)

    def decide(self, plan: Plan, known: Collection[SubGoal], sealed: str | None) -> None:
        """`known`: the sub-goals of the track."""
        if self.sub_goal not in known:
            raise NoSuchSubGoal
        plan.require_open_on(self.occurred_on)
        if not any(track == self.track and since <= self.occurred_on for track, since in plan.tracks):
            raise TrackNotChosen
        now = Assessment(
            track=self.track, sub_goal=self.sub_goal, achievement=self.achievement, on=self.occurred_on
        )
        if sealed or in_force(plan.course.sub_goals, now) != self.achievement:
            made = {"track": self.track, "sub_goal": self.sub_goal, "achievement": self.achievement}
            plan.record(SubGoalAssessed, self.occurred_on, **made, sealed=sealed)
