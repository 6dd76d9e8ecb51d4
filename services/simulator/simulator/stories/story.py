"""One synthetic person's journey: what happened, and on which business date."""

from dataclasses import dataclass
from datetime import date

from samplan.contracts.codes import (
    ActivityKind,
    Agency,
    DeclineReason,
    ExitClass,
    IncomeSupport,
    InterruptionReason,
    Mode,
    Sex,
    Track,
)
from simulator.stories.people import Identity
from simulator.stories.plan_step import PlanStep
from simulator.stories.programme import MALMOKRAFTEN, Programme
from simulator.stories.shape import Ending


@dataclass(frozen=True, kw_only=True)
class Referral:
    referred_on: date
    agency: Agency
    income_support: IncomeSupport
    assessed_on: date
    is_registered: bool = True
    """At the employment service; nobody is who begins with a study visit."""
    is_in_target_group: bool = True


@dataclass(frozen=True, kw_only=True)
class Intake:
    booked_on: date
    meeting_on: date
    consented: bool


@dataclass(frozen=True, kw_only=True)
class Decline:
    on: date
    reason: DeclineReason


@dataclass(frozen=True, kw_only=True)
class Activity:
    kind: ActivityKind
    owner: Agency
    started_on: date
    ended_on: date | None
    interrupted: InterruptionReason | None = None
    """None: completed, or still current when `ended_on` is None."""


@dataclass(frozen=True, kw_only=True)
class Participation:
    enrolled_on: date
    consented_on: date
    coordinator: Agency
    coordinator_on: date
    tracks: tuple[tuple[date, Track], ...]
    plan_agreed_on: date | None
    plan_agencies: tuple[Agency, ...]
    activities: tuple[Activity, ...]
    ending: Ending
    left_on: date | None
    income_at_exit: IncomeSupport | None
    mode: Mode = Mode.PROGRAMME
    renewed_on: tuple[date, ...] = ()
    """The consent; so too the next two."""
    revoked_on: date | None = None
    consented_again_on: date | None = None
    first_recorded_as: ExitClass | None = None
    """The exit, until it is corrected the same day; None: it is recorded rightly."""
    more: tuple[PlanStep, ...] = ()
    """What the agencies do beside: meetings, mappings, placements and the like."""

    @property
    def days_to_plan(self) -> int | None:
        return None if self.plan_agreed_on is None else (self.plan_agreed_on - self.enrolled_on).days


@dataclass(frozen=True, kw_only=True)
class Again:
    """The other referral service also receives and enrols the participant, while the plan is open."""

    referral: Referral
    intake: Intake
    enrolled_on: date


@dataclass(frozen=True, kw_only=True)
class Journey:
    """From the referral to a decline or a participation."""

    referral: Referral
    intake: Intake | None = None
    decline: Decline | None = None
    participation: Participation | None = None
    again: Again | None = None


@dataclass(frozen=True, kw_only=True)
class Person:
    number: int
    """1, 2, … in the order of referral."""
    sex: Sex
    identity: Identity
    journey: Journey
    programme: Programme = MALMOKRAFTEN
