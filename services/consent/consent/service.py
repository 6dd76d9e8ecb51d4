"""The consent service as data: what it accepts, announces and reacts to."""

from collections.abc import Sequence
from datetime import date

from fastapi import APIRouter

from chassis.decisions.work import Application, Handlers
from chassis.service.key_store import open_vault
from chassis.service.service import Service
from chassis.settings.environment import BadConfiguration, Port, Settings
from chassis.settings.programmes import BadProgramme, load_programmes
from consent.api import consent_refusals, consents, number_replacements, participant_lookups
from consent.application import handlers
from consent.commands import ExpireConsents
from consent.policies import POLICIES, RECLAIMS
from consent.publishing import publish
from consent.queries import known_referrals, register, replaced_participants
from consent.queries.identities import Identities
from consent.rules import ConsentRule
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency

NAME = "consent"


class ConsentSettings(Settings):
    agency: Agency = Agency.FINSAM
    port: Port = 8002


def _routers(_: Settings) -> Sequence[APIRouter]:
    return (consents.router, consent_refusals.router, participant_lookups.router, number_replacements.router)


def _handlers(settings: Settings) -> Handlers:
    try:
        programmes = load_programmes(settings.programmes_dir, ConsentRule)
    except BadProgramme as error:
        raise BadConfiguration(f"PROGRAMMES_DIR: {error}") from None
    return handlers(programmes, Identities(*open_vault(settings, NAME)), settings.agency)


def _tick(_: Database, application: Application, as_of: date) -> int:
    """How many consents expired."""
    expired: int = application.execute(ExpireConsents(as_of=as_of))
    return expired


SERVICE = Service(
    name=NAME,
    title="Samplan: consent",
    description="Who may know what about whom, and until when.",
    settings=ConsentSettings,
    routers=_routers,
    handlers=_handlers,
    translate=publish,
    policies=POLICIES,
    scopes=("consent:read", "consent:write"),
    programme_sections=(ConsentRule,),
    reads=("referral",),
    migrations=(*register.MIGRATIONS, *replaced_participants.MIGRATIONS, *known_referrals.MIGRATIONS),
    reclaims=RECLAIMS,
    tick=_tick,
    has_vault=True,
)
