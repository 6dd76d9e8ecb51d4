"""Everything this service can be asked, and the read models that it answers from."""

from fastapi import APIRouter

from chassis.decisions import erasures
from chassis.decisions.projections import Projections
from referral.capacity import capacities
from referral.capacity.waiting_referrals import list_waiting_referrals
from referral.closed_loop import known_plans, plan_feed
from referral.closed_loop.feed_over_http import read_feed
from referral.closed_loop.receivers_over_http import list_receivers
from referral.consents import referral_consents
from referral.counting import uncounted
from referral.disclosures import earlier_log
from referral.disclosures.disclosures_over_http import disclose_form, list_disclosures
from referral.disclosures.open_referral_over_http import show_referral
from referral.disclosures.participants import PARTICIPANTS
from referral.drafts import drafts
from referral.drafts.draft_views import OpenedDraftView
from referral.drafts.drafts_over_http import DRAFT, NEW_DRAFT, list_own_drafts, show_draft
from referral.eligibility.eligibility_check import check_eligibility
from referral.erasure.referral_erasure import DUE_ERASURES
from referral.feed import referral_feed
from referral.lists.intake_meetings import list_intake_meetings
from referral.lists.own_referrals import list_own_referrals
from referral.lists.stale_referrals import list_stale_referrals
from referral.meetings.booking import book_intake_meeting, rebook_intake_meeting
from referral.pauses import pauses
from referral.pauses.list_pauses import list_pauses
from referral.persons import tables as persons
from referral.persons.open_referrals import OPEN_REFERRALS
from referral.persons.person_referrals import PERSON_REFERRALS
from referral.register import table as register
from referral.replacements.list_replacements import list_replacements
from referral.replacements.replacements import REPLACEMENTS
from referral.rounds import intake_rounds
from referral.rounds.round_counts import list_rounds, show_round
from referral.rounds.round_rows import BODY
from referral.rounds.round_view import RoundView
from referral.rounds.rounds_over_http import hold_intake_round
from referral.showing.referral_view import OpenedReferralView, ReferralView
from referral.showing.show_referral import REFERRALS
from referral.study_visits import study_visits
from referral.study_visits.list_study_visits import list_study_visits
from referral.submitting.submission import submit_referral
from referral.vouchers.vouchers_over_http import issue_voucher
from samplan.bus.store.migrations import Migration
from samplan.privacy import disclosure_log as chain
from samplan.privacy.circle import circles
from samplan.privacy.deliveries import tables as deliveries

PROJECTIONS: Projections = (
    register.REGISTER,
    PERSON_REFERRALS,
    OPEN_REFERRALS,
    drafts.DRAFTS,
    study_visits.STUDY_VISITS,
    uncounted.UNCOUNTED,
    uncounted.COUNTED,
    referral_feed.FEED,
    plan_feed.PLAN_FEED,
    capacities.CAPACITIES,
    pauses.PAUSES,
    PARTICIPANTS,
    REPLACEMENTS,
    DUE_ERASURES,
)

MIGRATIONS = (
    persons.FIRST,
    Migration("cases-1", (*register.TABLE, referral_consents.TABLE)),
    *register.LATER,
    *persons.AFTER_THE_REGISTER,
    *drafts.MIGRATIONS,
    *study_visits.MIGRATIONS,
    *uncounted.MIGRATIONS,
    *referral_feed.MIGRATIONS,
    *known_plans.MIGRATIONS,
    *plan_feed.MIGRATIONS,
    *capacities.MIGRATIONS,
    *pauses.MIGRATIONS,
    *intake_rounds.MIGRATIONS,
    *earlier_log.MIGRATIONS,
    *referral_consents.MIGRATIONS,
    *circles.MIGRATIONS,
    *chain.MIGRATIONS,
    *erasures.MIGRATIONS,
    deliveries.MIGRATION,
)

_ETAG = REFERRALS.answers()[200]["headers"]

