"""The planning service as data: what it accepts, publishes and reacts to."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from fastapi import APIRouter

from chassis.decisions.disclosure_checks import own_logs
from chassis.decisions.erasures import due_erasures
from chassis.decisions.work import Application, Handlers, handlers_of
from chassis.http.verbs import routes_of
from chassis.service.delivers import Delivers
from chassis.service.key_store import open_vault
from chassis.service.service import Answers, Service
from chassis.settings.environment import Agencies, BadConfiguration, Port, Settings
from chassis.settings.programmes import BadProgramme, Programmes, load_programmes
from chassis.settings.sign_in import SignInSettings
from planning import questions, read_models
from planning.clock.notice_missed_deadlines import NoticeMissedDeadlines
from planning.commands import COMMANDS
from planning.cv_shares.steps import ExpireCvShares
from planning.delivering.concern import concern_of
from planning.disclosing.disclosures import DisclosureMade
from planning.ending.conclude_exits import ConcludeExits
from planning.erasing.carry_out_erasure import CarryOutErasure
from planning.mapping_templates.template_rows import Templates, load_templates
from planning.obstacles.recheck_obstacles import RecheckObstacles
from planning.plan.circle_today import PLAN
from planning.policies import POLICIES
from planning.policies.when_card_is_bad_refuse_it import when_card_is_bad_refuse_it
from planning.publishing import publish, rejections_to
from planning.rules import SECTIONS, PlanningRules
from planning.sharing.earlier_facts import EARLIER_FACTS
from planning.vault.vaulted_words import VaultedWords
from samplan.bus.reading.catch_up import require_caught_up
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency
from samplan.privacy.circle.parked import recalled
from samplan.privacy.circle.reading_again import read_again_what_was_missed

NAME = "planning"


class PlanningSettings(SignInSettings):
    agency: Agency = Agency.AF
    port: Port = 8003
    card_senders: Agencies = ()
    """The agencies whose own systems send activity cards: their topics are read, and they are answered."""
    delivers_to: Agencies = ()
    """The agencies whose own systems are told what the circle lets them know."""


def _recipients(settings: Settings) -> Sequence[Agency]:
    return settings.delivers_to if isinstance(settings, PlanningSettings) else ()


def _routers(_: Settings) -> Sequence[APIRouter]:
    return (*questions.ROUTERS, *(routes_of(resource, COMMANDS) for resource in questions.RESOURCES))


def _card_senders(settings: Settings) -> Sequence[Agency]:
    return settings.card_senders if isinstance(settings, PlanningSettings) else ()


def _load(directory: Path) -> tuple[Programmes, Templates]:
    programmes = load_programmes(directory, *SECTIONS)
    return programmes, load_templates(directory, programmes)


def _handlers(settings: Settings) -> Handlers:
    try:
        programmes, templates = _load(settings.programmes_dir)
    except BadProgramme as error:
        raise BadConfiguration(f"PROGRAMMES_DIR: {error}") from None
    vault, _ = open_vault(settings, NAME)
    office = PlanningRules(
        programmes=programmes, keeper=settings.agency, words=VaultedWords(vault), templates=templates
    )
    return handlers_of(COMMANDS, office)


def _tick(database: Database, application: Application, as_of: date) -> int:
    """How much was due by the date. Raises StillCatchingUp: a published miss is final."""
    with application.reading() as work:
        due = due_erasures(work)
    for erasure_id in due:  # each in a transaction of its own: what is carried out is recorded
        application.execute(CarryOutErasure(erasure_id=erasure_id, as_of=as_of))
    require_caught_up(database)
    late: int = application.execute(NoticeMissedDeadlines(as_of=as_of))
    left: int = application.execute(ConcludeExits(as_of=as_of))
    ended: int = application.execute(ExpireCvShares(as_of=as_of))
    again: int = application.execute(RecheckObstacles(as_of=as_of))
    return len(due) + late + left + ended + again


SERVICE = Service(
    name=NAME,
    title="Samplan: planning",
    description="One coordinated plan per participant, in which several agencies own their parts.",
    settings=PlanningSettings,
    routers=_routers,
    handlers=_handlers,
    translate=publish,
    beside=lambda settings: [rejections_to(agency) for agency in _card_senders(settings)],
    delivers=Delivers(recipients=_recipients, resource=PLAN, concern=concern_of),
    earlier_facts=EARLIER_FACTS,
    policies=POLICIES,
    answers=Answers(channel="cards", senders=_card_senders, commands=when_card_is_bad_refuse_it),
    recall=recalled,
    scopes=("planning:read", "planning:write"),
    programme_sections=SECTIONS,
    check_programmes=_load,
    reads=("referral", "consent"),
    before_reading=read_again_what_was_missed,
    projections=read_models.PROJECTIONS,
    migrations=read_models.MIGRATIONS,
    tick=_tick,
    check_disclosures=own_logs(DisclosureMade),
    has_vault=True,
)
