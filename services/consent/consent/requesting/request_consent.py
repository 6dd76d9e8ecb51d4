"""An agency asks the participant for a consent, and waits for the answer (C-10)."""

from dataclasses import field
from datetime import date
from typing import ClassVar
from uuid import UUID, uuid4

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import Refused
from consent.consent import Office
from consent.consent.refusals import PurposeNotOfKind
from consent.consent.terms import ProgrammeId, VoucherToken
from consent.error_entry.known_referrals import require_right_person
from consent.parties.parties import terms_on
from consent.requesting.consent_request import ConsentRequest, ConsentRequested, RequestWithdrawn
from consent.requesting.open_requests import open_request_for
from consent.requesting.show_request import request_of
from consent.vouchers.require_voucher import PROOF, Claim, require_voucher
from samplan.contracts.access import purposes_of
from samplan.contracts.codes import Agency, ConsentKind, ConsentPurpose


class ConsentAlreadyRequested(Refused):
    """An open request of the agency asks the same of the same referral; `consentRequestId` points to it."""

    code = "consent_already_requested"
    title: ClassVar[str] = "The consent is requested already: wait for the answer, or withdraw the request"


class RequestConsent(Command[Office], path="", sv="Begär samtycke", en="Request a consent", creates=True):
    """The form is given to the participant. No personnummer is sent, and nothing is published.

    The first grant of that kind and purpose for the referral answers it, if it names the agency, and so does
    a refusal that the agency records. Only the agency that asked sees it.
    """

    RENEWED = PROOF

    request_id: UUID = field(default_factory=uuid4)
    voucher: VoucherToken
    referral_id: UUID
    programme: ProgrammeId
    agencies: tuple[Agency, ...]
    purpose: ConsentPurpose
    kind: ConsentKind
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> ConsentRequest:
        """Raises PurposeNotOfKind, AgencyNotInProgramme, VoucherRefused or ConsentAlreadyRequested."""
        if self.purpose not in purposes_of(self.kind):
            raise PurposeNotOfKind
        terms_on(self.programme, self.occurred_on, work, office).check_agencies(self.agencies)
        claim = Claim(referral_id=self.referral_id, by=self.by, on=self.occurred_on, programme=self.programme)
        require_voucher(self.voucher, claim, work, office)
        require_right_person(self.referral_id, work)
        if known := open_request_for(self.referral_id, self.purpose, self.kind, self.by, work):
            raise ConsentAlreadyRequested(consentRequestId=str(known))
        return work.add(self.decide())

    def decide(self) -> ConsentRequest:
        return ConsentRequest.begin(
            ConsentRequested,
            self.request_id,
            referral_id=self.referral_id,
            programme=self.programme,
            agencies=self.agencies,
            purpose=self.purpose,
            kind=self.kind,
            recorded_by=self.by,
            occurred_on=self.occurred_on,
        )


class WithdrawRequest(
    Command[Office], path="withdrawal", sv="Dra tillbaka begäran", en="Withdraw the request"
):
    """By the agency that asked. Withdrawing again changes nothing."""

    request_id: UUID
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, _: Office) -> ConsentRequest:
        request = request_of(self.by, self.request_id, work)
        if request.withdrawn_on is None:
            request.trigger_event(RequestWithdrawn, occurred_on=self.occurred_on)
        return request
