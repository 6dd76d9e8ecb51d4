"""An intervention that is about to start, and what holds of the participant on that day (P-08)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from planning.plan.activity import Activity
from samplan.contracts.codes import Agency, IncomeSupport
from samplan.contracts.codes.obstacles import ObstacleKind


class Circumstance(StrEnum):
    """What a rule may ask of the participant. Noted by an agency, or read from the plan; never published."""

    SICK_LISTED = "sick_listed"
    NOT_REGISTERED_AT_AF = "not_registered_at_af"
    ON_STUDY_VISIT = "on_study_visit"
    RECEIVES_INCOME_SUPPORT = "receives_income_support"
    WITHOUT_INCOME_SUPPORT = "without_income_support"
    MANAGES_HOURS_A_WEEK = "manages_hours_a_week"


@dataclass(frozen=True, kw_only=True)
class Planned:
    """`beside`: the other activities that are current on that day. `hours_a_week`: as noted, None if not.

    `income_support`: what was recorded at entry.
    """

    activity: Activity
    beside: tuple[Activity, ...]
    circumstances: frozenset[Circumstance]
    hours_a_week: int | None
    income_support: IncomeSupport


class ConflictRule(Protocol):
    """A row of the programme's conflicts: whose rule it is, and what kind of obstacle it makes."""

    @property
    def id(self) -> str: ...

    @property
    def kind(self) -> ObstacleKind: ...

    @property
    def agency(self) -> Agency: ...

    @property
    def asks_of_participant(self) -> bool:
        """Whether its name would tell what holds of the participant."""

    def refuses(self, planned: Planned) -> bool: ...
