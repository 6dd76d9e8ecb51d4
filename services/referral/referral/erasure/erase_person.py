from chassis.decisions.commands import Command, Records
from referral.erasure.carry_out_erasure import erase_all
from referral.office.office import Office
from samplan.privacy.personnummer import Personnummer


class ErasePerson(Command[Office]):
    """An operator asks: destroy the keys of the person, under every linked number (R-15)."""

    personnummer: Personnummer

    def carry_out(self, work: Records, office: Office) -> bool:
        """Whether the person was known."""
        everyone = office.persons.known_by(self.personnummer, work)
        erase_all(everyone, work, office)
        return bool(everyone)
