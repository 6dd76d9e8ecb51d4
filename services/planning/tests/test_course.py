"""P-05, K22: the present track is the latest by date, and health is followed up before work or studies."""

from datetime import date
from itertools import permutations
from typing import ClassVar

import msgspec
import pytest
from services.planning.tests.examples import (
    AUGUST_15,
    CITY,
    ENDING_RULES,
    ENROLLED,
    GRANTED,
    KEEPER,
    KEEPER_ASKS,
    MARCH_14,
    MAY_2,
    OUTSIDER,
    PLAN,
    PLAN_ENDED,
    PLAN_OPENED,
    PLAN_TO_CLOSE,
    REVOKED,
    TO_WORK,
    appointed,
    chosen,
    exited_to_work,
    given,
    leave,
)

from planning.coordination.appoint_coordinator import AppointCoordinator
from planning.course.assess_sub_goal import AssessSubGoal, SubGoalAssessed, TrackNotChosen
from planning.course.choose_track import ChooseTrack, TrackChosen
from planning.course.enter_stage import EnterStage, StageEntered
from planning.dates.by_date import entered, in_force
from planning.ending.close_check import ExitBlocked
from planning.office.stages import HealthNotFollowedUp, NoSuchStage, StageOutOfOrder, Stages
from planning.plan import Plan
from planning.plan.refusals import AgencyNotInConsent, PlanHasEnded
from planning.plan.sub_goals import SubGoal
from samplan.contracts.codes import Achievement, Stage, Track
from samplan.contracts.planning import plans as published
from samplan.testing.given import Fact, fact
from samplan.testing.harness import ServiceUnderTest

MARCH_1 = date(2022, 3, 1)
WORK_THEN_HEALTH_LATE = (*PLAN_TO_CLOSE, chosen(Track.WORK, MAY_2), chosen(Track.HEALTH, MARCH_1))


class TestWhatHoldsByDate:
    @pytest.mark.parametrize("order", list(permutations([("a", MARCH_1), ("b", MARCH_14), ("c", MAY_2)])))
    def test_does_not_depend_on_the_order_of_entry(self, order: tuple[tuple[str, date], ...]) -> None:
        known: tuple[tuple[str, date], ...] = ()
        for one, on in order:
            known = entered(known, one, on)
        assert known == (("a", MARCH_1), ("b", MARCH_14), ("c", MAY_2))
        assert [in_force(known, on) for on in (MARCH_1, date(2022, 5, 1), MAY_2)] == ["a", "b", "c"]

    def test_is_nothing_before_the_first(self) -> None:
        assert in_force(entered((), "a", MARCH_14), MARCH_1) is None

    def test_of_one_day_is_what_was_entered_last(self) -> None:
        assert in_force(entered(entered((), "a", MARCH_14), "b", MARCH_14)) == "b"


class TestATrackEnteredLate:
    def test_leaves_the_later_one_in_force(self) -> None:
        assert given(*WORK_THEN_HEALTH_LATE).aggregate(Plan).track is Track.WORK

    def test_does_not_block_an_exit_to_work_after_the_later_one(self) -> None:
        given(*WORK_THEN_HEALTH_LATE).when(leave(TO_WORK, on=AUGUST_15), ENDING_RULES).then(exited_to_work())

    def test_blocks_one_on_a_day_when_health_was_in_force(self) -> None:
        early = leave(TO_WORK, on=MARCH_14)
        given(*WORK_THEN_HEALTH_LATE).when(early, ENDING_RULES).then_refused(ExitBlocked)

    def test_is_recorded_though_it_is_the_present_one(self) -> None:
        late = ChooseTrack(**KEEPER_ASKS, track=Track.WORK, occurred_on=MARCH_14)
        given(*PLAN_OPENED, chosen(Track.WORK, MAY_2)).when(late, Stages()).then(chosen(Track.WORK, MARCH_14))


def test_a_coordinator_entered_late_leaves_the_later_one_in_force() -> None:
    outcome = given(*PLAN_OPENED, appointed(KEEPER, MAY_2)).when(
        AppointCoordinator(**KEEPER_ASKS, agency=CITY, occurred_on=MARCH_14)
    )
    outcome.then(appointed(CITY, MARCH_14))
    assert outcome.aggregate.coordinator == KEEPER


ORDER = (Stage.RECRUITMENT, Stage.VISION_BUILDING, Stage.ACTIVITY, Stage.MATCHING)
STAGES = Stages(ORDER, Stage.MATCHING)


def stage(one: Stage, on: date) -> Fact:
    return fact(StageEntered, stage=one, occurred_on=on, shared=True)


