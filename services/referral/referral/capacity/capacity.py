"""The free places of one team or group of a programme (R-11)."""

from datetime import date
from typing import Self
from uuid import UUID, uuid5

from chassis.decisions.domain import Aggregate, Created, DomainEvent

NAMESPACE_CAPACITY = UUID("b3a1e7c2-55d0-4a0b-8f0e-0d5a6c9b7e21")


class Capacity(Aggregate):
    """Keyed by programme and team."""

    TOPIC = "referral.Capacity"

    class Published(Created):
        TOPIC = "referral.CapacityPublished"
        programme: str
        team: str
        free_places: int
        occurred_on: date

    class PublishedAgain(DomainEvent):
        TOPIC = "referral.CapacityPublishedAnew"
        programme: str
        team: str
        free_places: int
        occurred_on: date

        def apply(self, capacity: "Capacity") -> None:
            capacity.free_places, capacity.published_on = self.free_places, self.occurred_on

    @classmethod
    def publish(cls, programme: str, team: str, free_places: int, on: date) -> Self:
        return cls._create(
            cls.Published,
            id=capacity_id(programme, team),
            programme=programme,
            team=team,
            free_places=free_places,
            occurred_on=on,
        )

    def __init__(self, *, programme: str, team: str, free_places: int, occurred_on: date) -> None:
        self.programme = programme
        self.team = team
        self.free_places = free_places
        self.published_on = occurred_on

    def publish_again(self, free_places: int, on: date) -> None:
        self.trigger_event(
            self.PublishedAgain,
            programme=self.programme,
            team=self.team,
            free_places=free_places,
            occurred_on=on,
        )


def capacity_id(programme: str, team: str) -> UUID:
    return uuid5(NAMESPACE_CAPACITY, f"{programme}/{team}")
