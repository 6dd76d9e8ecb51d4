import pytest
from services.planning.tests.examples import (
    AFTER_CONSENT,
    AUGUST_15,
    BACK_TO_REGULAR,
    CITY,
    CITY_ASKS,
    ENDING_RULES,
    ENROLLED_ON,
    JANUARY_31,
    KEEPER,
    KEEPER_ASKS,
    MARCH_14,
    MAY_2,
    PLACEMENT,
    PLAN_ENDED,
    PLAN_OPENED,
    PLAN_TO_CLOSE,
    PLAN_WITH_ACTIVITIES,
    SUMMARISED,
    SWEDISH,
    TO_STUDIES,
    TO_WORK,
    UNKNOWN,
    chosen,
    completed,
    deadline_missed,
    exited_to_work,
    given,
    interrupted,
    leave,
    placement_started,
    swedish_started,
)

from planning.activities.complete_activity import CompleteActivity
from planning.activities.interrupt_activity import InterruptActivity
from planning.activities.start_activity import StartActivity
from planning.ending.close_check import ExitBlocked
from planning.ending.record_exit import ExitedOtherwise, ExitedToEnhancedCooperation, ExitedToStudies
from planning.plan import Plan
from planning.plan.exits import TO_STUDIES as STUDIES
from planning.plan.exits import TO_WORK as WORK
from planning.plan.exits import Exit
from planning.plan.refusals import (
    ActivityHasEnded,
    ActivityNotFound,
    BeforeTheStart,
    NotTheOwner,
    PlanHasEnded,
    SubsidyKindMismatch,
)
from samplan.contracts.codes import ActivityKind, ExitClass, InterruptionReason, SubsidyKind, Track
from samplan.testing.given import fact


class TestStartActivity:
    def test_runs_in_parallel_with_another_agencys(self) -> None:
        (
            given(*PLAN_OPENED, swedish_started())
            .when(
                StartActivity(
                    **KEEPER_ASKS,
                    activity_id=PLACEMENT,
                    kind=ActivityKind.WORK_PLACEMENT,
                    occurred_on=MARCH_14,
                )
            )
            .then(placement_started())
        )
        plan = given(*PLAN_WITH_ACTIVITIES).aggregate(Plan)
        assert [activity.owner for activity in plan.current_activities] == [CITY, KEEPER]

    def test_is_refused_once_the_plan_has_ended(self) -> None:
        (
            given(*PLAN_ENDED)
            .when(
                StartActivity(
                    **CITY_ASKS, activity_id=SWEDISH, kind=ActivityKind.SWEDISH_STUDIES, occurred_on=AUGUST_15
                )
            )
            .then_refused(PlanHasEnded)
        )

    def test_is_refused_before_the_enrolment(self) -> None:
        (
            given(*PLAN_OPENED)
            .when(
                StartActivity(
                    **CITY_ASKS,
                    activity_id=SWEDISH,
                    kind=ActivityKind.SWEDISH_STUDIES,
                    occurred_on=JANUARY_31,
                )
            )
            .then_refused(BeforeTheStart)
        )


class TestCompleteActivity:
    def test_leaves_the_others_unchanged(self) -> None:
        outcome = given(*PLAN_WITH_ACTIVITIES).when(
            CompleteActivity(**CITY_ASKS, activity_id=SWEDISH, occurred_on=MAY_2)
        )
        outcome.then(completed(SWEDISH))
        assert [activity.id for activity in outcome.aggregate.current_activities] == [PLACEMENT]

    def test_is_for_its_owner_alone(self) -> None:
        (
            given(*PLAN_WITH_ACTIVITIES)
            .when(CompleteActivity(**KEEPER_ASKS, activity_id=SWEDISH, occurred_on=MAY_2))
            .then_refused(NotTheOwner)
        )

    def test_is_refused_the_second_time(self) -> None:
        (
            given(*PLAN_WITH_ACTIVITIES, completed(SWEDISH))
            .when(CompleteActivity(**CITY_ASKS, activity_id=SWEDISH, occurred_on=MAY_2))
            .then_refused(ActivityHasEnded)
        )

    def test_is_refused_before_the_activity_started(self) -> None:
        (
            given(*PLAN_WITH_ACTIVITIES)
            .when(CompleteActivity(**CITY_ASKS, activity_id=SWEDISH, occurred_on=ENROLLED_ON))
            .then_refused(BeforeTheStart)
        )

    def test_is_refused_for_an_activity_that_the_plan_does_not_have(self) -> None:
        (
            given(*PLAN_WITH_ACTIVITIES)
            .when(CompleteActivity(**CITY_ASKS, activity_id=UNKNOWN, occurred_on=MAY_2))
            .then_refused(ActivityNotFound)
        )