def enter(one: Stage, on: date) -> EnterStage:
    return EnterStage(**KEEPER_ASKS, stage=one, occurred_on=on)


class TestStages:
    IN_STAGE_3 = (*PLAN_OPENED, stage(Stage.VISION_BUILDING, MARCH_1), stage(Stage.ACTIVITY, MARCH_14))

    def test_are_entered_one_after_the_other(self) -> None:
        on_track = (*self.IN_STAGE_3, chosen(Track.WORK))
        given(*on_track).when(enter(Stage.MATCHING, MAY_2), STAGES).then(stage(Stage.MATCHING, MAY_2))

    @pytest.mark.parametrize("skipped", [Stage.ACTIVITY, Stage.MATCHING])
    def test_are_not_skipped(self, skipped: Stage) -> None:
        given(*PLAN_OPENED).when(enter(skipped, MAY_2), STAGES).then_refused(StageOutOfOrder)

    def test_are_not_entered_before_the_one_that_they_presume(self) -> None:
        begun = (*PLAN_OPENED, stage(Stage.VISION_BUILDING, MARCH_14))
        given(*begun).when(enter(Stage.ACTIVITY, MARCH_1), STAGES).then_refused(StageOutOfOrder)

    def test_of_recruitment_are_completed_by_the_enrolment(self) -> None:
        given(*PLAN_OPENED).when(enter(Stage.RECRUITMENT, MAY_2), STAGES).then_refused(NoSuchStage)

    def test_are_none_where_the_programme_names_none(self) -> None:
        given(*PLAN_OPENED).when(enter(Stage.VISION_BUILDING, MARCH_1), Stages()).then_refused(NoSuchStage)

    def test_of_matching_presume_that_health_is_followed_up(self) -> None:
        on_health = (*self.IN_STAGE_3, chosen(Track.HEALTH))
        given(*on_health).when(enter(Stage.MATCHING, MAY_2), STAGES).then_refused(HealthNotFollowedUp)
        followed_up = (*on_health, chosen(Track.EDUCATION, date(2022, 5, 1)))
        given(*followed_up).when(enter(Stage.MATCHING, MAY_2), STAGES).then(stage(Stage.MATCHING, MAY_2))

    def test_of_matching_are_not_moved_to_the_health_track_by_a_late_choice(self) -> None:
        in_matching = (*self.IN_STAGE_3, chosen(Track.WORK, MARCH_1), stage(Stage.MATCHING, MAY_2))
        late = ChooseTrack(**KEEPER_ASKS, track=Track.HEALTH, occurred_on=MARCH_14)
        given(*in_matching).when(late, STAGES).then_refused(HealthNotFollowedUp)

    def test_are_entered_once(self) -> None:
        given(*self.IN_STAGE_3).when(enter(Stage.ACTIVITY, MAY_2), STAGES).then_nothing()

    def test_are_not_entered_once_the_plan_has_ended(self) -> None:
        given(*PLAN_ENDED).when(enter(Stage.MATCHING, AUGUST_15), STAGES).then_refused(PlanHasEnded)


def assessed(achievement: Achievement, on: date) -> Fact:
    known = {"track": Track.WORK, "sub_goal": SubGoal.EXISTING_COMPETENCE, "achievement": achievement}
    return fact(SubGoalAssessed, **known, occurred_on=on, shared=True)


def assess(achievement: Achievement, on: date) -> AssessSubGoal:
    return AssessSubGoal(
        **KEEPER_ASKS,
        track=Track.WORK,
        sub_goal=SubGoal.EXISTING_COMPETENCE,
        achievement=achievement,
        occurred_on=on,
    )


NEEDS = (frozenset({SubGoal.EXISTING_COMPETENCE}), None)
"""The sub-goals of the track, and no words."""


class TestAssessSubGoal:
    ON_TRACK = (*PLAN_OPENED, chosen(Track.WORK, MARCH_1))

    def test_says_how_far_the_goal_is_reached(self) -> None:
        given(*self.ON_TRACK).when(assess(Achievement.IMPROVING, MARCH_14), *NEEDS).then(
            assessed(Achievement.IMPROVING, MARCH_14)
        )

    def test_changes_nothing_when_that_holds_on_the_day(self) -> None:
        known = (*self.ON_TRACK, assessed(Achievement.ACHIEVED, MAY_2))
        given(*known).when(assess(Achievement.ACHIEVED, AUGUST_15), *NEEDS).then_nothing()
        given(*known).when(assess(Achievement.ACHIEVED, MARCH_14), *NEEDS).then(
            assessed(Achievement.ACHIEVED, MARCH_14)
        )

    def test_is_refused_before_the_track_is_chosen(self) -> None:
        for before in (PLAN_OPENED, (*PLAN_OPENED, chosen(Track.WORK, AUGUST_15))):
            given(*before).when(assess(Achievement.ACHIEVED, MAY_2), *NEEDS).then_refused(TrackNotChosen)

    def test_is_possible_for_an_earlier_track(self) -> None:
        moved_on = (*self.ON_TRACK, chosen(Track.EDUCATION))
        given(*moved_on).when(assess(Achievement.ACHIEVED, MAY_2), *NEEDS).then(
            assessed(Achievement.ACHIEVED, MAY_2)
        )


