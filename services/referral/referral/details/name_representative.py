from datetime import date

from chassis.decisions.commands import Records
from referral.case.referral import Referral, ReferralFact
from referral.case.sealed_change import SealedChange
from referral.form.asked import Representative
from referral.office.command import ReferralCommand
from referral.office.office import Office
from samplan.contracts.codes import Agency


class RepresentativeNamed(ReferralFact, private=True):
    """`sealed`: who represents the person from that day on; None when the representation has ended."""

    TOPIC = "referral.RepresentativeNamed"
    by: Agency
    sealed: str | None

    def apply(self, referral: Referral) -> None:
        change = SealedChange(on=self.occurred_on, by=self.by, sealed=self.sealed)
        referral.representatives = (*referral.representatives, change)


def name_representative(referral: Referral, sealed: str | None, by: Agency, on: date) -> None:
    """At any time, also after enrolment and after the end."""
    referral.record(RepresentativeNamed, on, by=by, sealed=sealed)


class NameRepresentative(
    ReferralCommand, path="representative", sv="Ange ställföreträdare", en="Name the representative"
):
    """By the agency that referred or by the keeper, at any time; null: the representation has ended."""

    representative: Representative | None

    def carry_out(self, work: Records, office: Office) -> Referral:
        referral, named = self.referral_in(work, office), self.representative
        sealed = office.persons.seal(referral.person, named, referral.id) if named else None
        name_representative(referral, sealed, self.by, self.occurred_on)
        return referral
