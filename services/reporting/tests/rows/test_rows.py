"""Each row is the fold of one stream."""

from datetime import date

import pytest
from msgspec.structs import replace
from services.reporting.tests.examples import PROGRAMME, Person, an_id, day
from services.reporting.tests.given import Projection
from services.reporting.tests.other_outcomes import (
    entered_in_error,
    followed_up,
    renewed,
    routed,
    visit_ended,
    visited,
    withdrawn,
)
from services.reporting.tests.versions import in_version_2

from reporting.rows import consents, joinings, plans, referrals
from reporting.rows.consents import Consent
from reporting.rows.coverings import Covering, covering
from reporting.rows.joinings import Joining, joining
from reporting.rows.plans import Plan
from reporting.rows.referrals import Referral
from samplan.contracts.codes import (
    AgeBand,
    Agency,
    ConsentKind,
    DeclineReason,
    ExitClass,
    IncomeSupport,
    Mode,
    Occasion,
    Outcome,
    RevocationReason,
    Sex,
    StudyVisitEnd,
    SubsidyKind,
    Track,
)
from samplan.contracts.codes.ages import AgeGroup
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.endings import ExitedToEnhancedCooperation

ANNA = Person()
REFERRAL = Projection(Referral(referral_id=ANNA.referral_id), referrals.fold)
CONSENT = Projection(Consent(consent_id=ANNA.consent_id), consents.fold)
PLAN = Projection(Plan(plan_id=ANNA.plan_id), plans.fold)

GRANTED = {"granted_on": day(10), "covers_from": day(10), "valid_until": day(310)}
SUBMITTED = {"programme": PROGRAMME, "referring_agency": Agency.MALMO_IFO, "referred_on": day(0)}


class TestReferral:
    def test_begins_when_submitted(self) -> None:
        REFERRAL.given(ANNA.referred()).then_row(**SUBMITTED)

    def test_keeps_the_outcome_of_the_assessment(self) -> None:
        REFERRAL.given(ANNA.assessed(outcome=Outcome.NOT_MET)).then_row(
            assessed_on=day(2), eligibility=Outcome.NOT_MET
        )

    def test_keeps_when_the_intake_meeting_was_held(self) -> None:
        REFERRAL.given(ANNA.met()).then_row(intake_on=day(10))

    def test_keeps_why_it_was_declined(self) -> None:
        REFERRAL.given(ANNA.referred(), ANNA.declined()).then_row(
            **SUBMITTED, declined_on=day(3), decline_reason=DeclineReason.NO_CAPACITY
        )

    def test_keeps_why_it_was_withdrawn_or_routed_alike(self) -> None:
        REFERRAL.given(withdrawn(ANNA)).then_row(declined_on=day(3), decline_reason=DeclineReason.MOVED)
        for event in (routed(ANNA, Person(2).referral_id), routed(ANNA)):
            REFERRAL.given(event).then_row(declined_on=day(3), decline_reason=DeclineReason.WRONG_RECIPIENT)

    def test_keeps_that_it_was_of_the_wrong_person(self) -> None:
        REFERRAL.given(entered_in_error(ANNA)).then_row(entered_in_error_on=day(70))

    def test_follows_a_study_visit_to_the_programme(self) -> None:
        REFERRAL.given(visited(ANNA), followed_up(ANNA), visit_ended(ANNA, StudyVisitEnd.ENROLLED)).then_row(
            visit_started_on=day(12),
            visit_followed_up_on=day(80),
            visit_ended_on=day(95),
            visit_end=StudyVisitEnd.ENROLLED,
            mode=Mode.PROGRAMME,
        )

    def test_stores_facts_of_the_person_at_enrolment_but_not_who_it_is(self) -> None:
        REFERRAL.given(ANNA.referred(), ANNA.enrolled()).then_row(
            **SUBMITTED,
            enrolled_on=day(12),
            consent_id=ANNA.consent_id,
            mode=Mode.PROGRAMME,
            sex=Sex.WOMAN,
            age_band=AgeBand.FROM_35,
            income_support=IncomeSupport.EKONOMISKT_BISTAND,
            age_group=AgeGroup.FROM_30,
        )
        assert "participant_id" not in Referral.__struct_fields__

    def test_is_described_apart_from_its_enrolment_whichever_is_first(self) -> None:
        enrolment, description = in_version_2([ANNA.enrolled()])
        alike = REFERRAL.given(ANNA.referred(), ANNA.enrolled())._row
        for after in ([enrolment, description], [description, enrolment]):
            assert REFERRAL.given(ANNA.referred(), *after)._row == replace(alike, age_band=None)

    def test_ignores_events_of_other_streams(self) -> None:
        REFERRAL.given(ANNA.agreed()).then_row()


