from chassis.decisions.commands import Command, Records
from referral.office.office import Office
from samplan.privacy.personnummer import Personnummer


class ErasePerson(Command[Office]):
    """An operator asks: destroy the keys of the person, under every linked number (R-15)."""

    personnummer: Personnummer

    def carry_out(self, work: Records, office: Office) -> bool:
        """Whether the person was known."""
        everyone = office.persons.forget(self.personnummer, work)
        for person in everyone:
            office.persons.erase(person)
        return bool(everyone)
