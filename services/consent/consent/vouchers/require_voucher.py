from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.domain import Refused
from chassis.decisions.voucher import NotAVoucher, Voucher, proof_of
from consent.consent import Office
from consent.consent.refusals import NoConsentRule, ProgrammeNotRunning
from consent.parties.parties import terms_on
from consent.register.referral_keepers import keeper_of
from samplan.contracts.codes import Agency
from samplan.privacy.personnummer import Personnummer

PROOF = frozenset({"voucher"})
"""What proves a request and expires: a retry sends another one, and is the same request."""

UNREAD = UUID(int=0)


class VoucherRefused(Refused):
    """One answer to a forged, expired or foreign voucher: none says which referrals and persons exist."""

    code = "voucher_refused"
    status = 403
    title: ClassVar[str] = "The voucher is not for this request: fetch a new one where the referral is kept"


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What a request says of a referral. A refusal sends no number, a cover names no programme."""

    referral_id: UUID
    by: Agency
    on: date
    personnummer: Personnummer | None = None
    programme: str | None = None


def require_voucher(token: str, claim: Claim, work: Records, office: Office) -> Voucher:
    """The voucher that bears the claim out. Raises VoucherRefused, after the same work whatever is wrong."""
    try:
        voucher = office.vouchers.read(token)
    except NotAVoucher:
        _proof(claim, UNREAD)
        raise VoucherRefused from None
    proved = _proof(claim, voucher.id) in (None, voucher.number)
    if not (proved and _fits(voucher, claim) and _keeps_the_intake(voucher, claim.on, work, office)):
        raise VoucherRefused
    if keeper_of(voucher.referral_id, work, otherwise=voucher.keeper) != voucher.keeper:
        raise VoucherRefused
    return voucher


def _proof(claim: Claim, voucher_id: UUID) -> str | None:
    return None if claim.personnummer is None else proof_of(claim.personnummer, voucher_id)


def _fits(voucher: Voucher, claim: Claim) -> bool:
    return (
        voucher.referral_id == claim.referral_id
        and claim.programme in (None, voucher.programme)
        and claim.by in (voucher.referrer, voucher.keeper)
    )


def _keeps_the_intake(voucher: Voucher, on: date, work: Records, office: Office) -> bool:
    """Only a party of the programme keeps its referrals, and only a party refers to it."""
    try:
        parties = terms_on(voucher.programme, on, work, office).agencies
    except (NoConsentRule, ProgrammeNotRunning):
        return False
    return {voucher.keeper, voucher.referrer} <= parties