class TestTheAgreementOnATrack:
    def test_is_stored_with_the_choice(self) -> None:
        choosing = ChooseTrack(
            **KEEPER_ASKS, track=Track.WORK, agreed_with=frozenset({KEEPER, CITY}), occurred_on=MARCH_14
        )
        given(*PLAN_OPENED).when(choosing, Stages()).then(
            fact(TrackChosen, track=Track.WORK, agreed_with=(KEEPER, CITY), occurred_on=MARCH_14)
        )

    def test_names_agencies_of_the_consent_alone(self) -> None:
        choosing = ChooseTrack(
            **KEEPER_ASKS, track=Track.WORK, agreed_with=frozenset({OUTSIDER}), occurred_on=MARCH_14
        )
        given(*PLAN_OPENED).when(choosing, Stages()).then_refused(AgencyNotInConsent)


class TestOverHttp:
    """In a programme with stages and sub-goals, by its own rules."""

    GOAL: ClassVar = {"track": "health", "subGoal": "perceived_health", "achievement": "no-change"}

    @pytest.fixture
    def course(self, service: ServiceUnderTest) -> ServiceUnderTest:
        """On the track HEALTH, in stage 2."""
        service.receive(GRANTED, msgspec.structs.replace(ENROLLED, programme="internationella-kvinnor"))
        assert ask(service, "stages", "2022-02-02", stage="vision_building") == 200
        assert ask(service, "track", "2022-02-21", track="health") == 200
        return service

    def test_leads_through_the_stages(self, course: ServiceUnderTest) -> None:
        assert ask(course, "stages", "2022-05-02", stage="matching") == "stage_out_of_order"
        assert ask(course, "stages", "2022-03-01", stage="activity") == 200
        assert ask(course, "stages", "2022-05-02", stage="matching") == "health_track_not_followed_up"
        assert ask(course, "track", "2022-04-25", track="work") == 200
        assert ask(course, "stages", "2022-05-02", stage="matching") == 200
        stages = course.get(f"/v1/plans/{PLAN}", agency=CITY).json()["stages"]
        assert [one["stage"] for one in stages] == ["vision_building", "activity", "matching"]

    def test_publishes_how_far_a_goal_is_reached_and_not_which(self, course: ServiceUnderTest) -> None:
        assert ask(course, "sub-goal-assessments", "2022-03-01", **self.GOAL) == 200
        other = {**self.GOAL, "subGoal": "realistic_goal"}
        assert ask(course, "sub-goal-assessments", "2022-03-01", **other) == "no_such_sub_goal"
        [told] = [one for one in course.published() if isinstance(one, published.SubGoalAssessed)]
        assert (told.track, told.achievement) == (Track.HEALTH, Achievement.NO_CHANGE)
        assert course.get(f"/v1/plans/{PLAN}").json()["subGoals"] == [{**self.GOAL, "on": "2022-03-01"}]

    def test_seals_the_words_of_a_goal(self, course: ServiceUnderTest) -> None:
        assert ask(course, "sub-goal-assessments", "2022-03-01", **self.GOAL) == 200
        said = {**self.GOAL, "words": "Promenerar varje dag"}
        assert ask(course, "sub-goal-assessments", "2022-05-02", **said) == 200
        in_words = course.get(f"/v1/plans/{PLAN}/sub-goals", agency=CITY).json()["assessments"]
        assert [one["words"] for one in in_words] == [None, "Promenerar varje dag"]
        assert not [one for one in course.database.notifications(0, 999) if b"Promenerar" in one.state]
        course.receive(REVOKED)
        assert course.get(f"/v1/plans/{PLAN}/sub-goals", agency=CITY).status_code == 404


def ask(service: ServiceUnderTest, verb: str, on: str, **body: str) -> int | str:
    """200, or the code of the refusal."""
    path = f"/v1/plans/{PLAN}"
    etag = service.get(path).headers["ETag"]
    answer = service.post(f"{path}/{verb}", {**body, "occurredOn": on}, if_match=etag)
    return 200 if answer.status_code == 200 else str(answer.json()["code"])
