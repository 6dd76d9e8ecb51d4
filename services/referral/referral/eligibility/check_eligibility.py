from chassis.decisions.commands import Command, Records
from referral.case.trace import Trace
from referral.criteria.criteria import Facts
from referral.office.office import Office


class CheckEligibility(Command[Office]):
    """A dry run: what an assessment would say of these facts. Nothing is stored."""

    programme: str
    facts: Facts

    def carry_out(self, work: Records, office: Office) -> Trace:
        office.require_programme(self.programme)
        return office.assess(self.programme, self.facts)
