"""Coordinator, track, deadline and income support."""

from datetime import date

from services.planning.tests.examples import (
    AFTER_CONSENT,
    AUGUST_15,
    CITY,
    DAY_60,
    DAY_61,
    ENROLLED_ON,
    GRANTED,
    JANUARY_31,
    KEEPER,
    KEEPER_ASKS,
    MARCH_14,
    MAY_2,
    OUTSIDER,
    PLAN_AGREED,
    PLAN_ENDED,
    PLAN_OPENED,
    REVOKED,
    appointed,
    chosen,
    circle,
    deadline_missed,
    given,
)

from planning.clock.deadline import notice_deadline
from planning.coordination.appoint_coordinator import AppointCoordinator
from planning.course.choose_track import ChooseTrack
from planning.income_support.record_income_support import IncomeSupportRecorded, RecordIncomeSupport
from planning.office.stages import Stages
from planning.plan.refusals import AgencyNotInConsent, BeforeTheStart, PlanHasEnded
from samplan.contracts.codes import IncomeSupport, Occasion, Track
from samplan.testing.given import fact


class TestAppointCoordinator:
    def test_appoints_an_agency_of_the_consent(self) -> None:
        given(*PLAN_OPENED).when(AppointCoordinator(**KEEPER_ASKS, agency=CITY, occurred_on=MARCH_14)).then(
            appointed(CITY)
        )

    def test_keeps_the_earlier_coordinators(self) -> None:
        outcome = given(*PLAN_OPENED, appointed(CITY)).when(
            AppointCoordinator(**KEEPER_ASKS, agency=KEEPER, occurred_on=MAY_2)
        )
        outcome.then(appointed(KEEPER, MAY_2))
        assert outcome.aggregate.coordinators == ((CITY, MARCH_14), (KEEPER, MAY_2))
        assert outcome.aggregate.coordinator == KEEPER

    def test_of_the_same_agency_is_recorded_once_a_day(self) -> None:
        """On another day it is a fact of its own: a change between the two may be registered later (I29)."""
        again = AppointCoordinator(**KEEPER_ASKS, agency=CITY, occurred_on=MAY_2)
        given(*PLAN_OPENED, appointed(CITY)).when(again).then(appointed(CITY, MAY_2))
        between = (appointed(CITY), appointed(CITY, MAY_2), appointed(KEEPER, date(2022, 4, 1)))
        outcome = given(*PLAN_OPENED, *between).when(again)
        outcome.then_nothing()
        assert outcome.aggregate.coordinator == CITY

    def test_is_refused_for_an_agency_that_the_consent_does_not_name(self) -> None:
        (
            given(*PLAN_OPENED)
            .when(AppointCoordinator(**KEEPER_ASKS, agency=OUTSIDER, occurred_on=MARCH_14))
            .then_refused(AgencyNotInConsent)
        )

    def test_is_refused_once_the_plan_has_ended(self) -> None:
        given(*PLAN_ENDED).when(
            AppointCoordinator(**KEEPER_ASKS, agency=CITY, occurred_on=AUGUST_15)
        ).then_refused(PlanHasEnded)

    def test_is_refused_before_the_enrolment(self) -> None:
        (
            given(*PLAN_OPENED)
            .when(AppointCoordinator(**KEEPER_ASKS, agency=CITY, occurred_on=JANUARY_31))
            .then_refused(BeforeTheStart)
        )


