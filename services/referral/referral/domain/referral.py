"""One person's referral to one programme, from the form to enrolment or decline."""

from datetime import date
from typing import Any, Self
from uuid import UUID

from eventsourcing.domain import CanMutateAggregate

from chassis.decisions.domain import Aggregate
from referral.domain import end_facts, facts, meeting_facts, visit_facts
from referral.domain.eligibility import Trace
from referral.domain.endings import Endings
from referral.domain.meetings import Meetings
from referral.domain.refusals import DiffersFromReferral, MeetingAlreadyBooked, ReferralNotReturned
from referral.domain.state import CodedForm, Gap, Step
from referral.domain.study_visit import StudyVisits
from samplan.contracts.codes import AgeBand, Agency, IncomeSupport, Mode, Sex


class Referral(Meetings, StudyVisits, Endings, Aggregate):
    """Every decision states the day it was made, `on`. It refuses with the codes of `refusals`."""

    TOPIC = "referral.Referral"

    Event = facts.ReferralEvent
    ReferralSubmitted = facts.ReferralSubmitted
    ReferralReturned = facts.ReferralReturned
    ReferralSupplemented = facts.ReferralSupplemented
    IdentityProtected = facts.IdentityProtected
    EligibilityAssessed = facts.EligibilityAssessed
    IntakeMeetingBooked = facts.IntakeMeetingBooked
    IntakeMeetingRebooked = meeting_facts.IntakeMeetingRebooked
    IntakeMeetingMissed = meeting_facts.IntakeMeetingMissed
    IntakeMeetingHeld = facts.IntakeMeetingHeld
    DecisionPostponed = meeting_facts.DecisionPostponed
    StudyVisitStarted = visit_facts.StudyVisitStarted
    StudyVisitReminded = visit_facts.StudyVisitReminded
    StudyVisitFollowedUp = visit_facts.StudyVisitFollowedUp
    StudyVisitEnded = visit_facts.StudyVisitEnded
    ReferralWithdrawn = end_facts.ReferralWithdrawn
    ReferralRouted = end_facts.ReferralRouted
    ReferralEnteredInError = end_facts.ReferralEnteredInError
    LinkedToEarlierReferral = end_facts.LinkedToEarlierReferral
    ReferralDeclined = facts.ReferralDeclined
    ParticipantEnrolled = facts.ParticipantEnrolled

    @classmethod
    def submit(
        cls,
        referral_id: UUID,
        *,
        programme: str,
        referring_agency: Agency,
        person: UUID,
        sealed: str,
        sex: Sex,
        age_band: AgeBand,
        income_support: IncomeSupport,
        has_income_support: bool,
        on: date,
        is_protected: bool = False,
    ) -> Self:
        return cls._create(
            cls.ReferralSubmitted,
            id=referral_id,
            programme=programme,
            referring_agency=referring_agency,
            person=person,
            sealed=sealed,
            sex=sex,
            age_band=age_band,
            income_support=income_support,
            has_income_support=has_income_support,
            is_protected=is_protected,
            occurred_on=on,
        )

    def return_to_referrer(self, gaps: tuple[Gap, ...], on: date) -> None:
        """For what it lacks, until a meeting is booked. It keeps its id (R-02)."""
        self.check_open(on)
        if self.meeting_on is not None:
            raise MeetingAlreadyBooked
        self.trigger_event(self.ReferralReturned, gaps=gaps, occurred_on=on)

    def supplement(self, sealed: str, coded: CodedForm, on: date) -> None:
        """The whole form anew. What was assessed on the old one has to be assessed again."""
        self.check_open(on)
        if self.step is not Step.RETURNED:
            raise ReferralNotReturned
        protected = self.is_protected or coded.is_protected
        self.trigger_event(
            self.ReferralSupplemented, sealed=sealed, coded=coded, is_protected=protected, occurred_on=on
        )

    def protect_identity(self, on: date) -> None:
        """From now on it is in no list and no event; who was told of it is told to forget it (C-13).

        Not after enrolment: with her consent others plan with the participant, and go on.
        """
        if not self.is_protected:
            withdrawn = self.participant_id is None and self.step is not Step.ENTERED_IN_ERROR
            self.trigger_event(self.IdentityProtected, is_withdrawn=withdrawn, occurred_on=on)

    def check_same_referral(self, programme: str, referred_on: date, *, is_same_person: bool) -> None:
        """Raises DiffersFromReferral: a supplement is about the same person, programme and date."""
        same = {
            "programme": programme == self.programme,
            "occurredOn": referred_on == self.referred_on,
            "participant/personnummer": is_same_person,
        }
        if differing := [field for field, is_same in same.items() if not is_same]:
            raise DiffersFromReferral(fields=differing)

    def assess_eligibility(self, trace: Trace, on: date) -> None:
        """Record the trace of the rule. It may be tried again until a meeting is booked (R-03)."""
        self.check_complete(on)
        if self.meeting_on is not None:
            raise MeetingAlreadyBooked
        self.trigger_event(self.EligibilityAssessed, trace=trace, occurred_on=on)

    def enrol(self, participant_id: UUID, consent_id: UUID, mode: Mode, on: date) -> None:
        """With a consent that is in force that day: `known_consent.consent_in_force` (R-06)."""
        self.check_may_enrol(on)
        self.trigger_event(
            self.ParticipantEnrolled,
            participant_id=participant_id,
            consent_id=consent_id,
            mode=mode,
            programme=self.programme,
            referring_agency=self.referring_agency,
            sex=self.sex,
            age_band=self.age_band,
            income_support=self.income_support,
            occurred_on=on,
        )

    def trigger_event(self, event_class: type[CanMutateAggregate[UUID]], **kwargs: Any) -> None:
        kwargs.setdefault("is_protected", self.is_protected)
        super().trigger_event(event_class, **kwargs)
