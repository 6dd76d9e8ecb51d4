from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.decisions.commands import PlannedDate, Records
from planning.conflicts.circumstances import CircumstanceFact, Circumstances, CircumstancesOpened, Noted
from planning.plan import Office
from planning.plan.beside import BesidePlan
from planning.plan.period import EndsBeforeItStarts
from planning.plan.planned import Circumstance
from samplan.contracts.codes import Agency


class CircumstanceNoted(CircumstanceFact, private=True):
    TOPIC = "planning.CircumstanceNoted"
    circumstance: Circumstance
    by: Agency
    until: date | None
    occurred_on: date

    def apply(self, circumstances: Circumstances) -> None:
        noted = Noted(circumstance=self.circumstance, by=self.by, since=self.occurred_on, until=self.until)
        circumstances.noted = (*circumstances.noted, noted)


@dataclass(frozen=True)
class OwnNotes:
    """As the agency that notes sees them."""

    circumstances: Circumstances
    by: Agency

    @property
    def id(self) -> UUID:
        return self.circumstances.id

    @property
    def version(self) -> int:
        return self.circumstances.version

    @property
    def noted(self) -> list[Noted]:
        return self.circumstances.of(self.by)


class NoteCircumstance(
    BesidePlan, path="", sv="Notera en omständighet", en="Note a circumstance", versioned=False
):
    """What the rules of a programme ask of the participant. The agency alone sees its notes.

    It holds from `occurredOn` through `until`, or until further notice. The latest note by date counts.
    """

    circumstance: Circumstance
    until: PlannedDate | None = None

    def carry_out(self, work: Records, office: Office) -> OwnNotes:
        plan = self.plan(work, office)
        record = Circumstances.id_of(plan.id)
        circumstances = work.find(Circumstances, record) or work.add(
            Circumstances.begin(CircumstancesOpened, record, plan_id=plan.id)
        )
        self.decide(circumstances)
        return OwnNotes(circumstances, self.by)

    def decide(self, circumstances: Circumstances) -> None:
        """Raises EndsBeforeItStarts."""
        if self.until is not None and self.until < self.occurred_on:
            raise EndsBeforeItStarts
        noted = {"circumstance": self.circumstance, "by": self.by, "until": self.until}
        circumstances.trigger_event(CircumstanceNoted, **noted, occurred_on=self.occurred_on)
