from typing import ClassVar

from chassis.decisions.commands import Records
from planning.employers.command import EmployerCommand
from planning.employers.employer import Employer, EmployerFact, SeenEmployer
from planning.office import Office


class EmployerRemoved(EmployerFact, private=True):
    """Its name, contact person and words are destroyed; what was coded stays."""

    TOPIC = "planning.EmployerRemoved"

    def apply(self, employer: Employer) -> None:
        employer.removed_on = self.occurred_on


class RemoveEmployer(
    EmployerCommand,
    path="removal",
    sv="Ta bort en arbetsgivares uppgifter",
    en="Remove who an employer is",
    versioned=False,
):
    """Destroys the name, the contact person and all words; the time still counts. Again changes nothing."""

    FOR_REMOVED: ClassVar[bool] = True

    def carry_out(self, work: Records, office: Office) -> SeenEmployer:
        seen = super().carry_out(work, office)
        office.words.erase(self.employer_id)
        return seen

    def decide(self, employer: Employer, sealed: str | None) -> None:
        if employer.removed_on is None:
            employer.trigger_event(EmployerRemoved, occurred_on=self.occurred_on)
