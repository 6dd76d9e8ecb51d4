from typing import ClassVar

from chassis.decisions.commands import LongText
from chassis.decisions.domain import Refused
from planning.office import LeadingDecision, Office, seal_in
from planning.plan import Plan, PlanFact
from planning.plan.goals import Goal, Reached
from planning.plan.refusals import BeforeTheStart
from samplan.contracts.codes import Achievement
from samplan.contracts.codes.records import GoalTerm


class NoSuchGoal(Refused):
    code = "no_such_goal"
    status = 422
    title: ClassVar[str] = "The plan has no goal of that number"


class GoalAssessed(PlanFact):
    """Published by the goal's number and term, and FHIR's code."""

    TOPIC = "planning.GoalAssessed"
    goal: int
    term: GoalTerm
    achievement: Achievement
    sealed: str | None

    def apply(self, plan: Plan) -> None:
        made = Reached(achievement=self.achievement, on=self.occurred_on, sealed=self.sealed)
        plan.course = plan.course.with_goal(plan.course.goals[self.goal].assessed(made))


class AssessGoal(LeadingDecision, path="goal-assessments", sv="Bedöm ett mål", en="Assess a goal"):
    """How far the participant has come with the goal of that number, in FHIR's codes. Words are sealed."""

    goal: int
    achievement: Achievement
    words: LongText | None = None

    def carry_out_in(self, plan: Plan, office: Office) -> None:
        self.decide(plan, seal_in(plan, office, words=self.words) if self.words else None)

    def decide(self, plan: Plan, sealed: str | None) -> None:
        """Raises PlanHasEnded, NoSuchGoal or BeforeTheStart. The same again without words changes nothing."""
        plan.require_open_on(self.occurred_on)
        goal = self._goal_in(plan)
        if not sealed and goal.achievement_on(self.occurred_on) == self.achievement:
            return
        made = {"goal": goal.number, "term": goal.term, "achievement": self.achievement}
        plan.record(GoalAssessed, self.occurred_on, **made, sealed=sealed)

    def _goal_in(self, plan: Plan) -> Goal:
        goal = plan.course.goals.get(self.goal)
        if goal is None:
            raise NoSuchGoal
        if self.occurred_on < goal.set_on:
            raise BeforeTheStart
        return goal
