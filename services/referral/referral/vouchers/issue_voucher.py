from uuid import UUID, uuid4

from chassis.decisions.commands import Records
from chassis.decisions.domain import Aggregate, Created
from chassis.decisions.voucher import Voucher, proof_of
from referral.case.referral import Referral
from referral.case.refusals import PersonIsErased
from referral.office.command import AboutReferral
from referral.office.office import Office
from samplan.contracts.codes import Agency


class VoucherIssued(Created, private=True):
    """A line of the log: to which agency, for which referral. Neither the number nor the voucher itself."""

    TOPIC = "referral.VoucherIssued"
    referral_id: UUID
    issued_to: Agency
    issued_at: int


class IssuedVoucher(Aggregate):
    """One line of the log of vouchers."""

    TOPIC = "referral.IssuedVoucher"

    def __init__(self, *, referral_id: UUID, issued_to: Agency, issued_at: int) -> None:
        self.referral_id = referral_id
        self.issued_to = issued_to
        self.issued_at = issued_at


class IssueVoucher(AboutReferral):
    """States whom the referral is about. `issued_at`: seconds since 1970."""

    issued_at: int

    def carry_out(self, work: Records, office: Office) -> Voucher:
        """Raises ReferralNotFound for an agency that neither referred nor keeps the intake."""
        referral = self.referral_in(work, office)
        voucher = self._about(referral, office)
        work.add(
            IssuedVoucher.begin(
                VoucherIssued,
                voucher.id,
                referral_id=referral.id,
                issued_to=self.by,
                issued_at=self.issued_at,
            )
        )
        return voucher

    def _about(self, referral: Referral, office: Office) -> Voucher:
        form = office.persons.form_of(referral)
        number = form.participant.personnummer if form else None
        if number is None:
            raise PersonIsErased
        voucher_id = uuid4()
        return Voucher(
            id=voucher_id,
            keeper=office.keeper,
            referrer=referral.referring_agency,
            referral_id=referral.id,
            programme=referral.programme,
            number=proof_of(number, voucher_id),
            is_protected=referral.is_protected,
        )
