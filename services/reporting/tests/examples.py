"""One valid instance of everything: fixed ids, fixed dates."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid5

from samplan.contracts.codes import (
    ActivityKind,
    AgeBand,
    Agency,
    ConsentKind,
    ConsentPurpose,
    DeclineReason,
    ExitClass,
    IncomeSupport,
    InterruptionReason,
    Mode,
    Occasion,
    Outcome,
    RevocationReason,
    Sex,
    SubsidyKind,
    Track,
)
from samplan.contracts.consent import (
    ConsentExpired,
    ConsentGranted,
    ConsentRefused,
    ConsentRevoked,
    ReferralCovered,
)
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.plans import (
    ActivityCompleted,
    ActivityInterrupted,
    ActivityStarted,
    ClockStopped,
    CoordinatorAppointed,
    EnrolmentJoined,
    ExitedOtherwise,
    ExitedToStudies,
    ExitedToWork,
    IncomeSupportRecorded,
    PlanAgreed,
    PlanDeadlineMissed,
    PlanOpened,
    TrackChosen,
    plan_id_of,
)
from samplan.contracts.referral import (
    EligibilityAssessed,
    IntakeMeetingHeld,
    ParticipantEnrolled,
    ReferralDeclined,
    ReferralSubmitted,
)

NAMES = UUID("0b7c5a52-6f0e-4d5e-9f6d-3a6a5e0d7c11")
PROGRAMME = "malmokraften"
JUNE_1 = date(2022, 6, 1)


def an_id(kind: str, number: int = 1) -> UUID:
    return uuid5(NAMES, f"{kind}-{number}")


def day(after: int) -> date:
    return JUNE_1 + timedelta(days=after)


class Person:
    """The events of one participant. Days are counted from 1 June 2022."""

    def __init__(self, number: int = 1, sex: Sex = Sex.WOMAN, agency: Agency = Agency.MALMO_IFO) -> None:
        self.sex = sex
        self.agency = agency
        self.referral_id = an_id("referral", number)
        self.participant_id = an_id("participant", number)
        self.consent_id = an_id("consent", number)
        self.plan_id = plan_id_of(self.referral_id)
        self.activity_id = an_id("activity", number)

    def referred(self, on: int = 0) -> ContractEvent:
        return ReferralSubmitted(
            occurred_on=day(on),
            referral_id=self.referral_id,
            programme=PROGRAMME,
            referring_agency=self.agency,
        )

    def assessed(self, on: int = 2, outcome: Outcome = Outcome.MET) -> ContractEvent:
        return EligibilityAssessed(
            occurred_on=day(on),
            referral_id=self.referral_id,
            policy=PROGRAMME,
            policy_version=2,
            outcome=outcome,
            criteria=(),
        )

    def met(self, on: int = 10) -> ContractEvent:
        return IntakeMeetingHeld(occurred_on=day(on), referral_id=self.referral_id)

    def declined(self, on: int = 3, reason: DeclineReason = DeclineReason.NO_CAPACITY) -> ContractEvent:
        return ReferralDeclined(occurred_on=day(on), referral_id=self.referral_id, reason=reason)

    def consented(self, on: int = 10, kind: ConsentKind = ConsentKind.SECRECY_WAIVER) -> ContractEvent:
        return ConsentGranted(
            occurred_on=day(on),
            consent_id=self.consent_id,
            participant_id=self.participant_id,
            referral_id=self.referral_id,
            agencies=(Agency.AF, Agency.MALMO_IFO),
            purpose=ConsentPurpose.COORDINATION,
            kind=kind,
            valid_until=day(on + 300),
        )

    def covered(self, referral_id: UUID, on: int = 200) -> ContractEvent:
        return ReferralCovered(
            occurred_on=day(on),
            consent_id=self.consent_id,
            participant_id=self.participant_id,
            referral_id=referral_id,
        )

    def refused(self, on: int = 10) -> ContractEvent:
        return ConsentRefused(occurred_on=day(on), consent_id=self.consent_id, referral_id=self.referral_id)

    def revoked(self, on: int = 100, reason: RevocationReason = RevocationReason.WITHDRAWN) -> ContractEvent:
        return ConsentRevoked(
            occurred_on=day(on),
            consent_id=self.consent_id,
            participant_id=self.participant_id,
            reason=reason,
        )

    def expired(self, on: int = 310) -> ContractEvent:
        return ConsentExpired(
            occurred_on=day(on), consent_id=self.consent_id, participant_id=self.participant_id
        )

    def enrolled(
        self,
        on: int = 12,
        income_support: IncomeSupport = IncomeSupport.EKONOMISKT_BISTAND,
        under: Person | None = None,
    ) -> ContractEvent:
        """`under`: the person whose consent, and so whose participant id, it is."""
        person = under or self
        return ParticipantEnrolled(
            occurred_on=day(on),
            referral_id=self.referral_id,
            participant_id=person.participant_id,
            consent_id=person.consent_id,
            programme=PROGRAMME,
            mode=Mode.PROGRAMME,
            sex=self.sex,
            age_band=AgeBand.FROM_35,
            referring_agency=self.agency,
            income_support=income_support,
        )

    def opened(self, on: int = 12) -> ContractEvent:
        return PlanOpened(
            occurred_on=day(on),
            plan_id=self.plan_id,
            participant_id=self.participant_id,
            referral_id=self.referral_id,
            consent_id=self.consent_id,
            programme=PROGRAMME,
            plan_due_on=day(on + 60),
        )

    def joined_by(self, referral_id: UUID, on: int = 40) -> ContractEvent:
        """Another service's referral of the same person is enrolled while their plan is open."""
        return EnrolmentJoined(occurred_on=day(on), plan_id=self.plan_id, referral_id=referral_id)

    def coordinated(self, on: int = 14) -> ContractEvent:
        return CoordinatorAppointed(occurred_on=day(on), plan_id=self.plan_id, agency=Agency.AF)

    def chose(self, on: int = 30, track: Track = Track.WORK) -> ContractEvent:
        return TrackChosen(occurred_on=day(on), plan_id=self.plan_id, track=track)

    def agreed(self, on: int = 52) -> ContractEvent:
        return PlanAgreed(occurred_on=day(on), plan_id=self.plan_id, agencies=(Agency.AF, Agency.MALMO_IFO))

    def stopped(self, on: int = 20, days: int = 10) -> ContractEvent:
        return ClockStopped(
            occurred_on=day(on), plan_id=self.plan_id, until=day(on + days - 1), plan_due_on=day(72 + days)
        )

    def overdue(self, on: int = 73) -> ContractEvent:
        return PlanDeadlineMissed(occurred_on=day(on), plan_id=self.plan_id, due_on=day(72))

    def started(self, on: int = 60) -> ContractEvent:
        return ActivityStarted(
            occurred_on=day(on),
            plan_id=self.plan_id,
            activity_id=self.activity_id,
            kind=ActivityKind.WORK_PLACEMENT,
            owner_agency=Agency.MALMO_AMA,
        )

    def completed(self, on: int = 90) -> ContractEvent:
        return ActivityCompleted(occurred_on=day(on), plan_id=self.plan_id, activity_id=self.activity_id)

    def interrupted(self, on: int = 80) -> ContractEvent:
        return ActivityInterrupted(
            occurred_on=day(on),
            plan_id=self.plan_id,
            activity_id=self.activity_id,
            reason=InterruptionReason.STARTED_WORK,
        )

    def lives_on(self, on: int, at: Occasion, income_support: IncomeSupport) -> ContractEvent:
        return IncomeSupportRecorded(
            occurred_on=day(on), plan_id=self.plan_id, at=at, income_support=income_support
        )

    def to_work(self, on: int = 120, kind: SubsidyKind | None = None) -> ContractEvent:
        of_class = ExitClass.WORK_SUBSIDISED if kind else ExitClass.WORK_UNSUBSIDISED
        return ExitedToWork(occurred_on=day(on), plan_id=self.plan_id, exit_class=of_class, subsidy_kind=kind)

    def to_studies(
        self, on: int = 120, exit_class: ExitClass = ExitClass.STUDIES_STUDENT_AID
    ) -> ContractEvent:
        return ExitedToStudies(occurred_on=day(on), plan_id=self.plan_id, exit_class=exit_class)

    def elsewhere(
        self, on: int = 120, exit_class: ExitClass = ExitClass.RETURNED_TO_REGULAR
    ) -> ContractEvent:
        return ExitedOtherwise(occurred_on=day(on), plan_id=self.plan_id, exit_class=exit_class)

    def whole_journey(self) -> list[ContractEvent]:
        return [
            self.referred(),
            self.assessed(),
            self.met(),
            self.consented(),
            self.enrolled(),
            self.opened(),
            self.coordinated(),
            self.chose(),
            self.agreed(),
            self.started(),
            self.completed(),
            self.to_work(),
        ]
