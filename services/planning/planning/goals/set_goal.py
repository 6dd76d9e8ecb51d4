from chassis.decisions.commands import LongText
from planning.office import LeadingDecision, Office, seal_in
from planning.plan import Plan, PlanFact
from planning.plan.goals import Goal
from samplan.contracts.codes.records import GoalTerm


class GoalSet(PlanFact, private=True):
    """Private: its first assessment tells others that there is a goal. `sealed`: the goal in words."""

    TOPIC = "planning.GoalSet"
    goal: int
    term: GoalTerm
    sealed: str | None

    def apply(self, plan: Plan) -> None:
        goal = Goal(number=self.goal, term=self.term, set_on=self.occurred_on, sealed=self.sealed)
        plan.course = plan.course.with_goal(goal)


class SetGoal(LeadingDecision, path="goals", sv="Sätt ett mål", en="Set a goal"):
    """A long- or short-term goal in the participant's words, which are sealed. It gets the next number."""

    term: GoalTerm
    words: LongText

    def carry_out_in(self, plan: Plan, office: Office) -> None:
        self.decide(plan, seal_in(plan, office, words=self.words))

    def decide(self, plan: Plan, sealed: str) -> None:
        plan.require_open_on(self.occurred_on)
        number = len(plan.course.goals) + 1
        plan.record(GoalSet, self.occurred_on, goal=number, term=self.term, sealed=sealed)
