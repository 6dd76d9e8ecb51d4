"""One consent over HTTP."""

from fastapi import Response

from chassis.http.commands import view_response
from chassis.http.dependencies import TheApplication, TheSettings
from chassis.http.verbs import Resource
from consent.access import ConsentId, Reader, Writer
from consent.consent import Consent, ConsentCommand
from consent.forms import TYPES
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
    """An agency that the consent does not name gets 404."""
    with application.reading() as work:
        shown = work.load(
            Consent, consent_id, if_shown=lambda consent: consent.is_open_to(caller.agency, settings.agency)
        )
        return view_response(shown, ConsentView.of)