class TestInterruptActivity:
    def test_states_a_coded_reason(self) -> None:
        (
            given(*PLAN_WITH_ACTIVITIES)
            .when(
                InterruptActivity(
                    **KEEPER_ASKS,
                    activity_id=PLACEMENT,
                    reason=InterruptionReason.STARTED_WORK,
                    occurred_on=MAY_2,
                ),
                None,
            )
            .then(interrupted(PLACEMENT, InterruptionReason.STARTED_WORK))
        )

    def test_is_for_its_owner_alone(self) -> None:
        (
            given(*PLAN_WITH_ACTIVITIES)
            .when(
                InterruptActivity(
                    **CITY_ASKS, activity_id=PLACEMENT, reason=InterruptionReason.OTHER, occurred_on=MAY_2
                ),
                "sealed",
            )
            .then_refused(NotTheOwner)
        )


class TestLeave:
    def test_to_studies_is_an_exit_of_its_own_kind(self) -> None:
        (
            given(*PLAN_TO_CLOSE)
            .when(leave(TO_STUDIES, on=AUGUST_15), ENDING_RULES)
            .then(
                fact(
                    ExitedToStudies,
                    exit_class=ExitClass.STUDIES_STUDENT_AID,
                    occurred_on=AUGUST_15,
                    shared=True,
                )
            )
        )

    def test_to_enhanced_cooperation_is_told_as_such(self) -> None:
        to, on = ExitClass.ENHANCED_COOPERATION, AUGUST_15
        left = fact(ExitedToEnhancedCooperation, exit_class=to, occurred_on=on, shared=True)
        given(*PLAN_TO_CLOSE).when(leave(Exit(to), on=on), ENDING_RULES).then(left)

    @pytest.mark.parametrize(
        "exit_class", sorted(set(ExitClass) - WORK - STUDIES - {ExitClass.ENHANCED_COOPERATION})
    )
    def test_otherwise_is_every_other_class(self, exit_class: ExitClass) -> None:
        (
            given(*PLAN_TO_CLOSE)
            .when(leave(Exit(exit_class), on=AUGUST_15), ENDING_RULES)
            .then(fact(ExitedOtherwise, exit_class=exit_class, occurred_on=AUGUST_15, shared=True))
        )

    def test_without_a_plan_in_time_records_that_too(self) -> None:
        (
            given(*PLAN_OPENED, SUMMARISED)
            .when(leave(TO_WORK, on=AUGUST_15), ENDING_RULES)
            .then(deadline_missed(), exited_to_work())
        )

    def test_lists_every_blocker_at_once(self) -> None:
        outcome = given(*PLAN_OPENED, chosen(Track.HEALTH), swedish_started(MAY_2)).when(
            leave(TO_WORK, on=MARCH_14), ENDING_RULES
        )
        outcome.then_refused(ExitBlocked)
        assert outcome.refusal is not None
        assert outcome.refusal.details == {
            "blockers": ["health_track_not_followed_up", "activity_starts_after_exit", "no_summary"]
        }

    @pytest.mark.parametrize("to", [TO_WORK, TO_STUDIES])
    def test_to_work_or_studies_is_refused_straight_from_the_health_track(self, to: Exit) -> None:
        given(*PLAN_TO_CLOSE, chosen(Track.HEALTH)).when(leave(to, on=AUGUST_15), ENDING_RULES).then_refused(
            ExitBlocked
        )

    @pytest.mark.parametrize("track", [Track.EDUCATION, Track.WORK])
    def test_to_work_is_open_when_another_track_followed_health(self, track: Track) -> None:
        (
            given(*PLAN_TO_CLOSE, chosen(Track.HEALTH), chosen(track, MAY_2))
            .when(leave(TO_WORK, on=AUGUST_15), ENDING_RULES)
            .then(exited_to_work())
        )

    def test_otherwise_is_open_from_the_health_track(self) -> None:
        outcome = given(*PLAN_TO_CLOSE, chosen(Track.HEALTH)).when(
            leave(BACK_TO_REGULAR, on=AUGUST_15), ENDING_RULES
        )
        assert outcome.refusal is None

    def test_is_refused_the_second_time(self) -> None:
        given(*PLAN_ENDED).when(leave(TO_WORK, on=AFTER_CONSENT), ENDING_RULES).then_refused(PlanHasEnded)

    def test_is_refused_before_the_enrolment(self) -> None:
        given(*PLAN_OPENED).when(leave(TO_WORK, on=JANUARY_31), ENDING_RULES).then_refused(BeforeTheStart)


class TestExit:
    def test_to_subsidised_work_names_the_subsidy(self) -> None:
        with pytest.raises(SubsidyKindMismatch):
            Exit(ExitClass.WORK_SUBSIDISED)

    @pytest.mark.parametrize("exit_class", sorted(set(ExitClass) - {ExitClass.WORK_SUBSIDISED}))
    def test_of_any_other_class_names_none(self, exit_class: ExitClass) -> None:
        with pytest.raises(SubsidyKindMismatch):
            Exit(exit_class, SubsidyKind.SAMHALL)
