"""One person's referral to one programme, from the form to enrolment or decline."""

from dataclasses import field
from datetime import date
from typing import Any
from uuid import UUID

from chassis.decisions.domain import Aggregate, DomainEvent
from referral.case.coded_form import Gap
from referral.case.link import Link
from referral.case.protection import Protection
from referral.case.refusals import (
    BeforeAnEarlierStep,
    MeetingAlreadyBooked,
    ReferralIsClosed,
    ReferralIsReturned,
)
from referral.case.sealed_change import SealedChange
from referral.case.step import CLOSED, Step
from referral.case.trace import Trace
from referral.case.visit import Visit
from samplan.contracts.codes import AgeBand, Agency, DeclineReason, IncomeSupport, Mode, Sex


class ReferralFact(DomainEvent):
    """`is_protected`: about a person with protected identity, of whom nothing is published (C-13).

    `is_unshared`: it rests on a consent, and today's circle let nobody else know of it (C-06).
    `published_under`: the version of the circle that did.
    """

    occurred_on: date
    is_protected: bool = field(default=False, kw_only=True)
    is_unshared: bool = field(default=False, kw_only=True)
    published_under: int | None = field(default=None, kw_only=True)

    @property
    def is_withheld(self) -> bool:
        return self.is_protected or self.is_unshared


class ReferralStep(ReferralFact):
    """A step that the agency which referred learns of (R-09)."""


class Referral(Aggregate):
    """What is so with a referral. Every decision states the day it was made, `on`."""

    TOPIC = "referral.Referral"
    Event = ReferralFact

    def __init__(
        self,
        *,
        programme: str,
        referring_agency: Agency,
        person: UUID,
        sealed: str,
        sex: Sex,
        age_band: AgeBand,
        income_support: IncomeSupport,
        has_income_support: bool,
        occurred_on: date,
        is_protected: bool = False,
    ) -> None:
        self.programme, self.referring_agency = programme, referring_agency
        self.person, self.sealed = person, sealed
        self.sex, self.age_band = sex, age_band
        self.income_support, self.has_income_support = income_support, has_income_support
        self.is_protected = is_protected
        self.protections: tuple[Protection, ...] = (Protection(on=occurred_on, by=None),) * is_protected
        self.referred_on = self.last_step_on = self.form_of_day = occurred_on
        self._begin_empty()

    def _begin_empty(self) -> None:
        """What its later steps say."""
        self.step = Step.SUBMITTED
        self.gaps: tuple[Gap, ...] = ()
        self.trace: Trace | None = None
        self.meeting_on: date | None = None
        self.sealed_meeting: str | None = None
        self.decision_on: date | None = None
        self.visit: Visit | None = None
        self.link: Link | None = None
        self.routed_to: UUID | None = None
        self.declined_because: DeclineReason | None = None
        self.participant_id: UUID | None = None
        self.mode: Mode | None = None
        self.contacts: tuple[SealedChange, ...] = ()
        self.representatives: tuple[SealedChange, ...] = ()

    @property
    def is_closed(self) -> bool:
        return self.step in CLOSED

    @property
    def is_enrolled(self) -> bool:
        """And not entered in error since."""
        return self.step is Step.ENROLLED

    @property
    def enrolled_on(self) -> date | None:
        """The day of the enrolment, or of the beginning of the study visit."""
        if not self.is_enrolled:
            return None
        return self.visit.started_on if self.visit else self.last_step_on

    @property
    def is_going_round(self) -> bool:
        return self.link is not None and self.link.is_going_round

    def reach(self, step: Step, on: date) -> None:
        """The referral is at this step since that day."""
        self.step, self.last_step_on = step, on

    def record(self, fact: type[ReferralFact], on: date, **members: Any) -> None:
        """It has happened on that day."""
        self.trigger_event(fact, occurred_on=on, **{"is_protected": self.is_protected, **members})

    def require_open(self, on: date) -> None:
        """Raises ReferralIsClosed or BeforeAnEarlierStep."""
        if self.is_closed:
            raise ReferralIsClosed
        self.require_not_before(on)

    def require_not_before(self, on: date) -> None:
        """Raises BeforeAnEarlierStep."""
        if on < self.last_step_on:
            raise BeforeAnEarlierStep

    def require_complete(self, on: date) -> None:
        """As `require_open`; raises ReferralIsReturned while a supplement is awaited."""
        self.require_open(on)
        if self.step is Step.RETURNED:
            raise ReferralIsReturned

    def require_no_meeting(self) -> None:
        """Raises MeetingAlreadyBooked: what a meeting rests on does not change any more (R-03)."""
        if self.meeting_on is not None:
            raise MeetingAlreadyBooked
