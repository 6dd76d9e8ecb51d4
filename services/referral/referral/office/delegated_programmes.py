from chassis.decisions.commands import Command, Records
from referral.office.command import Decider
from referral.office.office import Office
from samplan.contracts.codes import Agency


class DelegatedProgrammes(Command[Office]):
    """The programmes whose decisions are delegated to the caller today (R-06)."""

    by: Agency
    role: str
    scopes: frozenset[str]

    def carry_out(self, _: Records, office: Office) -> frozenset[str]:
        decider = Decider(by=self.by, role=self.role, scopes=self.scopes)
        return frozenset(one for one in office.programme_ids if decider.is_delegate(one, office))
