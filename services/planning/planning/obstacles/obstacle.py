"""One obstacle between agencies: reported, resolved, and reported again while refusals continue (P-16)."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import ClassVar, Self
from uuid import UUID, uuid5

from chassis.decisions.domain import Aggregate, Created, DomainEvent, Refused
from samplan.contracts.codes import ActivityKind, Agency
from samplan.contracts.codes.obstacles import ObstacleKind

NAMESPACE = UUID("6d0e6c1f-3f0b-4f0a-9a43-2f7e5b8c1d16")


class ObstacleIsOpen(Refused):
    code = "obstacle_is_open"
    title: ClassVar[str] = "The obstacle is on the list already"


@dataclass(frozen=True, kw_only=True)
class Hindrance:
    """What stands in the way, and in which programme. `rule`: the id of one of its conflicts."""

    programme: str
    kind: ObstacleKind
    agency: Agency
    rule: str | None = None
    intervention: ActivityKind | None = None

    @property
    def obstacle_id(self) -> UUID:
        """One obstacle for each: reports of people and refusals meet in it."""
        parts = (self.programme, self.kind, self.agency, self.rule or "", self.intervention or "")
        return uuid5(NAMESPACE, " ".join(parts))


class ObstacleFact(DomainEvent):
    occurred_on: date


class ObstacleReported(Created, ObstacleFact):
    """`reported_by`: None where refusals showed it. Not published: agencies report each other's."""

    TOPIC = "planning.ObstacleReported"
    programme: str
    kind: ObstacleKind
    agency: Agency
    rule: str | None
    intervention: ActivityKind | None
    reported_by: Agency | None


class Obstacle(Aggregate):
    """Open, resolved until `recheck_on`, or resolved and found gone by the re-check. No participant in it."""

    TOPIC = "planning.Obstacle"
    Event = ObstacleFact

    def __init__(
        self,
        *,
        programme: str,
        kind: ObstacleKind,
        agency: Agency,
        rule: str | None,
        intervention: ActivityKind | None,
        reported_by: Agency | None,
        occurred_on: date,
    ) -> None:
        self.what = Hindrance(
            programme=programme, kind=kind, agency=agency, rule=rule, intervention=intervention
        )
        self.reported_on = occurred_on
        self.reported_by = reported_by
        self.resolved_on: date | None = None
        self.recheck_on: date | None = None

    @classmethod
    def reported(cls, what: Hindrance, on: date, by: Agency | None = None) -> Self:
        return cls.begin(ObstacleReported, what.obstacle_id, **asdict(what), reported_by=by, occurred_on=on)

    @property
    def is_gone(self) -> bool:
        """Resolved, and the re-check has found it so."""
        return self.resolved_on is not None and self.recheck_on is None

    def report_again(self, on: date, by: Agency | None = None) -> None:
        """Raises ObstacleIsOpen. A report dated before the resolution counts from the day of that."""
        if self.resolved_on is None:
            raise ObstacleIsOpen
        self.trigger_event(
            ObstacleReopened,
            **asdict(self.what),
            reported_by=by,
            occurred_on=max(on, self.resolved_on),
        )


class ObstacleReopened(ObstacleFact):
    """Published as `ObstacleReported` once more."""

    TOPIC = "planning.ObstacleReopened"
    programme: str
    kind: ObstacleKind
    agency: Agency
    rule: str | None
    intervention: ActivityKind | None
    reported_by: Agency | None

    def apply(self, obstacle: Obstacle) -> None:
        obstacle.reported_on = self.occurred_on
        obstacle.reported_by = self.reported_by
        obstacle.resolved_on = obstacle.recheck_on = None
