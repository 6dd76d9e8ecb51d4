"""How many places are free, team by team (R-11)?"""

from chassis.decisions.work import Work
from referral.domain.capacity import Capacity
from samplan.bus.store.migrations import Migration
from samplan.bus.store.transactions import Database, Row

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


def enter_capacity(capacity: Capacity, work: Work) -> Capacity:
    work.write(
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
    return capacity


def capacities(database: Database, *, limit: int, offset: int) -> list[Row]:
    return database.query(
        "SELECT programme, team, free_places, published_on FROM capacities"
        " ORDER BY programme, team LIMIT :limit OFFSET :offset",
        {"limit": limit, "offset": offset},
    )
