"""One placement that an agency offers a participant: offered, accepted or declined, started, ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, Refused
from planning.office.beside import ToldFact
from planning.plan.refusals import BeforeTheStart, NotTheOwner
from samplan.contracts.codes import Agency
from samplan.contracts.codes.groups import PlacementPurpose, PlacementResult


class PlacementOfAnother(NotTheOwner):
    title: ClassVar[str] = "Only the agency that offered the placement may change it"


class StepNotAllowed(Refused):
    """`now`: the placement's status."""

    code = "step_not_allowed"
    title: ClassVar[str] = "The placement's status does not allow this step: see `now`"


class PlacementStatus(StrEnum):
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    STARTED = "started"
    ENDED = "ended"


class PlacementFact(ToldFact):
    occurred_on: date


class PlacementOffered(Created, PlacementFact):
    """`sealed`: the employer, and the purpose in words."""

    TOPIC = "planning.PlacementOffered"
    programme: str
    agency: Agency
    period: int
    purpose: PlacementPurpose
    begins_on: date
    ends_on: date
    sealed: str


class Placement(Aggregate):
    """Owned by the agency that offered it. The keeper of the plans sees it too."""

    TOPIC = "planning.Placement"
    Event = PlacementFact

    def __init__(
        self,
        *,
        plan_id: UUID,
        programme: str,
        agency: Agency,
        period: int,
        purpose: PlacementPurpose,
        begins_on: date,
        ends_on: date,
        sealed: str,
        occurred_on: date,
        shared: bool,
        published_under: int | None = None,
    ) -> None:
        self.plan_id = plan_id
        self.programme = programme
        self.owner = agency
        self.period = period
        self.purpose = purpose
        self.begins_on = begins_on
        self.ends_on = ends_on
        self.sealed = sealed
        self.status = PlacementStatus.OFFERED
        self.last_step_on = occurred_on
        self.started_on: date | None = None
        self.ended_on: date | None = None
        self.led_to: PlacementResult | None = None

    def is_shown_to(self, agency: Agency, keeper: Agency) -> bool:
        return agency in (self.owner, keeper)

    def require_owner(self, agency: Agency) -> None:
        """Raises PlacementOfAnother."""
        if agency != self.owner:
            raise PlacementOfAnother

    def require_status(self, on: date, *states: PlacementStatus) -> None:
        """Raises StepNotAllowed, or BeforeTheStart for a day before the last step."""
        if self.status not in states:
            raise StepNotAllowed(now=self.status.value)
        if on < self.last_step_on:
            raise BeforeTheStart

    def step(self, status: PlacementStatus, on: date) -> None:
        self.status, self.last_step_on = status, on


@dataclass(frozen=True)
class SeenPlacement:
    """A placement with what its owner and the keeper may read of it.

    `words`: None once the participant is erased, and in the answer to a command, which is stored.
    """

    placement: Placement
    words: Mapping[str, Any] | None

    @property
    def id(self) -> UUID:
        return self.placement.id

    @property
    def version(self) -> int:
        return self.placement.version
