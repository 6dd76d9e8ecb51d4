"""Lets people sign in to a service whose settings name an OpenID provider."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter

from chassis.http.sessions import Sessions, SignedCookies
from chassis.http.sign_in.ends import SessionEnds
from chassis.http.sign_in.provider import Provider
from chassis.http.sign_in.routes import WAY_BACK, sign_in_routes
from chassis.service.key_store import open_session_key
from chassis.service.service import Service
from chassis.settings.environment import Settings
from chassis.settings.sign_in import SignInSettings
from samplan.bus.store.transactions import Database
from samplan.privacy.vault import BlindIndex

MINUTE = 60


@dataclass(frozen=True)
class SignIn:
    sessions: Sessions
    routes: APIRouter


def session_ends(service: Service, settings: SignInSettings, database: Database) -> SessionEnds:
    """Raises BadConfiguration."""
    blind = BlindIndex(open_session_key(settings, service).derived("ends"))
    return SessionEnds(database, blind, settings.session_minutes * MINUTE)


def open_sign_in(service: Service, settings: Settings, database: Database) -> SignIn | None:
    """None for a service without pages, and without OIDC_ISSUER. Raises BadConfiguration."""
    if not isinstance(settings, SignInSettings) or not settings.oidc_issuer:
        return None
    key = open_session_key(settings, service)
    cookies = SignedCookies(key.material, secure=not settings.is_development)
    ends = session_ends(service, settings, database)
    sessions = Sessions(cookies, frozenset(service.scopes), settings.session_minutes * MINUTE, ends)
    secret = settings.oidc_secret_file
    provider = Provider(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        secret=secret.read_text(encoding="utf-8").strip() if secret else None,
        own_address=settings.public_url,
        way_back=WAY_BACK,
    )
    return SignIn(sessions, sign_in_routes(provider, cookies, sessions))