class TestChooseTrack:
    def test_may_be_done_on_the_day_of_enrolment(self) -> None:
        (
            given(*PLAN_OPENED)
            .when(ChooseTrack(**KEEPER_ASKS, track=Track.HEALTH, occurred_on=ENROLLED_ON), Stages())
            .then(chosen(Track.HEALTH, ENROLLED_ON))
        )

    def test_may_be_changed(self) -> None:
        (
            given(*PLAN_OPENED, chosen(Track.HEALTH))
            .when(ChooseTrack(**KEEPER_ASKS, track=Track.WORK, occurred_on=MAY_2), Stages())
            .then(chosen(Track.WORK, MAY_2))
        )

    def test_of_the_same_track_is_recorded_once_a_day(self) -> None:
        """On another day it is a fact of its own: a change between the two may be registered later (I29)."""
        again = ChooseTrack(**KEEPER_ASKS, track=Track.HEALTH, occurred_on=MAY_2)
        given(*PLAN_OPENED, chosen(Track.HEALTH)).when(again, Stages()).then(chosen(Track.HEALTH, MAY_2))
        between = (chosen(Track.HEALTH), chosen(Track.HEALTH, MAY_2), chosen(Track.WORK, date(2022, 4, 1)))
        outcome = given(*PLAN_OPENED, *between).when(again, Stages())
        outcome.then_nothing()
        assert outcome.aggregate.track is Track.HEALTH

    def test_is_refused_once_the_plan_has_ended(self) -> None:
        given(*PLAN_ENDED).when(
            ChooseTrack(**KEEPER_ASKS, track=Track.WORK, occurred_on=AUGUST_15), Stages()
        ).then_refused(PlanHasEnded)

    def test_is_withheld_after_the_consent_was_revoked(self) -> None:
        (
            given(*PLAN_OPENED, under=circle(GRANTED, REVOKED))
            .when(ChooseTrack(**KEEPER_ASKS, track=Track.WORK, occurred_on=AUGUST_15), Stages())
            .then(chosen(Track.WORK, AUGUST_15, shared=False))
        )

    def test_is_withheld_after_the_consents_last_day_though_no_end_was_received(self) -> None:
        (
            given(*PLAN_OPENED, under=circle(GRANTED, on=AFTER_CONSENT))
            .when(ChooseTrack(**KEEPER_ASKS, track=Track.WORK, occurred_on=AFTER_CONSENT), Stages())
            .then(chosen(Track.WORK, AFTER_CONSENT, shared=False))
        )


class TestNoticeDeadline:
    def test_records_nothing_on_day_60(self) -> None:
        given(*PLAN_OPENED).when(notice_deadline, DAY_60).then_nothing()

    def test_dates_the_miss_to_day_61_however_late_it_is_noticed(self) -> None:
        given(*PLAN_OPENED).when(notice_deadline, DAY_61).then(deadline_missed())
        given(*PLAN_OPENED).when(notice_deadline, AUGUST_15).then(deadline_missed())

    def test_records_it_once(self) -> None:
        given(*PLAN_OPENED, deadline_missed()).when(notice_deadline, AUGUST_15).then_nothing()

    def test_records_nothing_of_an_agreed_or_ended_plan(self) -> None:
        given(*PLAN_AGREED).when(notice_deadline, AUGUST_15).then_nothing()
        given(*PLAN_ENDED).when(notice_deadline, AFTER_CONSENT).then_nothing()


PAYERS = frozenset({KEEPER})


class TestRecordIncomeSupport:
    AT_EXIT = fact(
        IncomeSupportRecorded,
        at=Occasion.EXIT,
        income_support=IncomeSupport.LON,
        occurred_on=AUGUST_15,
        shared=True,
    )

    def test_is_possible_after_the_exit(self) -> None:
        (
            given(*PLAN_ENDED)
            .when(
                RecordIncomeSupport(
                    **KEEPER_ASKS, at=Occasion.EXIT, income_support=IncomeSupport.LON, occurred_on=AUGUST_15
                ),
                PAYERS,
            )
            .then(self.AT_EXIT)
        )

    def test_changes_nothing_when_it_is_already_recorded(self) -> None:
        (
            given(*PLAN_ENDED, self.AT_EXIT)
            .when(
                RecordIncomeSupport(
                    **KEEPER_ASKS, at=Occasion.EXIT, income_support=IncomeSupport.LON, occurred_on=AUGUST_15
                ),
                PAYERS,
            )
            .then_nothing()
        )

    def test_keeps_entry_and_exit_apart(self) -> None:
        at_entry = RecordIncomeSupport(
            **KEEPER_ASKS, at=Occasion.ENTRY, income_support=IncomeSupport.INGEN, occurred_on=ENROLLED_ON
        )
        plan = given(*PLAN_ENDED, self.AT_EXIT).when(at_entry, PAYERS).aggregate
        assert plan.income_support == {
            Occasion.EXIT: IncomeSupport.LON,
            Occasion.ENTRY: IncomeSupport.INGEN,
        }
