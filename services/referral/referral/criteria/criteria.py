"""What a policy may ask about a person, and what may be known of them. None is not known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from samplan.contracts.codes import Agency, Sex


class Criterion(StrEnum):
    """What a policy may ask."""

    SEX = "sex"
    AGE = "age"
    BORN_OUTSIDE = "born_outside"
    GUARANTEE = "guarantee"
    TARGET_GROUP = "target_group"
    REGISTERED = "registered"
    COORDINATION_NEED = "coordination_need"
    CHILDCARE = "childcare"


class Guarantee(StrEnum):
    """The employment service's guarantee programmes."""

    NONE = "none"
    JOB_AND_DEVELOPMENT = "job_and_development"
    YOUTH = "youth"
    ESTABLISHMENT = "establishment"


class Childcare(StrEnum):
    NOT_NEEDED = "not_needed"
    MET = "met"
    NOT_MET = "not_met"


class GuaranteeRule(StrEnum):
    INSIDE = "inside"
    OUTSIDE = "outside"


class TargetGroup(StrEnum):
    ON_SICKNESS_BENEFIT = "on_sickness_benefit"
    REGISTERED_TWELVE_MONTHS = "registered_twelve_months"
    IN_JOB_AND_DEVELOPMENT_GUARANTEE = "in_job_and_development_guarantee"


@dataclass(frozen=True, kw_only=True)
class AgeLimits:
    """Completed years: the birthday of `at_least` counts, that of `below` does not."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    at_least: int
    below: int


@dataclass(frozen=True, kw_only=True)
class Criteria:
    """What a policy asks. A criterion it does not name is not asked."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    sex: tuple[Sex, ...] | None = None
    age: AgeLimits | None = None
    born_outside: str | None = None
    guarantee: GuaranteeRule | None = None
    target_group: Mapping[str, TargetGroup] | None = None
    registered: bool = False
    coordination_need: bool = False
    childcare_met: bool = False


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of a person on the referral date; None is not known."""

    referred_on: date
    referring_agency: Agency
    sex: Sex | None = None
    born_between: tuple[date, date] | None = None
    country_of_birth: str | None = None
    guarantee: Guarantee | None = None
    is_registered: bool | None = None
    registered_since: date | None = None
    is_on_sickness_benefit: bool | None = None
    needs_coordination: bool | None = None
    childcare: Childcare | None = None
