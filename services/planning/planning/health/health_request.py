"""One request for health coordination. Which clinic or unit it concerns has no field: it is never stated."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, Refused
from planning.dates.entered import Entered, EnteredFact, Entry
from planning.office.beside import ToldFact, told
from planning.plan import Plan
from planning.plan.refusals import BeforeTheStart
from samplan.contracts.codes import Agency
from samplan.contracts.codes.records import Availability


class AlreadyAssessed(Refused):
    code = "already_assessed"
    title: ClassVar[str] = "The request has its result: make a new request"


class HealthFact(ToldFact):
    occurred_on: date


class HealthCoordinationRequested(Created, HealthFact, private=True):
    """Private: that it was asked for says something about the participant's health."""

    TOPIC = "planning.HealthCoordinationRequested"
    participant_id: UUID
    requested_by: Agency
    asked_of: Agency


class HealthRequest(Aggregate):
    """Known to the agency that asks and the one that is asked, and to no other."""

    TOPIC = "planning.HealthRequest"
    Event = HealthFact

    def __init__(
        self,
        *,
        plan_id: UUID,
        participant_id: UUID,
        requested_by: Agency,
        asked_of: Agency,
        occurred_on: date,
    ) -> None:
        self.plan_id = plan_id
        self.participant_id = participant_id
        self.requested_by = requested_by
        self.asked_of = asked_of
        self.requested_on = occurred_on
        self.availability: Availability | None = None
        self.assessed_on: date | None = None
        self.entry: Entry | None = None

    def is_shown_to(self, agency: Agency) -> bool:
        return agency in (self.requested_by, self.asked_of)

    def assess(self, plan: Plan, availability: Availability, on: date, entered: Entered) -> None:
        """Raises AlreadyAssessed or BeforeTheStart."""
        if self.availability is not None:
            raise AlreadyAssessed
        if on < self.requested_on:
            raise BeforeTheStart
        self.trigger_event(
            AvailabilityAssessed,
            plan_id=plan.id,
            availability=availability,
            occurred_on=on,
            **entered,
            **told(plan, AvailabilityAssessed, on),
        )


class AvailabilityAssessed(HealthFact, EnteredFact):
    """All that leaves care: the participant is available for work fully, partly or not."""

    TOPIC = "planning.AvailabilityAssessed"
    availability: Availability

    def apply(self, request: HealthRequest) -> None:
        request.availability, request.assessed_on = self.availability, self.occurred_on
        request.entry = self.entry
