"""The ends of a referral over HTTP (R-08, R-13): each for a coded reason, words stay here."""

from fastapi import APIRouter, Response

from referral.api.access import REFERRAL, ReferralId, Writer
from referral.api.end_forms import DeclineDecision, RoutingDecision
from referral.api.forms import Decision
from referral.api.views import ReferralView
from referral.commands import DeclineReferral, EnterInError, RouteReferral, WithdrawReferral

router = APIRouter(prefix="/v1/referrals/{referralId}", tags=["the end of a referral"])


@router.post("/decline", summary="Avsluta utan inskrivning · Decline", responses=REFERRAL)
def decline_referral(referral_id: ReferralId, form: DeclineDecision, writer: Writer) -> Response:
    asked = DeclineReferral(
        referral_id=referral_id, by=writer.caller.agency, on=form.occurred_on, **form.because()
    )
    return writer.change(asked, referral_id, ReferralView.of)


@router.post("/withdrawal", summary="Dra tillbaka remissen · Withdraw the referral", responses=REFERRAL)
def withdraw_referral(referral_id: ReferralId, form: DeclineDecision, writer: Writer) -> Response:
    """By the agency that referred."""
    asked = WithdrawReferral(
        referral_id=referral_id, by=writer.caller.agency, on=form.occurred_on, **form.because()
    )
    return writer.change(asked, referral_id, ReferralView.of)


@router.post("/routing", summary="Slussa vidare remissen · Route the referral onward", responses=REFERRAL)
def route_referral(referral_id: ReferralId, form: RoutingDecision, writer: Writer) -> Response:
    """To another programme, with its form. `routedTo` is the new referral, which is linked to this one."""
    asked = RouteReferral(
        referral_id=referral_id,
        by=writer.caller.agency,
        on=form.occurred_on,
        programme=form.programme,
        **form.because(),
    )
    return writer.change(asked, referral_id, ReferralView.of)


@router.post("/error-entry", summary="Felregistrerad · Entered in error", responses=REFERRAL)
def enter_in_error(referral_id: ReferralId, form: Decision, writer: Writer) -> Response:
    """It was about the wrong person: its personal fields are erased at once, and receivers are told."""
    asked = EnterInError(referral_id=referral_id, by=writer.caller.agency, on=form.occurred_on)
    return writer.change(asked, referral_id, ReferralView.of)
