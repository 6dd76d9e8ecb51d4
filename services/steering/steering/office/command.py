"""What all commands have in common: a person of an agency of the programme gives them, in a role."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chassis.decisions.commands import Command
from chassis.decisions.persons import Person, require_person
from samplan.contracts.codes import Agency
from samplan.contracts.codes.steering import SteeringRole
from steering.office.office import Office


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Who acts and in which role. The person is stored and never published."""

    person: Person
    role: SteeringRole

    @property
    def stored(self) -> Mapping[str, str]:
        """The person, as a fact stores them."""
        return {"issuer": self.person.issuer, "subject": self.person.subject}


class SteeringCommand(Command[Office]):
    by: Agency
    role: str
    person: Person | None
    programmes: frozenset[str] | None
    occurred_on: date

    def signature(self, programme: str, office: Office) -> Signature:
        """Raises PersonNeeded, UnknownProgramme or NotYourProgramme."""
        person = require_person(self.person)
        office.require_party(programme, self.by, self.programmes)
        return Signature(person=person, role=SteeringRole(self.role))
