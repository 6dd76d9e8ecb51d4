"""The programmes' rows for referral: dated data, checked at start."""

from typing import Annotated, ClassVar

from pydantic import Field

from chassis.settings.plan_keepers import KeeperRow
from chassis.settings.programmes import Row
from referral.criteria.criteria import Criteria
from samplan.contracts.codes import Agency


class EligibilityPolicy(Row):
    SECTION: ClassVar[str] = "eligibility"

    version: Annotated[int, Field(ge=1)]
    source: str
    criteria: Criteria


class IntakePause(Row):
    SECTION: ClassVar[str] = "intake_pauses"

    code: str


class EnrolmentRule(Row):
    SECTION: ClassVar[str] = "enrolment"

    needed_agencies: frozenset[Agency]


class StudyVisitRule(Row):
    SECTION: ClassVar[str] = "study_visit"

    follow_up_days: Annotated[int, Field(ge=1, le=366)]
    months: Annotated[int, Field(ge=1, le=12)]
    reminder_days: tuple[Annotated[int, Field(ge=1, le=366)], ...]


class RegistrationRule(Row):
    """How late a referral is registered: in force on every day from the programme's first one."""

    SECTION: ClassVar[str] = "registration"

    days_back: Annotated[int, Field(ge=0, le=3660)]


class Delegation(Row):
    """`id` is the agency to which the keeper delegates the programme's decisions (R-06)."""

    SECTION: ClassVar[str] = "delegations"

    id: Agency
    roles: frozenset[str]


class KnownEvents(Row):
    """The version of our events that every reader knows. Without a row: 1, as before 0.2.0."""

    SECTION: ClassVar[str] = "known_events"

    version: Annotated[int, Field(ge=1, le=2)]


class AreaMembers(Row):
    SECTION: ClassVar[str] = "members"

    countries: frozenset[str]


class PlanKeeper(KeeperRow):
    SECTION: ClassVar[str] = "plan_keepers"
