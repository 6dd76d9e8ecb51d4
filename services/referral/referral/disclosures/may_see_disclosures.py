from uuid import UUID

from chassis.decisions.commands import Command, Records
from referral.disclosures.participants import referrals_of
from referral.office.command import may_see
from referral.office.office import Office
from samplan.contracts.codes import Agency


class MaySeeDisclosures(Command[Office]):
    """The keeper may, and the agencies that referred the participant."""

    participant_id: UUID
    by: Agency

    def carry_out(self, work: Records, office: Office) -> bool:
        referrals = referrals_of(self.participant_id, work)
        return any(may_see(referral_id, self.by, work, office) for referral_id in referrals)
