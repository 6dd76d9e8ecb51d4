"""Consents: granted, extended to another referral, revoked, and shown to the agencies they name."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from chassis.decisions.clock import today
from chassis.decisions.work import Application
from chassis.http.auth import Caller, scope
from chassis.http.catch_up import only_when_caught_up
from chassis.http.commands import Commander, command, view_response
from chassis.http.fields import Id, LocalDate
from chassis.http.problems import Problem
from consent.api.forms import Cover, Grant, Revocation
from consent.api.views import ConsentInForce, ConsentView
from consent.commands import CoverReferral, GrantConsent, RevokeConsent
from consent.domain.consent import Consent
from consent.domain.refusals import ConsentNotFound
from consent.queries.consents_in_force import consents_for_participant, consents_for_referral
from consent.queries.register import is_open_to, require_caught_up
from samplan.contracts.codes import RevocationReason

router = APIRouter(prefix="/v1/consents", tags=["consents"])

Reader = Annotated[Caller, Depends(scope("consent:read"))]
Writer = Annotated[Commander, Depends(command("consent:write"))]

ETAG = {"ETag": {"description": "The consent's version", "schema": {"type": "string"}}}
SHOWN: dict[int | str, dict[str, Any]] = {
    200: {"model": ConsentView, "description": "The consent as it now is", "headers": ETAG}
}
RECORDED: dict[int | str, dict[str, Any]] = {
    201: {"model": ConsentView, "description": "The consent as it now is", "headers": ETAG}
}


@router.post("", status_code=201, summary="Lämna samtycke · Grant a consent", responses=RECORDED)
def grant_consent(form: Grant, writer: Writer) -> Response:
    """The first consent of a person makes the participant; a later one finds her.

    Recorded by an agency that the consent names, or by the keeper of consents.
    """
    asked = GrantConsent(
        personnummer=form.personnummer,
        referral_id=form.referral_id,
        programme=form.programme,
        agencies=tuple(form.agencies),
        purpose=form.purpose,
        kind=form.kind,
        valid_until=form.valid_until,
        channel=form.channel,
        language=form.language,
        interpreter=form.interpreter,
        by=writer.caller.agency,
        on=form.occurred_on,
    )
    return writer.create(asked, ConsentView.of, _place)


@router.get("", dependencies=[Depends(only_when_caught_up)], summary="Gällande samtycken · Consents in force")
def find_consents(
    request: Request,
    caller: Reader,
    referral_id: Annotated[Id | None, Query(alias="referralId")] = None,
    participant_id: Annotated[Id | None, Query(alias="participantId")] = None,
    on: Annotated[LocalDate | None, Query()] = None,
) -> list[ConsentInForce]:
    """Those that name the calling agency, of one referral or one participant, on a day (default: today).

    Of a participant whose number was replaced, those given for either of her ids. 503 `catching_up` while it
    may not have been heard yet that a referral was of the wrong person; giving and revoking never wait.
    """
    application: Application = request.app.state.application
    day: date = on or today()
    with application.reading() as work:
        match referral_id, participant_id:
            case UUID(), None:
                found = consents_for_referral(work, caller.agency, referral_id, day)
            case None, UUID():
                found = consents_for_participant(work, caller.agency, participant_id, day)
            case _:
                raise Problem(422, "invalid_request", errors=[{"pointer": "#/query", "code": "one_of_two"}])
        for row in found:
            require_caught_up(UUID(row["consent_id"]), work)
    return [ConsentInForce.of(row) for row in found]


@router.get("/{consentId}", summary="Visa ett samtycke · Show a consent", responses=SHOWN)
def show_consent(
    consent_id: Annotated[Id, Path(alias="consentId")], caller: Reader, request: Request
) -> Response:
    """An agency that the consent does not name gets 404."""
    application: Application = request.app.state.application
    with application.reading() as work:
        is_keeper = caller.agency == request.app.state.settings.agency
        if not is_keeper and not is_open_to(consent_id, caller.agency, work):
            raise ConsentNotFound
        return view_response(work.load(Consent, consent_id), ConsentView.of)


@router.post(
    "/{consentId}/referrals",
    status_code=201,
    summary="Koppla en ny remiss till samtycket · Cover another referral of the participant",
    responses=RECORDED,
)
def cover_referral(
    consent_id: Annotated[Id, Path(alias="consentId")], form: Cover, writer: Writer
) -> Response:
    """A referral that comes while the consent is in force. 404 when the number is not the participant's."""
    asked = CoverReferral(
        consent_id=consent_id,
        personnummer=form.personnummer,
        referral_id=form.referral_id,
        by=writer.caller.agency,
        on=form.occurred_on,
    )
    return writer.create(asked, ConsentView.of, _place)


@router.post("/{consentId}/revocation", summary="Återkalla samtycket · Revoke the consent", responses=SHOWN)
def revoke_consent(
    consent_id: Annotated[Id, Path(alias="consentId")], form: Revocation, writer: Writer
) -> Response:
    """Any time, through any agency that the consent names. The flow stops at once."""
    asked = RevokeConsent(
        consent_id=consent_id,
        reason=RevocationReason.WITHDRAWN,
        by=writer.caller.agency,
        on=form.occurred_on,
    )
    return writer.change(asked, consent_id, ConsentView.of)


def _place(consent: Consent) -> str:
    return f"/v1/consents/{consent.id}"
