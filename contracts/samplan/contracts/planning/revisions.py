"""Events that change what was published of a plan before."""

from datetime import date
from typing import ClassVar

from samplan.contracts.codes import Agency
from samplan.contracts.planning.plans import PlanEvent


class PlanRevised(PlanEvent, frozen=True, kw_only=True):
    """An agency has changed an agreed plan. Agreement is asked of everybody again."""

    TYPE: ClassVar[str] = "samplan.planning.PlanRevised.v1"
    SWEDISH: ClassVar[str] = "samordnad plan reviderad"

    agency: Agency


class PlanDeadlineMissTakenBack(PlanEvent, frozen=True, kw_only=True):
    """The published miss was none: what was registered late had happened in time. Dated as the miss."""

    TYPE: ClassVar[str] = "samplan.planning.PlanDeadlineMissTakenBack.v1"
    SWEDISH: ClassVar[str] = "passerad tidsgräns återtagen"

    due_on: date


class ClockResumed(PlanEvent, frozen=True, kw_only=True):
    """The plan's clock runs again, earlier than its stop said, and the plan is due earlier.

    Or it starts: a study visit has ended with the enrolment in the programme.
    """

    TYPE: ClassVar[str] = "samplan.planning.ClockResumed.v1"
    SWEDISH: ClassVar[str] = "klockan går igen"

    plan_due_on: date
