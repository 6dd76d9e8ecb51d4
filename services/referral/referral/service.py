"""The referral service as data: what it accepts, announces and reacts to."""

from collections.abc import Sequence
from datetime import date

from fastapi import APIRouter

from chassis.decisions.erasures import due_erasures
from chassis.decisions.work import Application, Handlers, handlers_of
from chassis.http.verbs import routes_of
from chassis.service.delivers import Delivers
from chassis.service.key_store import open_vault
from chassis.service.service import Service
from chassis.settings.environment import Agencies, BadConfiguration, Port, Settings
from chassis.settings.programmes import BadProgramme
from referral import questions
from referral.capacity.capacities import CAPACITY
from referral.commands import COMMANDS
from referral.consents.earlier_facts import EARLIER_FACTS
from referral.consents.form_access import FORM
from referral.counting.count_anonymously import CountAnonymously
from referral.delivering.concern import concern_of
from referral.disclosures.check_logs import check_logs
from referral.drafts.discard_draft import DiscardOldDrafts
from referral.drafts.drafts_over_http import DRAFT, NEW_DRAFT, SUBMISSION
from referral.enrolment.enrolling import ENROLMENT
from referral.erasure.carry_out_erasure import CarryOutErasure
from referral.pauses.list_pauses import NEW_PAUSE, PAUSE
from referral.persons.vaulted import VaultedPersons
from referral.policies import POLICIES
from referral.publishing import STATISTICS, publish
from referral.replacements.list_replacements import NEW_REPLACEMENT, REPLACEMENT
from referral.rules import SECTIONS, IntakeOffice, load_rules
from referral.showing.show_referral import REFERRALS
from referral.study_visits.note_overdue_visits import NoteOverdueVisits
from referral.study_visits.remind_of_study_visits import RemindOfStudyVisits
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency
from samplan.privacy.circle.parked import recalled
from samplan.privacy.circle.reading_again import read_again_what_was_missed

NAME = "referral"
RESOURCES = (
    NEW_DRAFT,
    DRAFT,
    SUBMISSION,
    REFERRALS,
    ENROLMENT,
    NEW_PAUSE,
    PAUSE,
    NEW_REPLACEMENT,
    REPLACEMENT,
    CAPACITY,
)


class ReferralSettings(Settings):
    agency: Agency = Agency.MALMO_IFO
    port: Port = 8001
    delivers_to: Agencies = ()
    """The agencies whose own systems are told what the circle lets them know."""


def _recipients(settings: Settings) -> Sequence[Agency]:
    return settings.delivers_to if isinstance(settings, ReferralSettings) else ()


def _routers(_: Settings) -> Sequence[APIRouter]:
    return (
        questions.eligibility,
        questions.of_drafts,
        questions.referral,
        *(routes_of(resource, COMMANDS) for resource in RESOURCES),
        questions.closed_loop,
        questions.rounds,
        questions.disclosures,
        questions.lists,
    )


def _handlers(settings: Settings) -> Handlers:
    try:
        programmes, areas = load_rules(settings.programmes_dir)
    except BadProgramme as error:
        raise BadConfiguration(f"PROGRAMMES_DIR: {error}") from None
    office = IntakeOffice(
        keeper=settings.agency,
        programmes=programmes,
        areas=areas,
        persons=VaultedPersons(*open_vault(settings, NAME)),
    )
    return handlers_of(COMMANDS, office)


def _tick(_: Database, application: Application, as_of: date) -> int:
    """How much was due by the date."""
    with application.reading() as work:
        due = due_erasures(work)
    for erasure_id in due:  # each in a transaction of its own: what is carried out is recorded
        application.execute(CarryOutErasure(erasure_id=erasure_id, as_of=as_of))
    commands = (DiscardOldDrafts, RemindOfStudyVisits, NoteOverdueVisits, CountAnonymously)
    others: int = sum(application.execute(command(as_of=as_of)) for command in commands)
    return len(due) + others


SERVICE = Service(
    name=NAME,
    title="Samplan: referral",
    description="From the referral form to enrolment: eligibility, the intake meeting, the decision.",
    settings=ReferralSettings,
    scopes=("referral:read", "referral:write", "referral:decide"),
    programme_sections=SECTIONS,
    check_programmes=load_rules,
    routers=_routers,
    handlers=_handlers,
    translate=publish,
    beside=lambda _: (STATISTICS,),
    delivers=Delivers(recipients=_recipients, resource=FORM, concern=concern_of),
    earlier_facts=EARLIER_FACTS,
    policies=POLICIES,
    recall=recalled,
    reads=("consent", "planning"),
    before_reading=read_again_what_was_missed,
    projections=questions.PROJECTIONS,
    migrations=questions.MIGRATIONS,
    tick=_tick,
    check_disclosures=check_logs,
    has_vault=True,
    signs=True,
)
