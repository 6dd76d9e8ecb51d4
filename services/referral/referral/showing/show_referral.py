"""One referral over HTTP. Another agency's referral is 404, never 403 (R-14)."""

from fastapi import Response

from chassis.http.commands import view_response
from chassis.http.dependencies import TheApplication
from chassis.http.verbs import Resource
from referral.access import Reader, ReferralId, Writer
from referral.office.command import ReferralCommand
from referral.showing.read_referral import ReadReferral
from referral.showing.referral_view import OpenedReferralView, ReferralView
from referral.showing.types import TYPES

REFERRALS = Resource(
    commands=ReferralCommand,
    path="/v1/referrals/{referralId}",
    tag="referrals",
    writer=Writer,
    view=ReferralView,
    answer="The referral as it now is",
    version="The record's version",
    types=TYPES,
)


def show_referral(referral_id: ReferralId, caller: Reader, application: TheApplication) -> Response:
    opened = application.execute(ReadReferral(referral_id=referral_id, by=caller.agency))
    return view_response(opened.referral, lambda _: OpenedReferralView.of(opened))
