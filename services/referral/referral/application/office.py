"""The intake office: whose it is, what it works with, and whose cases it opens to whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from chassis.decisions.work import Work
from chassis.settings.programmes import Programmes
from referral.commands import ReadReferral, ReferralCommand
from referral.domain.area import Area
from referral.domain.office_refusals import OnlyTheKeeper
from referral.domain.referral import Referral
from referral.domain.refusals import ReferralNotFound
from referral.persons import Persons
from referral.queries.cases import belongs_to
from samplan.contracts.codes import Agency


@dataclass(frozen=True)
class Office:
    """The intake office: whose it is, the rules it works by, and its files on persons."""

    keeper: Agency
    programmes: Programmes
    areas: Mapping[str, Area]
    persons: Persons

    def may_see(self, referral_id: UUID, by: Agency, work: Work) -> bool:
        """An agency sees its own referrals, the keeper of the intake all that were sent to it (R-14)."""
        return by == self.keeper or belongs_to(referral_id, by, work)

    def check_is_kept_by(self, agency: Agency) -> None:
        """Raises OnlyTheKeeper."""
        if agency != self.keeper:
            raise OnlyTheKeeper


def own_referral(office: Office, command: ReferralCommand | ReadReferral, work: Work) -> Referral:
    """For the agency that made it and the keeper of the intake, else ReferralNotFound (R-14)."""
    # Before the version is looked at: a stale one would tell a stranger that there is a referral.
    if not office.may_see(command.referral_id, command.by, work):
        raise ReferralNotFound
    return work.load(Referral, command.referral_id)
