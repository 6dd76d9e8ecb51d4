"""Every question that this service answers, and the read models behind the answers."""

from fastapi import APIRouter

from chassis.decisions.projections import Projections
from steering.definitions import definitions_of_programme
from steering.definitions.definitions_over_http import (
    DECISIONS_ON_DEFINITIONS,
    DEFINITIONS,
    NEW_DEFINITIONS,
    list_definitions,
    show_definition,
)
from steering.targets import targets_of_programme
from steering.targets.targets_over_http import (
    DECISIONS_ON_TARGETS,
    NEW_TARGETS,
    TARGETS,
    list_targets,
    show_target,
)

PROJECTIONS: Projections = (targets_of_programme.TARGETS, definitions_of_programme.DEFINITIONS)
MIGRATIONS = (*targets_of_programme.MIGRATIONS, *definitions_of_programme.MIGRATIONS)
RESOURCES = (
    NEW_TARGETS,
    TARGETS,
    DECISIONS_ON_TARGETS,
    NEW_DEFINITIONS,
    DEFINITIONS,
    DECISIONS_ON_DEFINITIONS,
)
"""The records that commands are sent to."""

targets = APIRouter(prefix="/v1", tags=["targets"])
targets.get("/targets", summary="Insatsens mål · Targets of a programme")(list_targets)
targets.get("/targets/{targetId}", summary="Visa ett mål · Show a target", responses=TARGETS.answers())(
    show_target
)

definitions = APIRouter(prefix="/v1", tags=["definitions"])
definitions.get("/definitions", summary="Insatsens definitioner · Definitions of a programme")(
    list_definitions
)
definitions.get(
    "/definitions/{definitionId}",
    summary="Visa en definition · Show a definition",
    responses=DEFINITIONS.answers(),
)(show_definition)

ROUTERS = (targets, definitions)
