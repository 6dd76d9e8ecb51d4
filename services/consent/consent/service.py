"""The consent service as data: what it accepts, publishes and reacts to."""

from collections.abc import Sequence
from datetime import date

from fastapi import APIRouter

from chassis.decisions.published import Publishing
from chassis.decisions.work import Application, Handlers, handlers_of
from chassis.http.verbs import routes_of
from chassis.service.key_store import open_vault
from chassis.service.peer_keys import open_peer_keys
from chassis.service.service import Service
from chassis.service.vouchers import VoucherReader
from chassis.settings.environment import BadConfiguration, Port, Settings
from chassis.settings.programmes import BadProgramme, load_programmes
from consent import questions
from consent.changing.narrow_after_departures import NarrowAfterDepartures
from consent.commands import COMMANDS
from consent.erasing.execute_erasures import ExecuteErasures
from consent.erasing.note_unacknowledged import NoteUnacknowledged
from consent.erasing.unacknowledged import count_late as count_late_erasures
from consent.expiring.expire_consents import ExpireConsents
from consent.holders.note_silence import NoteSilence
from consent.holders.silent_holders import count_late
from consent.participant_log.check_logs import check_logs
from consent.participants.blocks import blocked_agencies
from consent.participants.identities import BlindIdentities
from consent.policies import POLICIES, RECLAIMS
from consent.rules import ConsentOffice, ConsentRule, PlanKeeper
from samplan.bus.observe.telemetry import UNACKNOWLEDGED_ERASURES, UNANSWERED_REVOCATIONS
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency

NAME = "consent"
SECTIONS = (ConsentRule, PlanKeeper)
REFERRALS_KEPT_BY = "referral"
"""The services that sign vouchers."""


class ConsentSettings(Settings):
    agency: Agency = Agency.FINSAM
    port: Port = 8002


def _routers(_: Settings) -> Sequence[APIRouter]:
    derived = (routes_of(resource, COMMANDS) for resource in questions.RESOURCES)
    return (*questions.ROUTERS, *derived)


def _handlers(settings: Settings) -> Handlers:
    try:
        programmes = load_programmes(settings.programmes_dir, *SECTIONS)
    except BadProgramme as error:
        raise BadConfiguration(f"PROGRAMMES_DIR: {error}") from None
    office = ConsentOffice(
        programmes=programmes,
        identities=BlindIdentities(*open_vault(settings, NAME)),
        vouchers=VoucherReader(open_peer_keys(settings, REFERRALS_KEPT_BY)),
        blocked=blocked_agencies,
        keeper=settings.agency,
    )
    return handlers_of(COMMANDS, office)


def _tick(_: Database, application: Application, as_of: date) -> int:
    """Returns how many consents expired, were narrowed, or wait for a late answer; and erasures."""
    expired: int = application.execute(ExpireConsents(as_of=as_of))
    narrowed: int = application.execute(NarrowAfterDepartures(as_of=as_of))
    silent: int = application.execute(NoteSilence(as_of=as_of))
    erased: int = application.execute(ExecuteErasures(as_of=as_of))
    late: int = application.execute(NoteUnacknowledged(as_of=as_of))
    return expired + narrowed + silent + erased + late


def _measure(application: Application) -> None:
    with application.reading() as work:
        UNANSWERED_REVOCATIONS.set(count_late(work))
        UNACKNOWLEDGED_ERASURES.set(count_late_erasures(work))


SERVICE = Service(
    name=NAME,
    title="Samplan: consent",
    description="Who may know what about whom, and until when.",
    settings=ConsentSettings,
    routers=_routers,
    handlers=_handlers,
    translate=Publishing(),
    policies=POLICIES,
    scopes=("consent:read", "consent:write"),
    programme_sections=SECTIONS,
    reads=("referral", "planning", "reporting"),
    verifies=(REFERRALS_KEPT_BY,),
    projections=questions.PROJECTIONS,
    migrations=questions.MIGRATIONS,
    reclaims=RECLAIMS,
    tick=_tick,
    check_disclosures=check_logs,
    measure=_measure,
    has_vault=True,
)
