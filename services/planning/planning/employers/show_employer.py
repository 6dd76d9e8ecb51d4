from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.employers.employer import Employer, SeenEmployer
from planning.office import Office
from samplan.contracts.codes import Agency


class ShowEmployer(Command[Office]):
    """To the agency that registered it and to the keeper, with who it is."""

    employer_id: UUID
    by: Agency

    def carry_out(self, work: Records, office: Office) -> SeenEmployer:
        employer = work.load(
            Employer, self.employer_id, if_shown=lambda one: one.is_shown_to(self.by, office.keeper)
        )
        opened = {
            one.id: office.words.open(one.sealed, record=employer.id) for one in employer.orders.values()
        }
        ordered = {order_id: words["words"] for order_id, words in opened.items() if words}
        return SeenEmployer(employer, office.words.open(employer.sealed, record=employer.id), ordered)
