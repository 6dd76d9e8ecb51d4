"""Every question that this service answers, and the read models behind the answers."""

from dataclasses import replace

from fastapi import APIRouter, Depends

from chassis.decisions.projections import Projections
from chassis.http.catch_up import only_when_caught_up
from consent.error_entry import known_referrals
from consent.granting.grant_consent import GrantConsent
from consent.lookups.participant_lookups import look_up_participant
from consent.number_replacements import linked_participants
from consent.number_replacements.replacements import ONE_REPLACEMENT, REPLACEMENTS, list_replacements
from consent.participants import identities
from consent.refusing.show_refusal import REFUSALS, show_refusal
from consent.register import table as register
from consent.register.consents_in_force import find_consents
from consent.showing.show_consent import CONSENTS, show_consent
from samplan.bus.store.migrations import Migration

PROJECTIONS: Projections = (
    register.CONSENTS,
    register.COVERED_REFERRALS,
    linked_participants.LINKED_PARTICIPANTS,
)

MIGRATIONS = (
    Migration("consent-1", (*register.TABLES, *identities.TABLES)),
    *linked_participants.MIGRATIONS,
    *known_referrals.MIGRATIONS,
)

NEW_CONSENTS = replace(CONSENTS, commands=GrantConsent, path="/v1/consents")
RESOURCES = (NEW_CONSENTS, CONSENTS, REFUSALS, REPLACEMENTS, ONE_REPLACEMENT)
"""The records that commands are sent to."""

consents = APIRouter(prefix="/v1", tags=["consents"])
consents.get(
    "/consents", dependencies=[Depends(only_when_caught_up)], summary="Gällande samtycken · Consents in force"
)(find_consents)
consents.get(
    "/consents/{consentId}", summary="Visa ett samtycke · Show a consent", responses=CONSENTS.answers()
)(show_consent)
consents.get(
    "/consent-refusals/{consentId}", summary="Visa ett nej · Show a refusal", responses=REFUSALS.answers()
)(show_refusal)

participants = APIRouter(prefix="/v1", tags=["participants"])
participants.post(
    "/participant-lookups",
    dependencies=[Depends(only_when_caught_up)],
    summary="Slå upp en deltagare · Look up a participant",
)(look_up_participant)
participants.get("/number-replacements", summary="Bytta personnummer · Replaced personnummer")(
    list_replacements
)
