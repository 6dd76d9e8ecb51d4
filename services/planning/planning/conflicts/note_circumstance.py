from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from chassis.decisions.commands import Command, PlannedDate, Records
from chassis.decisions.domain import Refused
from planning.conflicts.circumstances import CircumstanceNoted, Circumstances, CircumstancesOpened, Noted
from planning.dates.period import EndsBeforeItStarts
from planning.office import Office
from planning.office.beside import plan_to_work_in
from planning.office.planned import Circumstance
from samplan.contracts.codes import Agency

MOST_HOURS = 60


class HoursDoNotFit(Refused):
    code = "hours_do_not_fit"
    status = 422
    title: ClassVar[str] = "State hoursAWeek, from 0 to 60, with manages_hours_a_week and with no other one"


@dataclass(frozen=True)
class OwnNotes:
    """As the agency that notes sees them. `noted`: empty in the answer to a command, which is stored."""

    circumstances: Circumstances
    by: Agency
    noted: list[Noted]

    @property
    def id(self) -> UUID:
        return self.circumstances.id

    @property
    def version(self) -> int:
        """Of its own notes: it tells of no other's."""
        return sum(one.by == self.by for one in self.circumstances.facts)


class NoteCircumstance(
    Command[Office], path="", sv="Notera en omständighet", en="Note a circumstance", versioned=False
):
    """What the rules of a programme ask of the participant. The agency alone sees its notes.

    It holds from `occurredOn` through `until`, or until further notice. The latest note by date counts.
    """

    plan_id: UUID
    by: Agency
    occurred_on: date
    circumstance: Circumstance
    until: PlannedDate | None = None
    hours_a_week: int | None = None

    def carry_out(self, work: Records, office: Office) -> OwnNotes:
        """Raises EndsBeforeItStarts or HoursDoNotFit."""
        self._require_whole()
        plan = plan_to_work_in(self.plan_id, self.by, work, office)
        record = Circumstances.id_of(plan.id)
        circumstances = work.find(Circumstances, record) or work.add(
            Circumstances.begin(CircumstancesOpened, record, plan_id=plan.id)
        )
        words: dict[str, Any] = {"circumstance": self.circumstance.value}
        if self.hours_a_week is not None:
            words["hours_a_week"] = self.hours_a_week
        circumstances.trigger_event(
            CircumstanceNoted,
            sealed=office.words.seal(plan.participant_id, words, record=record),
            by=self.by,
            until=self.until,
            occurred_on=self.occurred_on,
        )
        return OwnNotes(circumstances, self.by, noted=[])

    def _require_whole(self) -> None:
        if self.until is not None and self.until < self.occurred_on:
            raise EndsBeforeItStarts
        states_hours = self.circumstance is Circumstance.MANAGES_HOURS_A_WEEK
        if states_hours != (self.hours_a_week is not None) or not 0 <= (self.hours_a_week or 0) <= MOST_HOURS:
            raise HoursDoNotFit
