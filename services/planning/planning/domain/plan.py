"""One participant's plan: several agencies work in it, and each decides over its own items."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Self
from uuid import UUID

from chassis.decisions.domain import Aggregate
from planning.domain import facts
from planning.domain.activity import Activity
from planning.domain.exits import Exit
from planning.domain.known_consent import KnownConsent
from planning.domain.refusals import (
    ActivityNotFound,
    AgencyNotInConsent,
    AgreementLacksAgencies,
    BeforeTheStart,
    ExitBlocked,
    PlanAlreadyAgreed,
    PlanHasEnded,
)
from planning.domain.state import PlanState
from samplan.contracts.codes import ActivityKind, Agency, IncomeSupport, InterruptionReason, Occasion, Track


class Plan(PlanState, Aggregate):
    """Every decision states the day it was made, `on`. It refuses with the codes of `refusals`."""

    TOPIC = "planning.Plan"

    Event = facts.PlanEvent
    PlanOpened = facts.PlanOpened
    AgenciesNamed = facts.AgenciesNamed
    EnrolmentJoined = facts.EnrolmentJoined
    ReferralEnteredInError = facts.ReferralEnteredInError
    PlanEnteredInError = facts.PlanEnteredInError
    SharingClosed = facts.SharingClosed
    CoordinatorAppointed = facts.CoordinatorAppointed
    TrackChosen = facts.TrackChosen
    PlanAgreed = facts.PlanAgreed
    PlanDeadlineMissed = facts.PlanDeadlineMissed
    ActivityStarted = facts.ActivityStarted
    ActivityCompleted = facts.ActivityCompleted
    ActivityInterrupted = facts.ActivityInterrupted
    IncomeSupportRecorded = facts.IncomeSupportRecorded
    ExitedToWork = facts.ExitedToWork
    ExitedToStudies = facts.ExitedToStudies
    ExitedOtherwise = facts.ExitedOtherwise

    @classmethod
    def open(
        cls,
        plan_id: UUID,
        *,
        consent: KnownConsent,
        referral_id: UUID,
        participant_id: UUID,
        programme: str,
        plan_due_on: date,
        kept_by: Agency,
        on: date,
    ) -> Self:
        """For an enrolment, under what is known of the consent that it names."""
        plan = cls._create(
            cls.PlanOpened,
            id=plan_id,
            referral_id=referral_id,
            participant_id=participant_id,
            consent_id=consent.id,
            programme=programme,
            plan_due_on=plan_due_on,
            kept_by=kept_by,
            occurred_on=on,
            shared=consent.covers(on),
        )
        plan.heed(consent, on)
        return plan

    def heed(self, consent: KnownConsent, on: date, beside: Sequence[KnownConsent] = ()) -> None:
        """Take over what has become known of the consent; nothing when nothing is new.

        `beside`: the others that the plan is shared under, which go on when this one was given in error.
        """
        if consent.is_in_error and beside:
            self._share_as_named_by(beside, on)
            return
        if consent.ended is not None and not self.sharing_is_closed:
            self._record(self.SharingClosed, on, reason=consent.ended)
        new = tuple(agency for agency in consent.agencies if agency not in self.agencies)
        if consent.valid_until is not None and new:
            # While every consent holds, whoever any of them names; the first that ends closes sharing.
            until = min(self.sharing_until or consent.valid_until, consent.valid_until)
            self._record(self.AgenciesNamed, on, agencies=(*self.agencies, *new), valid_until=until)

    def join(
        self, referral_id: UUID, consent: KnownConsent, on: date, beside: Sequence[KnownConsent] = ()
    ) -> None:
        """She has been enrolled by another referral service too: one participant, one open plan (C-14)."""
        self._record(self.EnrolmentJoined, on, referral_id=referral_id, consent_id=consent.id)
        self.heed(consent, on, beside)

    def enter_in_error(self, referral_id: UUID, on: date) -> None:
        """A referral that led here was of the wrong person: the plan ends, unless another led here (R-13)."""
        if referral_id in self.wrong_referrals:
            return
        self._record(self.ReferralEnteredInError, on, referral_id=referral_id)
        if self.right_referrals:
            return
        self._record(self.PlanEnteredInError, on)
        self._interrupt_all(on)

    def appoint_coordinator(self, agency: Agency, on: date) -> None:
        """Every participant has a coordinator; earlier ones stay in the history (P-01)."""
        self._check_accepts_changes(on)
        self._check_named(agency)
        if agency != self.coordinator:
            self._record(self.CoordinatorAppointed, on, agency=agency)

    def choose_track(self, track: Track, on: date) -> None:
        """The track may be changed (P-05)."""
        self._check_accepts_changes(on)
        if track != self.track:
            self._record(self.TrackChosen, on, track=track)

    def agree(self, agencies: tuple[Agency, ...], on: date) -> None:
        """Agreed at a multi-party meeting by the participant and each agency with an item (P-06)."""
        self._check_accepts_changes(on)
        if self.agreed_on is not None:
            raise PlanAlreadyAgreed
        self._check_named(*agencies)
        if missing := self.owners_on(on) - set(agencies):
            raise AgreementLacksAgencies(agencies=sorted(missing))
        self.notice_deadline(on)
        self._record(self.PlanAgreed, on, agencies=agencies)

    def notice_deadline(self, as_of: date) -> None:
        """Record, once, that the plan was not agreed in time: a fact of the day after it was due."""
        if self.is_overdue_on(as_of) and not self.has_missed_deadline:
            missed_on = self.plan_due_on + timedelta(days=1)
            self._record(self.PlanDeadlineMissed, missed_on, due_on=self.plan_due_on)

    def start_activity(self, activity_id: UUID, kind: ActivityKind, owner: Agency, on: date) -> None:
        """Overlap is wanted: any number of activities run in parallel (P-07)."""
        self._check_accepts_changes(on)
        self._record(self.ActivityStarted, on, activity_id=activity_id, kind=kind, owner_agency=owner)

    def complete_activity(self, activity_id: UUID, by: Agency, on: date) -> None:
        self._check_accepts_changes(on)
        self._activity(activity_id).check_may_end(by, on)
        self._record(self.ActivityCompleted, on, activity_id=activity_id)

    def interrupt_activity(self, activity_id: UUID, reason: InterruptionReason, by: Agency, on: date) -> None:
        self._check_accepts_changes(on)
        self._activity(activity_id).check_may_end(by, on)
        self._record(self.ActivityInterrupted, on, activity_id=activity_id, reason=reason)

    def record_income_support(self, at: Occasion, income_support: IncomeSupport, on: date) -> None:
        """At entry and at exit; known late, it is recorded late, after the exit too (P-19)."""
        self._check_has_begun(on)
        if self.income_support.get(at) != income_support:
            self._record(self.IncomeSupportRecorded, on, at=at, income_support=income_support)

    def leave(self, to: Exit, on: date) -> None:
        """Close the plan and what is still going on in it (P-17). Raises ExitBlocked with every blocker."""
        self._check_accepts_changes(on)
        if blockers := self.exit_blockers(to, on):
            raise ExitBlocked(blockers=blockers)
        self.notice_deadline(on)
        self._interrupt_all(on)
        if to.is_to_work:
            self._record(self.ExitedToWork, on, exit_class=to.exit_class, subsidy_kind=to.subsidy_kind)
        elif to.is_to_studies:
            self._record(self.ExitedToStudies, on, exit_class=to.exit_class)
        else:
            self._record(self.ExitedOtherwise, on, exit_class=to.exit_class)

    def _share_as_named_by(self, consents: Sequence[KnownConsent], on: date) -> None:
        agencies = tuple(dict.fromkeys(agency for one in consents for agency in one.agencies))
        until = min((one.valid_until for one in consents if one.valid_until), default=self.sharing_until)
        is_new = {*agencies} != {*self.agencies} or until != self.sharing_until
        if is_new and until is not None and not self.sharing_is_closed:
            self._record(self.AgenciesNamed, on, agencies=agencies, valid_until=until)

    def _interrupt_all(self, on: date) -> None:
        ended = InterruptionReason.PLAN_ENDED
        for activity in self.current_activities:
            self._record(self.ActivityInterrupted, on, activity_id=activity.id, reason=ended)

    def _record(self, fact: type[facts.PlanEvent], on: date, **what: Any) -> None:
        self.trigger_event(fact, occurred_on=on, shared=self.is_shared_on(on), **what)

    def _activity(self, activity_id: UUID) -> Activity:
        try:
            return self.activities[activity_id]
        except KeyError:
            raise ActivityNotFound from None

    def _check_accepts_changes(self, on: date) -> None:
        if self.has_ended:
            raise PlanHasEnded
        self._check_has_begun(on)

    def _check_has_begun(self, on: date) -> None:
        if on < self.opened_on:
            raise BeforeTheStart

    def _check_named(self, *agencies: Agency) -> None:
        if unnamed := set(agencies) - set(self.agencies):
            raise AgencyNotInConsent(agencies=sorted(unnamed))
