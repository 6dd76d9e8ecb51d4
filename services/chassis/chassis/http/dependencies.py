"""What the routes of a service need of its process, as typed dependencies.

No service reads `app.state`; of the chassis the edge, sign-in and problems keep and read their own there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, cast

from fastapi import Depends, Request

from chassis.decisions.commands import Command
from chassis.decisions.work import Application
from chassis.http.auth import Caller, SessionReader
from chassis.settings.environment import Settings
from samplan.bus.reading.inbox import Inbox
from samplan.bus.store.transactions import Database
from samplan.privacy.vault import BlindIndex


def application_of(request: Request) -> Application:
    return cast(Application, request.app.state.application)


def database_of(request: Request) -> Database:
    return cast(Database, request.app.state.database)


def settings_of(request: Request) -> Settings:
    return cast(Settings, request.app.state.settings)


def opened_of(request: Request) -> Any:
    """What the service has opened for its own routes."""
    return request.app.state.opened


def blind_of(request: Request) -> BlindIndex:
    return cast(BlindIndex, request.app.state.blind)


def wake_relay_of(request: Request) -> Callable[[], None]:
    return cast("Callable[[], None]", request.app.state.wake_relay)


def signed_in(request: Request) -> tuple[bool, Caller | None]:
    """Whether people can sign in to this service, and who has."""
    sessions = cast("SessionReader | None", request.app.state.sessions)
    return sessions is not None, sessions.caller(request) if sessions else None


# `async`, since FastAPI would run a plain function in a thread.
async def _application(request: Request) -> Application:
    return application_of(request)


async def _database(request: Request) -> Database:
    return database_of(request)


async def _settings(request: Request) -> Settings:
    return settings_of(request)


async def _inbox(request: Request) -> Inbox | None:
    return cast("Inbox | None", request.app.state.inbox)


def _looking_up(application: Annotated[Application, Depends(_application)]) -> Callable[[Command[Any]], Any]:
    def look_up(question: Command[Any]) -> Any:
        with application.reading() as work:
            return application.handle(question, work)

    return look_up


TheApplication = Annotated[Application, Depends(_application)]
"""The service's commands and aggregates."""

LookingUp = Annotated[Callable[[Command[Any]], Any], Depends(_looking_up)]
"""Carries out a question whose answer discloses nothing, so that nothing is written."""

Store = Annotated[Database, Depends(_database)]
"""The service's read models."""

TheSettings = Annotated[Settings, Depends(_settings)]
"""The service's settings, including the agency that runs it."""

TheInbox = Annotated[Inbox | None, Depends(_inbox)]
"""None where another process reads the topics."""
