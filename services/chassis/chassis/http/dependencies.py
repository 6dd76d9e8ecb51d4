"""Typed dependencies of routes. Only this module reads them from `app.state`."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request

from chassis.decisions.work import Application
from chassis.settings.environment import Settings
from samplan.bus.store.transactions import Database


def application_of(request: Request) -> Application:
    return cast(Application, request.app.state.application)


def database_of(request: Request) -> Database:
    return cast(Database, request.app.state.database)


def settings_of(request: Request) -> Settings:
    return cast(Settings, request.app.state.settings)


# `async`, since FastAPI would run a plain function in a thread.
async def _application(request: Request) -> Application:
    return application_of(request)


async def _database(request: Request) -> Database:
    return database_of(request)


async def _settings(request: Request) -> Settings:
    return settings_of(request)


TheApplication = Annotated[Application, Depends(_application)]
"""The service's commands and aggregates."""

Store = Annotated[Database, Depends(_database)]
"""The service's read models."""

TheSettings = Annotated[Settings, Depends(_settings)]
"""The service's settings, including the agency that runs it."""
