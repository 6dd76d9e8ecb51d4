"""How many places are free, team by team (R-11)?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Self

from pydantic import ConfigDict

from chassis.decisions.commands import Records
from chassis.decisions.listing import Listing
from chassis.decisions.projections import Projection
from chassis.http.dependencies import Store
from chassis.http.fields import View
from chassis.http.paging import Paging
from chassis.http.verbs import Resource
from referral.access import Reader, Writer
from referral.capacity.capacity import Capacity
from referral.capacity.publish_capacity import PublishCapacity
from referral.showing.types import TYPES
from samplan.bus.store.migrations import Migration
from samplan.bus.store.transactions import Database

MIGRATIONS = (
    Migration(
        "capacities-1",
        (
            """CREATE TABLE capacities (
                programme TEXT NOT NULL, team TEXT NOT NULL, free_places INTEGER NOT NULL,
                published_on TEXT NOT NULL, PRIMARY KEY (programme, team))""",
        ),
    ),
)


_CAPACITIES = Listing(
    "SELECT programme, team, free_places, published_on FROM capacities", keys=("programme", "team")
)


def _fold(capacity: Capacity, _: Sequence[Any], tables: Records) -> None:
    tables.write(
        "INSERT INTO capacities VALUES (:programme, :team, :free_places, :published_on)"
        " ON CONFLICT (programme, team) DO UPDATE SET"
        " free_places = excluded.free_places, published_on = excluded.published_on",
        {
            "programme": capacity.programme,
            "team": capacity.team,
            "free_places": capacity.free_places,
            "published_on": capacity.published_on.isoformat(),
        },
    )


CAPACITIES = Projection(of=Capacity, facts=(Capacity.Published, Capacity.PublishedAgain), fold=_fold)


def free_places(database: Database) -> Mapping[str, int]:
    """Of each programme that has published any, its teams together."""
    rows = database.query("SELECT programme, SUM(free_places) AS free FROM capacities GROUP BY programme")
    return {row["programme"]: row["free"] for row in rows}


class CapacityView(View):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "programme": "malmokraften",
                    "team": "team-south",
                    "freePlaces": 7,
                    "publishedOn": "2021-06-01",
                }
            ]
        }
    )

    programme: str
    team: str
    free_places: int
    published_on: date

    @classmethod
    def of(cls, capacity: Capacity) -> Self:
        return cls(
            programme=capacity.programme,
            team=capacity.team,
            free_places=capacity.free_places,
            published_on=capacity.published_on,
        )


CAPACITY = Resource(
    commands=PublishCapacity,
    path="/v1/capacities",
    tag="capacity",
    writer=Writer,
    view=CapacityView,
    answer="As published",
    version="The record's version",
    place=lambda _: "/v1/capacities",
    types=TYPES,
)


def list_capacities(_: Reader, store: Store, paging: Paging) -> list[CapacityView]:
    """By programme and team."""
    return [CapacityView(**row) for row in paging.rows(_CAPACITIES, store.query, {})]
