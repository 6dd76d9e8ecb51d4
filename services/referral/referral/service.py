"""The referral service as data: what it accepts, announces and reacts to."""

from collections.abc import Sequence
from datetime import date

from fastapi import APIRouter

from chassis.decisions.work import Application, Handlers
from chassis.service.key_store import open_vault
from chassis.service.service import Service
from chassis.settings.environment import BadConfiguration, Port, Settings
from chassis.settings.programmes import BadProgramme
from referral import persons
from referral.api import (
    capacities,
    checks,
    disclosures,
    drafts,
    endings,
    feed,
    lists,
    meetings,
    pauses,
    referrals,
    replacements,
    rounds,
    study_visits,
)
from referral.application import handlers
from referral.application.office import Office
from referral.commands.office import CountAnonymously, DiscardOldDrafts, RemindOfStudyVisits
from referral.policies import POLICIES
from referral.publishing import publish
from referral.queries import capacities as places
from referral.queries import cases, disclosure_log, intake_rounds, uncounted
from referral.queries import drafts as drafts_kept
from referral.queries import feed as feeds
from referral.queries import pauses as pauses_kept
from referral.queries import study_visits as visits_kept
from referral.rules import SECTIONS, load_rules
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency

NAME = "referral"


class ReferralSettings(Settings):
    agency: Agency = Agency.MALMO_IFO
    port: Port = 8001


def _routers(_: Settings) -> Sequence[APIRouter]:
    return (
        checks.router,
        drafts.router,
        referrals.submissions,
        referrals.router,
        meetings.router,
        endings.router,
        study_visits.router,
        feed.router,
        rounds.router,
        pauses.router,
        disclosures.router,
        replacements.router,
        capacities.router,
        lists.router,
    )


def _handlers(settings: Settings) -> Handlers:
    try:
        programmes, areas = load_rules(settings.programmes_dir)
    except BadProgramme as error:
        raise BadConfiguration(f"PROGRAMMES_DIR: {error}") from None
    office = Office(
        keeper=settings.agency,
        programmes=programmes,
        areas=areas,
        persons=persons.Persons(*open_vault(settings, NAME)),
    )
    return handlers(office)


def _tick(_: Database, application: Application, as_of: date) -> int:
    """How much was due by the date."""
    commands = (DiscardOldDrafts, RemindOfStudyVisits, CountAnonymously)
    return sum(application.execute(command(as_of=as_of)) for command in commands)


SERVICE = Service(
    name=NAME,
    title="Samplan: referral",
    description="From the referral form to enrolment: eligibility, the intake meeting, the decision.",
    settings=ReferralSettings,
    routers=_routers,
    handlers=_handlers,
    translate=publish,
    policies=POLICIES,
    scopes=("referral:read", "referral:write"),
    programme_sections=SECTIONS,
    reads=("consent",),
    # Persons' second step reads the cases.
    migrations=(
        persons.MIGRATIONS[0],
        *cases.MIGRATIONS,
        *persons.MIGRATIONS[1:],
        *drafts_kept.MIGRATIONS,
        *visits_kept.MIGRATIONS,
        *uncounted.MIGRATIONS,
        *feeds.MIGRATIONS,
        *places.MIGRATIONS,
        *pauses_kept.MIGRATIONS,
        *intake_rounds.MIGRATIONS,
        *disclosure_log.MIGRATIONS,
    ),
    tick=_tick,
    has_vault=True,
)
