"""An intervention that is about to start, and what holds of the participant on that day (P-08)."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from planning.plan.activity import Activity
from samplan.contracts.codes import Agency
from samplan.contracts.obstacle_kinds import ObstacleKind


class Circumstance(StrEnum):
    """What a rule may ask of the participant. Noted by an agency, or read from the plan; never published."""

    SICK_LISTED = "sick_listed"
    NOT_REGISTERED_AT_AF = "not_registered_at_af"
    ON_STUDY_VISIT = "on_study_visit"
    RECEIVES_INCOME_SUPPORT = "receives_income_support"
    WITHOUT_INCOME_SUPPORT = "without_income_support"


@dataclass(frozen=True, kw_only=True)
class Planned:
    """`beside`: the other activities that are current on that day."""

    activity: Activity
    beside: tuple[Activity, ...]
    circumstances: frozenset[Circumstance]


class ConflictRule(Protocol):
    """A row of the programme's conflicts: whose rule it is, and what kind of obstacle it makes."""

    @property
    def id(self) -> str: ...

    @property
    def kind(self) -> ObstacleKind: ...

    @property
    def agency(self) -> Agency: ...

    @property
    def circumstances(self) -> Collection[Circumstance]:
        """What it asks of the participant."""

    def refuses(self, planned: Planned) -> bool: ...