class TestConsent:
    def test_names_the_participant_while_it_holds(self) -> None:
        CONSENT.given(ANNA.consented()).then_row(**GRANTED, participant_id=ANNA.participant_id)

    def test_covers_earlier_facts_when_it_says_so(self) -> None:
        earlier = replace(ANNA.consented(), covers_earlier=True)
        CONSENT.given(earlier).then_row(
            **GRANTED | {"covers_from": date.min}, participant_id=ANNA.participant_id
        )

    def test_holds_longer_once_renewed(self) -> None:
        CONSENT.given(ANNA.consented(), renewed(ANNA, day(600))).then_row(
            **GRANTED | {"valid_until": day(600)}, participant_id=ANNA.participant_id
        )

    def test_forgets_the_participant_when_revoked(self) -> None:
        CONSENT.given(ANNA.consented(), ANNA.revoked()).then_row(
            **GRANTED, revoked_on=day(100), participant_id=None
        )

    def test_was_never_given_when_its_referral_was_of_the_wrong_person(self) -> None:
        in_error = ANNA.revoked(reason=RevocationReason.ENTERED_IN_ERROR)
        CONSENT.given(ANNA.consented(), in_error).then_row(
            granted_on=None, revoked_on=day(100), entered_in_error_on=day(100), participant_id=None
        )

    @pytest.mark.parametrize("end", [ANNA.revoked(), ANNA.expired()])
    def test_names_no_participant_when_its_grant_is_received_after_its_end(self, end: ContractEvent) -> None:
        in_order, late = CONSENT.given(ANNA.consented(), end), CONSENT.given(end, ANNA.consented())
        assert late._row == in_order._row

    def test_stays_never_given_when_its_grant_is_received_after_the_error(self) -> None:
        in_error = ANNA.revoked(reason=RevocationReason.ENTERED_IN_ERROR)
        in_order, late = CONSENT.given(ANNA.consented(), in_error), CONSENT.given(in_error, ANNA.consented())
        assert late._row == in_order._row

    def test_forgets_the_participant_when_expired(self) -> None:
        CONSENT.given(ANNA.consented(), ANNA.expired()).then_row(
            **GRANTED, expired_on=day(310), participant_id=None
        )

    def test_keeps_a_refusal_without_a_participant(self) -> None:
        CONSENT.given(ANNA.refused()).then_row(refused_on=day(10), participant_id=None)

    def test_is_not_given_by_a_consent_of_another_kind(self) -> None:
        CONSENT.given(ANNA.consented(kind=ConsentKind.RESEARCH)).then_row(participant_id=None)


class TestCovering:
    def test_links_a_consent_to_the_referral_it_was_asked_for(self) -> None:
        link = Covering(consent_id=ANNA.consent_id, referral_id=ANNA.referral_id)
        assert covering(ANNA.consented()) == link
        assert covering(ANNA.refused()) == link

    def test_links_a_consent_to_a_later_referral(self) -> None:
        other = an_id("referral", 2)
        assert covering(ANNA.covered(other)) == Covering(consent_id=ANNA.consent_id, referral_id=other)

    def test_is_not_made_by_a_consent_of_another_kind(self) -> None:
        assert covering(ANNA.consented(kind=ConsentKind.MEDIA)) is None


