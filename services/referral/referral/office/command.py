"""What all commands upon one referral have in common, and those of the keeper."""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from referral.case.referral import Referral
from referral.case.refusals import ReferralNotFound
from referral.office.office import Office
from referral.office.refusals import OnlyTheKeeper
from referral.register.table import belongs_to, listed_programme_of
from samplan.contracts.codes import Agency

DECIDES = "referral:decide"
"""The scope of a delegate's token."""


def may_see(referral_id: UUID, by: Agency, work: Records, office: Office) -> bool:
    """An agency sees its own referrals, the keeper of the intake all that were sent to it (R-14)."""
    return by == office.keeper or belongs_to(referral_id, by, work)


def require_keeper(by: Agency, office: Office) -> None:
    """Raises OnlyTheKeeper."""
    if by != office.keeper:
        raise OnlyTheKeeper


@dataclass(frozen=True, kw_only=True)
class Decider:
    """Who decides for a programme, as the token says."""

    by: Agency
    role: str
    scopes: frozenset[str]

    def require_decides(self, programme: str, office: Office) -> None:
        """Raises OnlyTheKeeper."""
        if self.by != office.keeper and not self.is_delegate(programme, office):
            raise OnlyTheKeeper

    def is_delegate(self, programme: str, office: Office) -> bool:
        return DECIDES in self.scopes and office.delegates(programme, self.by, self.role)


class AboutReferral(Command[Office]):
    """About one referral, by the agency that made it or by the keeper of the intake."""

    referral_id: UUID
    by: Agency

    def referral_in(self, work: Records, office: Office) -> Referral:
        """Raises ReferralNotFound for any other agency (R-14)."""
        # Before the version is compared: a 412 would disclose to another agency that there is a referral.
        if not may_see(self.referral_id, self.by, work, office):
            raise ReferralNotFound
        return work.load(Referral, self.referral_id)


class ReferralCommand(AboutReferral):
    """A step of one referral, on a day."""

    occurred_on: date


class AboutIntake(AboutReferral):
    """By the keeper of the intake or its delegate: the referrer refers, the programme decides (R-06)."""

    role: str = "system"
    scopes: frozenset[str] = frozenset()

    @property
    def decider(self) -> Decider:
        return Decider(by=self.by, role=self.role, scopes=self.scopes)

    def referral_in(self, work: Records, office: Office) -> Referral:
        """Raises ReferralNotFound, or OnlyTheKeeper for the agency that referred."""
        programme = listed_programme_of(self.referral_id, work)
        if programme and self.decider.is_delegate(programme, office):
            return work.load(Referral, self.referral_id)
        referral = super().referral_in(work, office)
        require_keeper(self.by, office)
        return referral


class IntakeCommand(AboutIntake, ReferralCommand):
    """A step of the intake, on a day."""


class Decision(IntakeCommand):
    """A step of the intake for which the referral itself is enough."""

    def carry_out(self, work: Records, office: Office) -> Referral:
        referral = self.referral_in(work, office)
        self.decide(referral)
        return referral

    @abstractmethod
    def decide(self, referral: Referral) -> None:
        """Refuses, or records what follows."""
