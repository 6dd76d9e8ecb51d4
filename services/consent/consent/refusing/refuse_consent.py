from dataclasses import field
from datetime import date
from uuid import UUID, uuid4

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import Aggregate, Created
from consent.consent import Office
from consent.consent.terms import VoucherToken
from consent.vouchers.require_voucher import PROOF, Claim, require_voucher
from samplan.contracts.codes import Agency


class ConsentRefused(Created):
    """Never published: beside the counts of a programme it would tell who refused (C-02)."""

    TOPIC = "consent.ConsentRefused"
    referral_id: UUID
    recorded_by: Agency
    occurred_on: date

    @property
    def is_withheld(self) -> bool:
        """Its contract event stays, for those that services before 0.2 have published."""
        return True


class RefusedConsent(Aggregate):
    """Holds a referral and a day. It blocks nothing, and no participant id is issued for it."""

    TOPIC = "consent.RefusedConsent"

    def __init__(self, *, referral_id: UUID, recorded_by: Agency, occurred_on: date) -> None:
        self.referral_id = referral_id
        self.recorded_by = recorded_by
        self.refused_on = occurred_on


class RefuseConsent(
    Command[Office],
    path="",
    sv="Notera att samtycke inte lämnas",
    en="Record a refusal",
    creates=True,
):
    """Counted without an identity: no personnummer is sent. It blocks no service at the agency itself."""

    RENEWED = PROOF

    consent_id: UUID = field(default_factory=uuid4)
    voucher: VoucherToken
    referral_id: UUID
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> RefusedConsent:
        claim = Claim(referral_id=self.referral_id, by=self.by, on=self.occurred_on)
        require_voucher(self.voucher, claim, work, office)
        return work.add(self.decide())

    def decide(self) -> RefusedConsent:
        return RefusedConsent.begin(
            ConsentRefused,
            self.consent_id,
            referral_id=self.referral_id,
            recorded_by=self.by,
            occurred_on=self.occurred_on,
        )
