"""One consent over HTTP."""

from fastapi import Response

from chassis.http.commands import view_response
from chassis.http.dependencies import TheApplication, TheSettings
from chassis.http.verbs import Resource
from consent.access import ConsentId, Reader, Writer
from consent.consent import Consent, ConsentCommand, SeenConsent, hidden_from
from consent.forms import TYPES
from consent.participants.blocks import blocked_agencies
from consent.showing.consent_view import ConsentView

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


def show_consent(
    consent_id: ConsentId, caller: Reader, application: TheApplication, settings: TheSettings
) -> Response:
    """Names those that may know; to the keeper of consents all. An agency that is not named gets 404."""
    with application.reading() as work:
        consent = work.load(
            Consent, consent_id, if_shown=lambda consent: consent.is_open_to(caller.agency, settings.agency)
        )
        blocked = blocked_agencies(consent.participant_id, work)
    seen = SeenConsent(consent, hidden_from(caller.agency, settings.agency, blocked))
    return view_response(seen, ConsentView.of)
