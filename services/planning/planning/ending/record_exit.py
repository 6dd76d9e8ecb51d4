from typing import ClassVar

from chassis.decisions.domain import Refused
from planning.activities.interrupt_activity import interrupt_all
from planning.clock.deadline import notice_deadline, take_back_miss
from planning.plan import LeadingCommand, Plan, PlanFact
from planning.plan.by_date import in_force
from planning.plan.exits import Exit
from samplan.contracts.codes import ExitClass, SubsidyKind, Track


class ExitBlocked(Refused):
    """The close check: every blocker at once, as codes (P-17)."""

    code = "exit_blocked"
    title: ClassVar[str] = "The plan cannot be closed yet"


class Exited(PlanFact):
    """What the three kinds of exit have in common."""

    exit_class: ExitClass

    def apply(self, plan: Plan) -> None:
        plan.exit = Exit(self.exit_class, getattr(self, "subsidy_kind", None))
        plan.ended_on = self.occurred_on


class ExitedToWork(Exited):
    TOPIC = "planning.ExitedToWork"
    subsidy_kind: SubsidyKind | None


class ExitedToStudies(Exited):
    TOPIC = "planning.ExitedToStudies"


class ExitedOtherwise(Exited):
    TOPIC = "planning.ExitedOtherwise"


class RecordExit(LeadingCommand, path="exit", sv="Avsluta", en="Record the exit"):
    """Closes the plan and interrupts its current activities; 409 lists every blocker at once."""

    exit_class: ExitClass
    subsidy_kind: SubsidyKind | None = None

    def decide(self, plan: Plan) -> None:
        to, on = Exit(self.exit_class, self.subsidy_kind), self.occurred_on
        plan.require_open_on(on)
        if blockers := self._blockers(plan, to):
            raise ExitBlocked(blockers=blockers)
        notice_deadline(plan, on)
        interrupt_all(plan, on)
        if to.is_to_work:
            plan.record(ExitedToWork, on, exit_class=to.exit_class, subsidy_kind=to.subsidy_kind)
        else:
            plan.record(
                ExitedToStudies if to.is_to_studies else ExitedOtherwise, on, exit_class=to.exit_class
            )
        take_back_miss(plan)

    def _blockers(self, plan: Plan, to: Exit) -> list[str]:
        """Every blocker of this exit on this day, as codes (P-17)."""
        blockers = []
        if in_force(plan.tracks, self.occurred_on) is Track.HEALTH and (to.is_to_work or to.is_to_studies):
            blockers.append("health_track_not_followed_up")
        if any(activity.begins_on > self.occurred_on for activity in plan.current_activities):
            blockers.append("activity_starts_after_exit")
        return blockers
