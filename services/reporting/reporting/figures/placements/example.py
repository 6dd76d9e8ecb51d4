"""A sample answer for the OpenAPI description: group 2 of Första Steget; what period 1 led to is made up."""

from __future__ import annotations

from datetime import date

from reporting.answers.example import by_sex
from reporting.answers.rate import Rate, rate
from reporting.figures.placements.query import LedTo, PlacementPeriod, Placements
from reporting.groups.scopes import Scope
from samplan.contracts.codes.groups import PlacementResult


def _of(some: int, people: int) -> Rate:
    return rate(by_sex((some, 0, some)), by_sex((people, 0, people)))


EXAMPLE = Placements(
    programme="forsta-steget",
    rows=(
        PlacementPeriod(
            scope=Scope(begins_on=date(2019, 8, 26), term="autumn"),
            period=1,
            offered=_of(21, 21),
            accepted=_of(16, 21),
            started=_of(16, 21),
            started_of_those_in_it=_of(15, 20),
            led_to=(LedTo(result=PlacementResult.NEW_PLACEMENT, people=by_sex((16, 0, 16))),),
        ),
    ),
)
