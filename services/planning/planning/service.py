"""The planning service as data: what it accepts, announces and reacts to."""

from collections.abc import Sequence
from datetime import date

from fastapi import APIRouter

from chassis.decisions.work import Application, Handlers
from chassis.service.service import Service
from chassis.settings.environment import BadConfiguration, Port, Settings
from chassis.settings.programmes import BadProgramme, load_programmes
from planning.api import lists, plans
from planning.application import handlers
from planning.commands import NoticeMissedDeadlines
from planning.policies import POLICIES
from planning.publishing import publish
from planning.queries import enrolments, plans_entered_in_error, register
from planning.rules import PlanningRule
from samplan.bus.reading.catch_up import wait_while_behind
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency


class PlanningSettings(Settings):
    agency: Agency = Agency.AF
    port: Port = 8003


def _routers(_: Settings) -> Sequence[APIRouter]:
    return (plans.router, lists.router)


def _handlers(settings: Settings) -> Handlers:
    try:
        programmes = load_programmes(settings.programmes_dir, PlanningRule)
    except BadProgramme as error:
        raise BadConfiguration(f"PROGRAMMES_DIR: {error}") from None
    return handlers(programmes, settings.agency)


def _tick(database: Database, application: Application, as_of: date) -> int:
    """How many plans turned out to be late. Raises StillCatchingUp: a miss once told cannot be taken back."""
    wait_while_behind(database)
    late: int = application.execute(NoticeMissedDeadlines(as_of=as_of))
    return late


SERVICE = Service(
    name="planning",
    title="Samplan: planning",
    description="One coordinated plan per participant, in which several agencies own their parts.",
    settings=PlanningSettings,
    routers=_routers,
    handlers=_handlers,
    translate=publish,
    policies=POLICIES,
    reads=("referral", "consent"),
    migrations=(*register.MIGRATIONS, *enrolments.MIGRATIONS, *plans_entered_in_error.MIGRATIONS),
    tick=_tick,
)
