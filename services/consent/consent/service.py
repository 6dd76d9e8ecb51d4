"""The consent service as data: what it accepts and announces. It reacts to nobody."""

from collections.abc import Sequence
from datetime import date

from fastapi import APIRouter

from chassis.database import Database, open_database
from chassis.migrations import migrate
from chassis.programmes import BadProgramme, load_programmes
from chassis.service import Service
from chassis.settings import BadConfiguration, Settings
from chassis.vault import KEY_MIGRATIONS, BlindIndex, SecretKey, UnsafeKey, Vault
from chassis.work import Application, Handlers
from consent.api import consent_refusals, consents, participant_lookups
from consent.application import handlers
from consent.commands import ExpireConsents
from consent.publishing import publish
from consent.queries.identities import Identities
from consent.queries.register import MIGRATIONS
from consent.rules import ConsentRule
from contracts.codes import Agency

NAME = "consent"


class ConsentSettings(Settings):
    agency: Agency = Agency.FINSAM
    port: int = 8002


def _routers(_: Settings) -> Sequence[APIRouter]:
    return (consents.router, consent_refusals.router, participant_lookups.router)


def _handlers(settings: Settings) -> Handlers:
    try:
        programmes = load_programmes(settings.programmes_dir, ConsentRule)
    except BadProgramme as error:
        raise BadConfiguration(f"PROGRAMMES_DIR: {error}") from None
    return handlers(programmes, _identities(settings), settings.agency)


def _identities(settings: Settings) -> Identities:
    keys = open_database(settings.key_store_url(NAME))
    migrate(keys, KEY_MIGRATIONS, event_store=False)
    folder = settings.data_dir / "keys"
    try:
        master = SecretKey.read_or_create(
            settings.master_key_file or folder / f"{settings.agency}-{NAME}.key"
        )
        index = SecretKey.read_or_create(folder / f"{settings.agency}-{NAME}-index.key")
    except UnsafeKey as error:
        raise BadConfiguration(f"MASTER_KEY_FILE: {error}") from None
    return Identities(Vault(keys, master), BlindIndex(index))


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
    migrations=MIGRATIONS,
    tick=_tick,
)
