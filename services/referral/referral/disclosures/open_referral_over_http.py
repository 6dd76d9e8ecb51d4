"""One referral over HTTP. Another agency's referral is 404, never 403 (R-14)."""

from fastapi import Response

from chassis.http.commands import view_response
from chassis.http.dependencies import TheApplication
from referral.access import Reader, ReferralId, decider_of
from referral.disclosures.open_referral import OpenReferral
from referral.showing.referral_view import OpenedReferralView


def show_referral(referral_id: ReferralId, caller: Reader, application: TheApplication) -> Response:
    """To the keeper, another agency's referral is a disclosure, logged for the participant.

    To whom the keeper delegates decisions, it is shown in codes: without form and meeting.
    """
    asked = OpenReferral(referral_id=referral_id, **decider_of(caller))
    opened = application.execute(asked)
    return view_response(opened.referral, lambda _: OpenedReferralView.of(opened))
