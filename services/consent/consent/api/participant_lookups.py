"""From a personnummer to a participant id: a disclosure, recorded before it is answered."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from chassis.decisions.clock import today
from chassis.decisions.work import Application
from chassis.http.auth import Caller, scope
from chassis.http.catch_up import only_when_caught_up
from consent.api.forms import LookUp
from consent.api.views import ParticipantFound
from consent.commands import LookUpParticipant

router = APIRouter(prefix="/v1/participant-lookups", tags=["participants"])


@router.post(
    "", dependencies=[Depends(only_when_caught_up)], summary="Slå upp en deltagare · Look up a participant"
)
def look_up_participant(
    form: LookUp,
    caller: Annotated[Caller, Depends(scope("consent:read"))],
    request: Request,
) -> ParticipantFound:
    """For an agency named in a consent in force today for that purpose; any other gets 404 for whomever.

    503 `catching_up` while it may not have been heard yet that a referral was of the wrong person.
    It takes no Idempotency-Key: an answer kept for a key would outlive the consent.
    """
    application: Application = request.app.state.application
    asked = LookUpParticipant(
        personnummer=form.personnummer,
        purpose=form.purpose,
        by=caller.agency,
        on=today(),
    )
    return ParticipantFound.of(application.execute(asked))