eligibility = APIRouter(prefix="/v1", tags=["eligibility"])
eligibility.post("/eligibility-checks", summary="Provpröva mot kriterierna · Try the criteria")(
    check_eligibility
)

referral = APIRouter(tags=["referrals"])
referral.post(
    "/v1/referrals",
    status_code=201,
    summary="Lämna en remiss · Submit a referral",
    responses={201: {"model": ReferralView, "description": "The referral", "headers": _ETAG}},
)(submit_referral)
referral.get(
    REFERRALS.path,
    summary="Visa en remiss · Show a referral",
    responses={
        200: {"model": OpenedReferralView, "description": "With its personal fields", "headers": _ETAG}
    },
)(show_referral)
referral.post(
    f"{REFERRALS.path}/intake-meeting",
    summary="Boka inskrivningssamtal · Book the intake meeting",
    responses=REFERRALS.answers(),
)(book_intake_meeting)
referral.post(
    f"{REFERRALS.path}/intake-meeting/rebooking",
    summary="Boka om inskrivningssamtalet · Rebook the intake meeting",
    responses=REFERRALS.answers(),
)(rebook_intake_meeting)
referral.post(f"{REFERRALS.path}/voucher", summary="Intyg till samtyckestjänsten · Voucher for a consent")(
    issue_voucher
)

referral.get(
    f"{REFERRALS.path}/receivers",
    summary="Vem har sett den senaste ändringen · Who has seen the last change",
)(list_receivers)

of_drafts = APIRouter(tags=["drafts"])
of_drafts.get(NEW_DRAFT.path, summary="Egna utkast · Own drafts")(list_own_drafts)
of_drafts.get(
    DRAFT.path,
    summary="Visa ett utkast · Show a draft",
    responses={
        200: {"model": OpenedDraftView, "description": "With every gap that is left", "headers": _ETAG}
    },
)(show_draft)

closed_loop = APIRouter(prefix="/v1", tags=["closed loop"])
closed_loop.get("/referral-feed", summary="Återkoppling om egna remisser · What became of own referrals")(
    read_feed
)
closed_loop.get("/stale-referrals", summary="Remisser utan åtgärd · Referrals left alone")(
    list_stale_referrals
)

rounds = APIRouter(prefix="/v1/intake-rounds", tags=["rounds"])
rounds.post(
    "",
    status_code=201,
    summary="Ta in en omgång remisser · Submit a round of referrals",
    responses={201: {"model": RoundView, "description": "The round", "headers": _ETAG}},
    openapi_extra=BODY,
)(hold_intake_round)
rounds.get("", summary="Intagsomgångar · Rounds of intake")(list_rounds)
rounds.get("/{roundId}", summary="Visa en intagsomgång · Show a round of intake")(show_round)

disclosures = APIRouter(prefix="/v1/participants/{participantId}/disclosures", tags=["disclosures"])
disclosures.post(
    "",
    summary="Begär ut uppgifter · Ask for the personal fields",
)(disclose_form)
disclosures.get("", summary="Till vem uppgifter har lämnats ut · To whom something was disclosed")(
    list_disclosures
)

lists = APIRouter(prefix="/v1", tags=["lists"])
lists.get("/intake-pauses", summary="Intagsstopp · Pauses of the intake")(list_pauses)
lists.get("/number-replacements", summary="Bytta personnummer · Replaced personnummer")(list_replacements)
lists.get("/capacities", summary="Lediga platser · Free places")(capacities.list_capacities)
lists.get("/study-visits", summary="Pågående studiebesök · Running study visits")(list_study_visits)
lists.get("/referrals", summary="Egna remisser · Own referrals")(list_own_referrals)
lists.get("/waiting-referrals", summary="Remisser som väntar · Waiting referrals")(list_waiting_referrals)
lists.get("/intake-meetings", summary="Bokade inskrivningssamtal · Booked intake meetings")(
    list_intake_meetings
)
