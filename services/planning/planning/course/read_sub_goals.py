from collections.abc import Sequence
from dataclasses import dataclass

from chassis.decisions.commands import Records
from planning.office import Office, SeenPlan
from planning.plan.sub_goals import Assessment
from planning.showing.disclose_plan import Disclosing


@dataclass(frozen=True)
class SeenSubGoals(SeenPlan):
    """Each assessment with its words, None where there are none or the participant is erased."""

    assessments: Sequence[tuple[Assessment, str | None]] = ()


class ReadSubGoals(Disclosing):
    """The sub-goals in words. Checked and logged as the plan itself."""

    def carry_out(self, work: Records, office: Office) -> SeenSubGoals:
        seen = super().carry_out(work, office)
        shown = seen.plan.course.sub_goals if seen.is_whole else ()
        opened = [(one, _words(one, seen, office)) for one in shown]
        return SeenSubGoals(seen.plan, self.by, self.purpose, assessments=opened)


def _words(one: Assessment, seen: SeenPlan, office: Office) -> str | None:
    opened = office.words.open(one.sealed, record=seen.plan.id) if one.sealed else None
    return opened["words"] if opened else None
