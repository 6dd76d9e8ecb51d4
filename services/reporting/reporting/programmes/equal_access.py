"""What the weekly alarm for equal access looks at (T-09): a dated row of a programme."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from chassis.settings.programmes import Row
from samplan.contracts.codes import ActivityKind


class AccessRule(Row):
    """`error_percent`: of programmes with equal access, so many alarm at any time, for any intervention."""

    SECTION: ClassVar[str] = "equal_access"

    interventions: Annotated[frozenset[ActivityKind], Field(min_length=1)]
    within_days: Annotated[int, Field(ge=1, le=730)]  # of the enrolment
    error_percent: Annotated[int, Field(ge=1, le=50)] = 5

    @property
    def threshold(self) -> float:
        """The evidence that alarms: the error is shared between the interventions."""
        return 100 * len(self.interventions) / self.error_percent