class TestPlan:
    def test_opens_with_the_day_it_is_due(self) -> None:
        PLAN.given(ANNA.opened()).then_row(referral_id=ANNA.referral_id, opened_on=day(12), due_on=day(72))

    def test_is_due_later_once_its_clock_was_stopped(self) -> None:
        PLAN.given(ANNA.stopped(days=10)).then_row(due_on=day(82), stops=f"{day(20)}/{day(29)}")

    def test_keeps_the_latest_coordinator_and_track(self) -> None:
        PLAN.given(ANNA.coordinated(), ANNA.chose(track=Track.HEALTH), ANNA.chose(50)).then_row(
            coordinator=Agency.AF, coordinator_since=day(14), track=Track.WORK, track_since=day(50)
        )

    def test_keeps_the_latest_track_by_date_when_an_earlier_one_is_entered_late(self) -> None:
        PLAN.given(ANNA.chose(50), ANNA.chose(30, track=Track.HEALTH)).then_row(
            track=Track.WORK, track_since=day(50)
        )

    def test_is_agreed_the_first_time(self) -> None:
        PLAN.given(ANNA.agreed(), ANNA.agreed(90)).then_row(agreed_on=day(52))

    def test_knows_when_its_first_activity_started(self) -> None:
        PLAN.given(ANNA.started(60), ANNA.started(55), ANNA.started(70), ANNA.started(55)).then_row(
            first_activity_on=day(55), interventions="work_placement=2022-07-26"
        )

    def test_keeps_the_income_support_of_either_end(self) -> None:
        PLAN.given(
            ANNA.lives_on(12, Occasion.ENTRY, IncomeSupport.EKONOMISKT_BISTAND),
            ANNA.lives_on(120, Occasion.EXIT, IncomeSupport.LON),
        ).then_row(income_at_entry=IncomeSupport.EKONOMISKT_BISTAND, income_at_exit=IncomeSupport.LON)

    def test_ends_in_work_with_the_kind_of_subsidy(self) -> None:
        PLAN.given(ANNA.to_work(kind=SubsidyKind.NYSTARTSJOBB)).then_row(
            exited_on=day(120),
            exit_class=ExitClass.WORK_SUBSIDISED,
            subsidy_kind=SubsidyKind.NYSTARTSJOBB,
        )

    def test_ends_in_studies(self) -> None:
        PLAN.given(ANNA.to_studies()).then_row(exited_on=day(120), exit_class=ExitClass.STUDIES_STUDENT_AID)

    def test_ends_otherwise(self) -> None:
        to = ExitClass.ENHANCED_COOPERATION
        left = ExitedToEnhancedCooperation(occurred_on=day(120), plan_id=ANNA.plan_id, exit_class=to)
        PLAN.given(left).then_row(exited_on=day(120), exit_class=to)
        PLAN.given(ANNA.elsewhere()).then_row(exited_on=day(120), exit_class=ExitClass.RETURNED_TO_REGULAR)


class TestJoining:
    def test_links_an_enrolment_to_the_plan_it_joined(self) -> None:
        later = Person(2).referral_id
        assert joining(ANNA.joined_by(later)) == Joining(referral_id=later, plan_id=ANNA.plan_id)

    def test_is_to_the_latest_plan(self) -> None:
        later, bea = Person(2).referral_id, Person(3)
        first = Joining(referral_id=later, plan_id=ANNA.plan_id)
        latest = Joining(referral_id=later, plan_id=bea.plan_id)
        assert joinings.PROJECTION.fold(first, bea.joined_by(later)) == latest

    def test_is_not_made_by_opening_a_plan(self) -> None:
        assert joining(ANNA.opened()) is None
