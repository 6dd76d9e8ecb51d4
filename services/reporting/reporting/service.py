"""The reporting service as data: what it reads, stores and answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from fastapi import APIRouter

from chassis.decisions.disclosure_checks import own_logs
from chassis.decisions.published import Publishing
from chassis.service.service import Service
from chassis.settings.environment import BadConfiguration, Port, Settings
from chassis.settings.programmes import BadProgramme
from chassis.settings.sign_in import SignInSettings
from chassis.store.database import open_database
from reporting import anonymous, changes, status
from reporting.api.internal import internal
from reporting.api.published import published
from reporting.api.releases import releases
from reporting.changes import Watch
from reporting.circle.catching_up import catch_up
from reporting.dashboard import ViewDashboards
from reporting.disclosure_control.views import Views
from reporting.exports.about import Origin
from reporting.facts.verifying import verify_facts
from reporting.journeys.disclosures import DisclosureMade
from reporting.journeys.routes import router as journeys
from reporting.pages.routes import page_routers
from reporting.programmes import listing
from reporting.programmes.definitions import SECTIONS, load_definitions
from reporting.projection.projector import Projector
from reporting.schema import MIGRATIONS
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency

NAME = "reporting"
SOURCE = "Samplan: händelser från programmets myndigheter · Samplan: events of the programme's agencies"


class ReportingSettings(SignInSettings):
    agency: Agency = Agency.FINSAM
    port: Port = 8004
    fictitious_data: Literal["on", "off"] = "off"
    """When on, every page and file says that its figures are made up."""


@dataclass(frozen=True)
class Opened:
    """What the routes read. Readers have connections of their own, and each process one watch."""

    views: Views
    dashboards: ViewDashboards
    watch: Watch
    origin: Origin


def _open(settings: Settings) -> Opened:
    try:
        programmes = load_definitions(settings.programmes_dir)
    except BadProgramme as error:
        raise BadConfiguration(f"PROGRAMMES_DIR: {error}") from None
    views = Views(open_database(settings.store_url(NAME)), programmes)
    origin = Origin(source=SOURCE, fictitious=_is_fictitious(settings))
    return Opened(views, ViewDashboards(views, settings.agency), Watch(views.database), origin)


def _is_fictitious(settings: Settings) -> bool:
    return cast("ReportingSettings", settings).fictitious_data == "on"


def _routers(settings: Settings) -> Sequence[APIRouter]:
    return (
        listing.router,
        status.router,
        anonymous.router,
        published(),
        releases(),
        journeys,
        internal(),
        changes.router,
        *page_routers(fictitious=_is_fictitious(settings)),
    )


def _consumer(_settings: Settings, database: Database) -> Projector:
    catch_up(database)
    return Projector()


SERVICE = Service(
    name=NAME,
    title="Samplan: reporting",
    description="The cross-agency view, built from events alone; it publishes what it has disclosed of it.",
    settings=ReportingSettings,
    routers=_routers,
    opens=_open,
    translate=Publishing(),
    consumer=_consumer,
    scopes=("reporting:internal",),
    programme_sections=SECTIONS,
    check_programmes=load_definitions,
    reads=("referral", "referral-statistics", "consent", "planning", "steering"),
    answers_from_topics=True,
    migrations=MIGRATIONS,
    digest_checks={"facts": verify_facts},
    check_disclosures=own_logs(DisclosureMade),
)
