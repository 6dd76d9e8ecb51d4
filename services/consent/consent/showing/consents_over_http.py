"""One consent over HTTP."""

from fastapi import Response

from chassis.http.commands import view_response
from chassis.http.dependencies import LookingUp
from chassis.http.verbs import Resource
from consent.access import ConsentId, Reader, Writer
from consent.consent import ConsentCommand
from consent.forms import TYPES
from consent.showing.consent_view import ConsentView
from consent.showing.show_consent import ShowConsent

CONSENTS = Resource(
    commands=ConsentCommand,
    path="/v1/consents/{consentId}",
    tag="consents",
    writer=Writer,
    view=ConsentView,
    answer="The consent as it now is",
    version="The consent's version",
    place=lambda consent: f"/v1/consents/{consent.id}",
    types=TYPES,
)


def show_consent(consent_id: ConsentId, caller: Reader, look_up: LookingUp) -> Response:
    """Names those that may know; to the keeper of consents all. An agency that is not named gets 404."""
    return view_response(look_up(ShowConsent(consent_id=consent_id, by=caller.agency)), ConsentView.of)
