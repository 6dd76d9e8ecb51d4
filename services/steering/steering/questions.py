"""Every question that this service answers, and the read models behind the answers."""

from fastapi import APIRouter

from chassis.decisions.projections import Projections
from steering.bodies import bodies_over_http
from steering.chains import chains_over_http
from steering.comparisons import comparisons_over_http
from steering.decisions import decisions_over_http
from steering.definitions import definitions_of_programme
from steering.definitions.definitions_over_http import (
    DECISIONS_ON_DEFINITIONS,
    DEFINITIONS,
    NEW_DEFINITIONS,
    list_definitions,
    show_definition,
)
from steering.deviations import deviations_over_http
from steering.risks import risks_over_http
from steering.targets import targets_of_programme
from steering.targets.targets_over_http import (
    DECISIONS_ON_TARGETS,
    NEW_TARGETS,
    TARGETS,
    list_targets,
    show_target,
)

REGISTERS = (
    bodies_over_http.REGISTER,
    decisions_over_http.REGISTER,
    risks_over_http.REGISTER,
    deviations_over_http.REGISTER,
    chains_over_http.ITEMS,
    chains_over_http.ASSUMPTIONS,
    comparisons_over_http.REGISTER,
)
PROJECTIONS: Projections = (
    targets_of_programme.TARGETS,
    definitions_of_programme.DEFINITIONS,
    *(register.projection for register in REGISTERS),
)
MIGRATIONS = (
    *targets_of_programme.MIGRATIONS,
    *definitions_of_programme.MIGRATIONS,
    *(register.migration for register in REGISTERS),
)
RESOURCES = (
    NEW_TARGETS,
    TARGETS,
    DECISIONS_ON_TARGETS,
    NEW_DEFINITIONS,
    DEFINITIONS,
    DECISIONS_ON_DEFINITIONS,
    bodies_over_http.BODIES,
    decisions_over_http.DECISIONS,
    risks_over_http.NEW_RISKS,
    risks_over_http.RISKS,
    deviations_over_http.DEVIATIONS,
    chains_over_http.CHAIN_ITEMS,
    chains_over_http.EFFECT_ASSUMPTIONS,
    comparisons_over_http.COMPARISONS,
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

work = APIRouter(prefix="/v1", tags=["steering"])
work.get("/bodies", summary="Insatsens organ · Bodies of a programme")(bodies_over_http.list_bodies)
work.get("/decisions", summary="Insatsens beslut · Decisions of a programme")(
    decisions_over_http.list_decisions
)
work.get("/risks", summary="Insatsens risker · Risks of a programme")(risks_over_http.list_risks)
work.get("/risks/{riskId}", summary="Visa en risk · Show a risk", responses=risks_over_http.RISKS.answers())(
    risks_over_http.show_risk
)
work.get("/deviations", summary="Insatsens avvikelser · Deviations of a programme")(
    deviations_over_http.list_deviations
)

work.get(
    "/register-comparisons", summary="Insatsens registerjämförelser · A programme's register comparisons"
)(comparisons_over_http.list_comparisons)
work.get("/result-chain-items", summary="Led i resultatkedjor · Steps of result chains")(
    chains_over_http.list_chain_items
)
work.get("/effect-assumptions", summary="Antaganden om effekter · Assumptions of effects")(
    chains_over_http.list_assumptions
)

ROUTERS = (targets, definitions, work)
