from dataclasses import field
from datetime import date
from uuid import UUID, uuid4

from chassis.decisions.commands import Command, Records, ShortText
from planning.employers.employer import Employer, EmployerRegistered, SeenEmployer
from planning.office import Office
from samplan.contracts.codes import Agency


class RegisterEmployer(
    Command[Office], path="", sv="Lägg upp en arbetsgivare", en="Register an employer", creates=True
):
    """By a party to the programme, which owns the record. The name and the contact person are sealed."""

    employer_id: UUID = field(default_factory=uuid4)
    programme: ShortText
    name: ShortText
    contact_person: ShortText | None = None
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> SeenEmployer:
        """Raises NoPlanningRule or NotAParty."""
        office.require_party(self.programme, self.by)
        words = {"name": self.name, "contactPerson": self.contact_person}
        employer = Employer.begin(
            EmployerRegistered,
            self.employer_id,
            programme=self.programme,
            agency=self.by,
            sealed=office.words.seal(self.employer_id, words, record=self.employer_id),
            occurred_on=self.occurred_on,
        )
        return SeenEmployer(work.add(employer))
