"""The steps of one referral over HTTP."""

from chassis.http.verbs import Resource
from referral.access import Writer
from referral.office.command import ReferralCommand
from referral.showing.referral_view import ReferralView
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
