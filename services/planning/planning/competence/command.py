"""What commands on an agency's competence record have in common."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, LongText, Records
from planning.competence.competence import Competence, CompetenceOpened
from planning.office import Office
from planning.office.beside import plan_to_work_in, told
from planning.plan import Plan
from samplan.contracts.codes import Agency


@dataclass(frozen=True)
class OpenCompetence:
    """With its words.

    They are empty once the participant is erased, and in the answer to a command, which is stored.
    """

    competence: Competence
    words: Mapping[str, str]

    @property
    def id(self) -> UUID:
        return self.competence.id

    @property
    def version(self) -> int:
        return self.competence.version


def opened(competence: Competence, office: Office) -> OpenCompetence:
    texts = {name: office.words.open(one, record=competence.id) for name, one in competence.words.items()}
    return OpenCompetence(competence, {name: text["words"] for name, text in texts.items() if text})


class CompetenceCommand(Command[Office]):
    """By an agency in its own record of a plan: it needs no version, as no other one writes there."""

    plan_id: UUID
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> OpenCompetence:
        """Raises NotFound, StillCatchingUp, SharingHasEnded, and what `decide` raises."""
        plan = plan_to_work_in(self.plan_id, self.by, work, office)
        competence = self._record(plan, work)
        text = self.text()
        sealed = text and office.words.seal(plan.participant_id, {"words": text}, record=competence.id)
        self.decide(competence, plan, sealed or None)
        return OpenCompetence(competence, words={})

    def text(self) -> str | None:
        """What is to be sealed."""
        return None

    @abstractmethod
    def decide(self, competence: Competence, plan: Plan, sealed: str | None) -> None:
        """Raises PlanHasEnded or BeforeTheStart."""

    def _record(self, plan: Plan, work: Records) -> Competence:
        record = Competence.id_of(plan.id, self.by)
        members = told(plan, CompetenceOpened, self.occurred_on)
        return work.find(Competence, record) or work.add(
            Competence.begin(CompetenceOpened, record, plan_id=plan.id, agency=self.by, **members)
        )


class WordedCommand(CompetenceCommand):
    """`words` are sealed under the participant's key, and published nowhere."""

    words: LongText | None = None

    def text(self) -> str | None:
        return self.words
