"""Every question that this service answers, and the read models behind the answers."""

from dataclasses import replace

from fastapi import APIRouter, Depends, Response

from chassis.decisions.projections import Projections
from chassis.http.catch_up import only_when_caught_up
from chassis.http.guessing import GuardedLookup
from consent.circle.matrix_view import show_circle, show_permission
from consent.circle_versions import table as circle_versions
from consent.emergency import emergencies
from consent.emergency.emergency_view import EMERGENCIES, NEW_EMERGENCIES, list_to_tell, show_emergency
from consent.erasing import erasures, unacknowledged
from consent.erasing.erasure_view import ERASURES, NEW_ERASURES, show_erasure
from consent.erasing.erasures_not_acknowledged import list_unacknowledged_erasures
from consent.erasing.erasures_to_assess import list_erasures_to_assess
from consent.error_entry import known_referrals
from consent.expiring.consents_ending_soon import list_consents_ending_soon
from consent.granting.grant_consent import GrantConsent
from consent.holders import silent_holders
from consent.lookups.participant_lookups import look_up_participant
from consent.number_replacements import linked_participants
from consent.papers.form_to_sign import fill_in_form
from consent.papers.log import show_log
from consent.papers.printing.answer import A_PAPER, style_or_font
from consent.papers.receipt import show_receipt
from consent.participant_log import received_disclosures
from consent.participant_log.log_over_http import list_participants_disclosures
from consent.participants import deceased_participants, identities
from consent.participants.participant_view import PARTICIPANT
from consent.parties import parties
from consent.parties.parties_over_http import PARTIES, list_parties
from consent.refusing.refusals_over_http import REFUSALS, show_refusal
from consent.register import referral_keepers
from consent.register import table as register
from consent.replacing.replacements import ONE_REPLACEMENT, REPLACEMENTS, list_replacements
from consent.requesting import open_requests
from consent.requesting.requests_over_http import NEW_REQUESTS, REQUESTS, list_open_requests, show_request
from consent.showing.consent_view import GrantedView
from consent.showing.consents_over_http import CONSENTS, show_consent
from consent.showing.find_consents import find_consents
from consent.showing.holders_view import list_holders, list_unanswered
from consent.showing.new_grants import list_new_grants
from consent.showing.revocation_answers import ANSWERS
from samplan.bus.store.migrations import Migration
from samplan.privacy import disclosure_log

PROJECTIONS: Projections = (
    register.CONSENTS,
    register.COVERED_REFERRALS,
    register.GRANTS,
    open_requests.OPEN_REQUESTS,
    open_requests.GRANTED_REQUESTS,
    open_requests.REFUSED_REQUESTS,
    erasures.ERASURES,
    unacknowledged.UNACKNOWLEDGED,
    emergencies.EMERGENCIES,
    silent_holders.SILENT_HOLDERS,
    parties.PARTIES,
    deceased_participants.DECEASED_PARTICIPANTS,
    linked_participants.LINKED_PARTICIPANTS,
)

MIGRATIONS = (
    Migration("consent-1", (*register.TABLES, *identities.TABLES)),
    *linked_participants.MIGRATIONS,
    *known_referrals.MIGRATIONS,
    *register.MIGRATIONS,
    *circle_versions.MIGRATIONS,
    *parties.MIGRATIONS,
    *deceased_participants.MIGRATIONS,
    *referral_keepers.MIGRATIONS,
    *silent_holders.MIGRATIONS,
    *erasures.MIGRATIONS,
    *unacknowledged.MIGRATIONS,
    *emergencies.MIGRATIONS,
    *disclosure_log.MIGRATIONS,
    *received_disclosures.MIGRATIONS,
    *open_requests.MIGRATIONS,
)

NEW_CONSENTS = replace(
    CONSENTS,
    commands=GrantConsent,
    path="/v1/consents",
    view=GrantedView,
    answer="The consent, without its participant: the answer says nothing about who was known",
)
RESOURCES = (
    NEW_CONSENTS,
    CONSENTS,
    ANSWERS,
    REFUSALS,
    NEW_REQUESTS,
    REQUESTS,
    PARTICIPANT,
    NEW_EMERGENCIES,
    EMERGENCIES,
    NEW_ERASURES,
    ERASURES,
    PARTIES,
    REPLACEMENTS,
    ONE_REPLACEMENT,
)
"""The records that commands are sent to."""

