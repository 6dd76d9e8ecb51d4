"""Consents that were asked for and refused."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response

from chassis.decisions.work import Application
from chassis.http.auth import Caller, scope
from chassis.http.commands import Commander, command, view_response
from chassis.http.fields import Id
from consent.api.forms import Refusal
from consent.api.views import RefusedConsentView
from consent.commands import RefuseConsent
from consent.domain.refusals import ConsentNotFound
from consent.domain.refused_consent import RefusedConsent

router = APIRouter(prefix="/v1/consent-refusals", tags=["consents"])


@router.post(
    "",
    status_code=201,
    summary="Notera att samtycke inte lämnas · Record a refusal",
    responses={201: {"model": RefusedConsentView, "description": "The refusal as it was recorded"}},
)
def refuse_consent(
    form: Refusal, writer: Annotated[Commander, Depends(command("consent:write"))]
) -> Response:
    """Counted, of nobody: no personnummer is asked for. It blocks no service at the agency itself."""
    asked = RefuseConsent(referral_id=form.referral_id, by=writer.caller.agency, on=form.occurred_on)
    return writer.create(asked, RefusedConsentView.of, lambda made: f"/v1/consent-refusals/{made.id}")


@router.get(
    "/{consentId}",
    summary="Visa ett nej · Show a refusal",
    responses={200: {"model": RefusedConsentView, "description": "The refusal as it was recorded"}},
)
def show_refusal(
    consent_id: Annotated[Id, Path(alias="consentId")],
    caller: Annotated[Caller, Depends(scope("consent:read"))],
    request: Request,
) -> Response:
    """Only the agency that recorded it is shown it."""
    application: Application = request.app.state.application
    with application.reading() as work:
        refused = work.load(RefusedConsent, consent_id)
    if refused.recorded_by != caller.agency:
        raise ConsentNotFound
    return view_response(refused, RefusedConsentView.of)
