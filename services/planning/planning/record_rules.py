"""The programmes' rows on the records beside a plan: dated data, checked at start."""

from typing import Annotated, ClassVar

from pydantic import Field

from chassis.settings.programmes import Row
from planning.office.matching import MatchingRules
from planning.plan.activity import ResponsibleRole
from samplan.contracts.codes import Agency

Language = Annotated[str, Field(pattern="^[a-z]{2,3}$")]


class DutyNoticeRule(Row):
    """The version of the notice on duties in force, and the languages that it exists in."""

    SECTION: ClassVar[str] = "duty_notices"

    version: Annotated[int, Field(ge=1)]
    languages: Annotated[frozenset[Language], Field(min_length=1)]


class HealthCareRule(Row):
    """The agencies that assess a participant's availability for work."""

    SECTION: ClassVar[str] = "health_care"

    agencies: Annotated[frozenset[Agency], Field(min_length=1)]


class TeamRule(Row):
    """The roles that a team needs: without one of them it is understaffed."""

    SECTION: ClassVar[str] = "teams"

    roles: Annotated[frozenset[ResponsibleRole], Field(min_length=1)]


class MatchingRule(Row):
    """The share of its time that a team spends with employers, and how long a CV is shared at most."""

    SECTION: ClassVar[str] = "matching"

    employer_time_percent: Annotated[int, Field(ge=1, le=100)]
    cv_share_days: Annotated[int, Field(ge=1)]

    @property
    def rules(self) -> MatchingRules:
        return MatchingRules(self.employer_time_percent, self.cv_share_days)