consents = APIRouter(prefix="/v1", tags=["consents"])
consents.get(
    "/consents", dependencies=[Depends(only_when_caught_up)], summary="Gällande samtycken · Consents in force"
)(find_consents)
consents.get(
    "/consents/{consentId}", summary="Visa ett samtycke · Show a consent", responses=CONSENTS.answers()
)(show_consent)
consents.get(
    "/consents/{consentId}/holders", summary="Vem har kvar vad efter återkallelsen · Who still holds what"
)(list_holders)
consents.get("/unanswered-revocations", summary="Obesvarade återkallelser · Unanswered revocations")(
    list_unanswered
)
consents.get("/new-grants", summary="Nya samtycken att bekräfta · New grants to accept")(list_new_grants)
consents.get("/consents-ending-soon", summary="Samtycken som snart upphör · Consents that end soon")(
    list_consents_ending_soon
)
consents.get(
    "/consent-requests", summary="Begärda samtycken som väntar på svar · Requests that wait for an answer"
)(list_open_requests)
consents.get(
    "/consent-requests/{requestId}", summary="Visa en begäran · Show a request", responses=REQUESTS.answers()
)(show_request)
consents.get(
    "/consent-refusals/{consentId}", summary="Visa ett nej · Show a refusal", responses=REFUSALS.answers()
)(show_refusal)

participants = APIRouter(prefix="/v1", tags=["participants"])
lookups = APIRouter(prefix="/v1", tags=["participants"], route_class=GuardedLookup)
lookups.post(
    "/participant-lookups",
    dependencies=[Depends(only_when_caught_up)],
    summary="Slå upp en deltagare · Look up a participant",
)(look_up_participant)
participants.get("/participants/{participantId}/circle", summary="Vem får veta vad · Who may know what")(
    show_circle
)
participants.get(
    "/participants/{participantId}/circle/permission",
    summary="Vem får veta vad, som FHIR Permission · Who may know what, as a FHIR Permission",
)(show_permission)
participants.get(
    "/participants/{participantId}/disclosures",
    summary="Deltagarens logg, som data · The participant's log, as data",
)(list_participants_disclosures)
participants.get(
    "/erasures/{erasureId}", summary="Visa en radering · Show an erasure", responses=ERASURES.answers()
)(show_erasure)
participants.get("/erasures-to-assess", summary="Raderingar att bedöma · Erasures to assess")(
    list_erasures_to_assess
)
participants.get("/unacknowledged-erasures", summary="Obekräftade raderingar · Unacknowledged erasures")(
    list_unacknowledged_erasures
)
participants.get(
    "/emergency-accesses/to-tell", summary="Nödåtkomster att berätta om · Emergency accesses to tell of"
)(list_to_tell)
participants.get(
    "/emergency-accesses/{accessId}",
    summary="Visa en nödåtkomst · Show an emergency access",
    responses=EMERGENCIES.answers(),
)(show_emergency)
participants.get("/number-replacements", summary="Bytta personnummer · Replaced personnummer")(
    list_replacements
)

programmes = APIRouter(prefix="/v1", tags=["parties"])
programmes.get("/parties", summary="Programmens parter · Parties of the programmes")(list_parties)

papers = APIRouter(tags=["papers"])
papers.post(
    "/v1/consent-forms",
    summary="Blankett att skriva under · Form to sign",
    response_class=Response,
    responses=A_PAPER,
)(fill_in_form)
papers.get(
    "/v1/consents/{consentId}/receipt",
    summary="Kvitto på samtycket · Receipt of the consent",
    response_class=Response,
    responses=A_PAPER,
)(show_receipt)
papers.get(
    "/v1/participants/{participantId}/log",
    summary="Deltagarens logg · The participant's log",
    response_class=Response,
    responses=A_PAPER,
)(show_log)
papers.get("/papers/{path:path}", include_in_schema=False)(style_or_font)

ROUTERS = (consents, lookups, participants, programmes, papers)
