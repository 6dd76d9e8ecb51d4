"""The steering service as data: what it accepts and publishes. It reads no topic."""

from collections.abc import Sequence

from fastapi import APIRouter

from chassis.decisions.work import Handlers, handlers_of
from chassis.http.verbs import routes_of
from chassis.service.service import Service
from chassis.settings.environment import BadConfiguration, Port, Settings
from chassis.settings.programmes import BadProgramme, load_programmes
from samplan.contracts.codes import Agency
from steering import questions
from steering.commands import COMMANDS
from steering.publishing import publish
from steering.rules import IndicatorRow, SteeringOffice

NAME = "steering"
SECTIONS = (IndicatorRow,)


class SteeringSettings(Settings):
    agency: Agency = Agency.FINSAM
    port: Port = 8006


def _office(settings: Settings) -> SteeringOffice:
    try:
        programmes = load_programmes(settings.programmes_dir, *SECTIONS)
    except BadProgramme as error:
        raise BadConfiguration(f"PROGRAMMES_DIR: {error}") from None
    return SteeringOffice(programmes=programmes, keeper=settings.agency)


def _routers(_: Settings) -> Sequence[APIRouter]:
    derived = (routes_of(resource, COMMANDS) for resource in questions.RESOURCES)
    return (*questions.ROUTERS, *derived)


def _handlers(settings: Settings) -> Handlers:
    return handlers_of(COMMANDS, _office(settings))


SERVICE = Service(
    name=NAME,
    title="Samplan: steering",
    description="What the steering group has decided about a programme, its targets and its figures.",
    settings=SteeringSettings,
    routers=_routers,
    opens=_office,
    handlers=_handlers,
    translate=publish,
    scopes=("steering:read", "steering:write", "steering:decide"),
    programme_sections=SECTIONS,
    projections=questions.PROJECTIONS,
    migrations=questions.MIGRATIONS,
)
