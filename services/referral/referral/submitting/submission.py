"""`POST /v1/referrals`, whose body is the form itself."""

from fastapi import Response

from referral.access import Writer
from referral.form.all_at_once import WholeForm
from referral.form.complete import complete_form
from referral.showing.referral_view import ReferralView, place_of
from referral.submitting.submit_referral import SubmitReferral


def submit_referral(form: WholeForm, writer: Writer) -> Response:
    """As the calling agency. Every gap and every malformed field of the form is named in one answer, 422."""
    asked = SubmitReferral(by=writer.caller.agency, form=complete_form(form))
    return writer.create(asked, ReferralView.of, place_of)
