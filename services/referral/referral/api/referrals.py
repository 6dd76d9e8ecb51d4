"""One referral over HTTP. Another agency's referral is 404, never 403 (R-14)."""

from fastapi import APIRouter, Depends, Request, Response

from chassis.decisions.work import Application
from chassis.http.catch_up import only_when_caught_up
from chassis.http.commands import view_response
from chassis.http.problems import Problem
from referral.api.access import CREATED, ETAG, REFERRAL, Reader, ReferralId, Writer
from referral.api.forms import (
    Decision,
    EnrolmentDecision,
    ReturnDecision,
    SupplementedForm,
)
from referral.api.views import OpenedReferralView, ReferralView
from referral.commands import (
    AssessEligibility,
    EnrolParticipant,
    ReadReferral,
    ReturnReferral,
    SubmitReferral,
    SupplementReferral,
)
from referral.form.completeness import CompleteForm, FormHasGaps, complete
from referral.form.fields import Form

submissions = APIRouter(prefix="/v1/referrals", tags=["referrals"])
router = APIRouter(prefix="/v1/referrals/{referralId}", tags=["referrals"])


@submissions.post(
    "",
    status_code=201,
    summary="Lämna en remiss · Submit a referral",
    responses=CREATED,
)
def submit_referral(form: Form, writer: Writer) -> Response:
    """As the calling agency. Every gap of the form is named in one answer, 422."""
    asked = SubmitReferral(by=writer.caller.agency, form=_complete(form))
    return writer.create(asked, ReferralView.of, lambda made: f"/v1/referrals/{made.id}")


@router.get(
    "",
    summary="Visa en remiss · Show a referral",
    responses={
        200: {"model": OpenedReferralView, "description": "With its personal fields", "headers": ETAG}
    },
)
def show_referral(referral_id: ReferralId, caller: Reader, request: Request) -> Response:
    application: Application = request.app.state.application
    opened = application.execute(ReadReferral(referral_id=referral_id, by=caller.agency))
    return view_response(opened.referral, lambda _: OpenedReferralView.of(opened))


@router.post("/return", summary="Återsänd för komplettering · Return to the referrer", responses=REFERRAL)
def return_referral(referral_id: ReferralId, form: ReturnDecision, writer: Writer) -> Response:
    """By the keeper, with all that the form lacks. The referral keeps its id and waits for a supplement."""
    asked = ReturnReferral(
        referral_id=referral_id, by=writer.caller.agency, on=form.occurred_on, gaps=form.found()
    )
    return writer.change(asked, referral_id, ReferralView.of)


@router.post("/supplement", summary="Komplettera remissen · Supplement the referral", responses=REFERRAL)
def supplement_referral(referral_id: ReferralId, form: SupplementedForm, writer: Writer) -> Response:
    """The whole form anew, about the same person, programme and date. Every gap is named in one answer."""
    asked = SupplementReferral(
        referral_id=referral_id,
        by=writer.caller.agency,
        on=form.occurred_on,
        form=_complete(form.form),
    )
    return writer.change(asked, referral_id, ReferralView.of)


@router.post(
    "/eligibility-assessment",
    summary="Pröva mot kriterierna · Assess eligibility",
    responses=REFERRAL,
)
def assess_eligibility(referral_id: ReferralId, form: Decision, writer: Writer) -> Response:
    """By the policy in force on the referral date; the answer holds the trace of the rule."""
    asked = AssessEligibility(referral_id=referral_id, by=writer.caller.agency, on=form.occurred_on)
    return writer.change(asked, referral_id, ReferralView.of)


@router.post(
    "/enrolment",
    dependencies=[Depends(only_when_caught_up)],
    summary="Skriv in deltagaren · Enrol the participant",
    responses=REFERRAL,
)
def enrol_participant(referral_id: ReferralId, form: EnrolmentDecision, writer: Writer) -> Response:
    """409 `consent_not_in_force` names the agencies in `missing` that no consent in force covers.

    503 `catching_up` while the end of a consent may not have been heard yet: send it again.
    """
    asked = EnrolParticipant(
        referral_id=referral_id, by=writer.caller.agency, on=form.occurred_on, mode=form.mode
    )
    return writer.change(asked, referral_id, ReferralView.of)


def _complete(form: Form) -> CompleteForm:
    try:
        return complete(form)
    except FormHasGaps as lacking:
        raise Problem(422, "incomplete_referral", errors=lacking.gaps) from None
