from collections.abc import Mapping
from dataclasses import dataclass, field

from chassis.decisions.commands import Records
from planning.office import Office, SeenPlan
from planning.plan.goals import Goal
from planning.showing.disclose_plan import Disclosing


@dataclass(frozen=True)
class SeenGoals(SeenPlan):
    """`words`: by what is sealed; without those of a participant who is erased."""

    goals: tuple[Goal, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    def opened(self, sealed: str | None) -> str | None:
        return self.words.get(sealed) if sealed else None


class ReadGoals(Disclosing):
    """The goals in words. Checked and logged as the plan itself."""

    def carry_out(self, work: Records, office: Office) -> SeenGoals:
        seen = super().carry_out(work, office)
        goals = tuple(seen.plan.course.goals.values()) if seen.is_whole else ()
        assessed = [one.sealed for goal in goals for one in goal.assessments]
        sealed = [one for one in (*(goal.sealed for goal in goals), *assessed) if one]
        opened = {one: office.words.open(one, record=seen.plan.id) for one in sealed}
        words = {one: text["words"] for one, text in opened.items() if text}
        return SeenGoals(seen.plan, self.by, self.purpose, goals=goals, words=words)
