"""A voucher over HTTP. Its answer is not kept for a retry, which gets a voucher of its own."""

import structlog
from pydantic import ConfigDict

from chassis.http.dependencies import TheApplication, TheSettings
from chassis.http.fields import StrictModel, View
from chassis.service.signing_keys import signing_keys
from chassis.service.vouchers import LIFE_SECONDS, sign_voucher
from referral.access import Reader, ReferralId
from referral.vouchers.issue_voucher import IssueVoucher
from samplan.bus.clock import now_utc

log = structlog.get_logger()


class VoucherRequest(StrictModel):
    """Nothing is asked beside the referral in the path."""

    model_config = ConfigDict(json_schema_extra={"examples": [{}]})


class VoucherView(View):
    """`voucher` goes into the body of a grant, a refusal or a cover as it is, and nowhere else."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "voucher": "eyJhbGciOiJFZDI1NTE5In0.eyJqdGkiOiIuLi4ifQ.c2lnbmF0dXJl",
                    "expiresInSeconds": LIFE_SECONDS,
                }
            ]
        }
    )

    voucher: str
    expires_in_seconds: int


def issue_voucher(
    referral_id: ReferralId,
    _: VoucherRequest,
    caller: Reader,
    application: TheApplication,
    settings: TheSettings,
) -> VoucherView:
    """For the agency that referred and for the keeper of the intake; any other gets 404. Each is logged."""
    now = int(now_utc().timestamp())
    voucher = application.execute(IssueVoucher(referral_id=referral_id, by=caller.agency, issued_at=now))
    log.info("voucher_issued", voucher=str(voucher.id), agency=caller.agency.value)
    token = sign_voucher(voucher, signing_keys(settings, "referral"), now)
    return VoucherView(voucher=token, expires_in_seconds=LIFE_SECONDS)
