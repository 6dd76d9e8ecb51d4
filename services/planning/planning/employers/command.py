"""What all commands on one employer have in common."""

from abc import abstractmethod
from datetime import date
from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.employers.employer import Employer, SeenEmployer
from planning.office import Office
from samplan.contracts.codes import Agency


class EmployerCommand(Command[Office]):
    """By the agency that registered the employer."""

    FOR_REMOVED: ClassVar[bool] = False
    """Whether it is also for an employer whose name is removed."""

    employer_id: UUID
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> SeenEmployer:
        """Raises NotFound, EmployerOfAnother, BeforeTheStart, EmployerIsRemoved, and what `decide` raises."""
        employer = work.load(
            Employer, self.employer_id, if_shown=lambda one: one.is_shown_to(self.by, office.keeper)
        )
        employer.require_owner(self.by)
        employer.require_known_on(self.occurred_on)
        if not self.FOR_REMOVED:
            employer.require_not_erased()
        self.decide(employer, self.sealed(office))
        return SeenEmployer(employer)

    def text(self) -> str | None:
        """What is to be sealed."""
        return None

    def sealed(self, office: Office) -> str | None:
        """Under the employer's own key: no participant is in it."""
        text = self.text()
        return text and office.words.seal(self.employer_id, {"words": text}, record=self.employer_id)

    @abstractmethod
    def decide(self, employer: Employer, sealed: str | None) -> None:
        """Refuses, or records facts."""
