"""P-06: each agency agrees for itself, the participant through the coordinator."""

import msgspec
import pytest
from services.planning.tests.agreements import agency_agreed, miss_taken_back, participant_agreed, revised
from services.planning.tests.examples import (
    AUGUST_15,
    CARE,
    CITY,
    CITY_ASKS,
    DAY_60,
    DAY_61,
    ENDING_RULES,
    ENROLLED_ON,
    GRANTED,
    JANUARY_31,
    KEEPER,
    KEEPER_ASKS,
    MARCH_14,
    MAY_2,
    PLAN,
    PLAN_ENDED,
    PLAN_OPENED,
    PLAN_WITH_ACTIVITIES,
    SUMMARISED,
    SWEDISH,
    agreed,
    appointed,
    circle,
    completed,
    deadline_missed,
    given,
    leave,
    swedish_started,
)
from services.planning.tests.examples import BACK_TO_REGULAR as ELSEWHERE
from services.planning.tests.test_clocks import tick

from planning.agreement.agree_for_participant import AgreeForParticipant, ParticipantAgreed
from planning.agreement.agree_plan import AgencyAgreed, AgreePlan
from planning.agreement.plan_agreed import PlanAlreadyAgreed
from planning.agreement.revise_plan import PlanNotAgreed, RevisePlan
from planning.clock.deadline import take_back_miss
from planning.office.leading import NotTheCoordinator, RoleMayNotLead
from planning.plan.refusals import BeforeTheStart, PlanHasEnded
from samplan.contracts.codes import Agency
from samplan.contracts.planning import plans as published
from samplan.contracts.planning.revisions import PlanDeadlineMissTakenBack
from samplan.testing.given import Fact, fact
from samplan.testing.harness import ServiceUnderTest

COORDINATED = (*PLAN_OPENED, appointed(KEEPER, ENROLLED_ON))
WITH_ITEMS = (*PLAN_WITH_ACTIVITIES, appointed(KEEPER, ENROLLED_ON))
BOTH_AGREED = (agency_agreed(KEEPER), agency_agreed(CITY), participant_agreed())
PLAN_AGREED = (*WITH_ITEMS, *BOTH_AGREED, agreed(CITY, KEEPER))
KEEPER_AGREES = AgreePlan(**KEEPER_ASKS, occurred_on=MARCH_14)
CITY_AGREES = AgreePlan(**CITY_ASKS, occurred_on=MARCH_14)
PARTICIPANT_AGREES = AgreeForParticipant(**KEEPER_ASKS, occurred_on=MARCH_14)
CARE_AGREES = AgreePlan(plan_id=PLAN, by=CARE, occurred_on=MARCH_14)


def has_agreed(agency: Agency) -> Fact:
    return fact(AgencyAgreed, agency=agency)


class TestAgreePlan:
    def test_agrees_for_the_calling_agency_alone(self) -> None:
        given(*WITH_ITEMS).when(CITY_AGREES).then(has_agreed(CITY))

    def test_by_an_agency_without_an_item_neither_agrees_for_others_nor_stops_them(self) -> None:
        """K20."""
        given(*WITH_ITEMS).when(CARE_AGREES).then(has_agreed(CARE))
        everybody_but_the_city = (agency_agreed(CARE), participant_agreed(), agency_agreed(KEEPER))
        outcome = given(*WITH_ITEMS, *everybody_but_the_city).when(CITY_AGREES)
        outcome.then(has_agreed(CITY), agreed(KEEPER, CITY, CARE))

    def test_is_recorded_once(self) -> None:
        given(*WITH_ITEMS, agency_agreed(CITY)).when(CITY_AGREES).then_nothing()

    def test_of_the_last_one_makes_the_plan_agreed_on_the_latest_of_their_days(self) -> None:
        late = AgreePlan(**CITY_ASKS, occurred_on=ENROLLED_ON)
        so_far = (agency_agreed(KEEPER, MAY_2), participant_agreed())
        outcome = given(*COORDINATED, swedish_started(ENROLLED_ON), *so_far).when(late)
        assert outcome.events[-1].occurred_on == MAY_2
        assert outcome.aggregate.agreement.first_on == MAY_2

    def test_waits_for_the_participant(self) -> None:
        given(*WITH_ITEMS, agency_agreed(KEEPER)).when(CITY_AGREES).then(has_agreed(CITY))

    def test_asks_no_agency_whose_activity_has_ended_or_begins_later(self) -> None:
        ended = (completed(SWEDISH, MARCH_14), participant_agreed())
        given(*WITH_ITEMS, *ended).when(KEEPER_AGREES).then(has_agreed(KEEPER), agreed(KEEPER))
        later = (swedish_started(MAY_2), participant_agreed())
        given(*COORDINATED, *later).when(KEEPER_AGREES).then(has_agreed(KEEPER), agreed(KEEPER))

    def test_waits_for_no_agency_that_may_know_of_the_plan_no_more(self) -> None:
        named = circle(msgspec.structs.replace(GRANTED, agencies=(KEEPER, CARE)))
        before = (*WITH_ITEMS, participant_agreed())
        told = given(*before, under=named).when(KEEPER_AGREES)
        told.then(has_agreed(KEEPER), agreed(KEEPER))

    def test_follows_the_end_of_the_only_item_that_it_waited_for(self) -> None:
        waiting = (agency_agreed(KEEPER), participant_agreed(), completed(SWEDISH, MARCH_14))
        given(*WITH_ITEMS, *waiting).when(KEEPER_AGREES).then(agreed(KEEPER))

    def test_is_refused_for_an_agreed_and_for_an_ended_plan_and_before_the_enrolment(self) -> None:
        given(*PLAN_AGREED).when(CARE_AGREES).then_refused(PlanAlreadyAgreed)
        given(*PLAN_ENDED).when(CARE_AGREES).then_refused(PlanHasEnded)
        early = AgreePlan(**KEEPER_ASKS, occurred_on=JANUARY_31)
        given(*COORDINATED).when(early).then_refused(BeforeTheStart)


class TestAgreeForParticipant:
    def test_completes_the_agreement(self) -> None:
        outcome = given(*WITH_ITEMS, *BOTH_AGREED[:2]).when(PARTICIPANT_AGREES)
        outcome.then(fact(ParticipantAgreed, occurred_on=MARCH_14), agreed(KEEPER, CITY))

    def test_does_not_replace_the_agreement_of_an_agency(self) -> None:
        given(*COORDINATED).when(PARTICIPANT_AGREES).then(fact(ParticipantAgreed, occurred_on=MARCH_14))

    def test_is_recorded_once(self) -> None:
        given(*COORDINATED, participant_agreed()).when(PARTICIPANT_AGREES).then_nothing()

    def test_is_refused_for_any_other_agency_and_without_a_coordinator(self) -> None:
        by_the_city = AgreeForParticipant(**CITY_ASKS, occurred_on=MARCH_14)
        given(*WITH_ITEMS).when(by_the_city).then_refused(NotTheCoordinator)
        given(*PLAN_OPENED).when(PARTICIPANT_AGREES).then_refused(NotTheCoordinator)
        by_health = AgreeForParticipant(**KEEPER_ASKS, role="health", occurred_on=MARCH_14)
        given(*COORDINATED).when(by_health).then_refused(RoleMayNotLead)


class TestRevisePlan:
    REVISE = RevisePlan(**CITY_ASKS, occurred_on=MAY_2)

    def test_asks_everybody_again_and_keeps_the_history(self) -> None:
        outcome = given(*PLAN_AGREED).when(self.REVISE)
        outcome.then(revised(CITY))
        plan = outcome.aggregate
        agreement = plan.agreement
        assert (agreement.holds, agreement.first_on, len(agreement.made)) == (False, MARCH_14, 1)
        assert (plan.must_agree(MAY_2), agreement.so_far.agencies) == ({KEEPER, CITY}, {})

    def test_leads_to_another_agreement_and_moves_no_deadline(self) -> None:
        again = (agency_agreed(CITY, AUGUST_15), participant_agreed(AUGUST_15))
        agree = AgreePlan(**KEEPER_ASKS, occurred_on=AUGUST_15)
        outcome = given(*PLAN_AGREED, revised(), *again).when(agree)
        outcome.then(has_agreed(KEEPER), agreed(KEEPER, CITY, on=AUGUST_15))
        assert outcome.aggregate.agreement.first_on == MARCH_14

    def test_makes_agreements_of_before_it_too_early(self) -> None:
        given(*PLAN_AGREED, revised()).when(CITY_AGREES).then_refused(BeforeTheStart)

    def test_is_refused_for_a_plan_that_is_not_agreed_or_has_ended(self) -> None:
        given(*WITH_ITEMS).when(self.REVISE).then_refused(PlanNotAgreed)
        given(*PLAN_AGREED, revised()).when(self.REVISE).then_refused(PlanNotAgreed)
        given(*PLAN_ENDED).when(self.REVISE).then_refused(PlanHasEnded)

    def test_is_refused_before_the_agreement(self) -> None:
        early = RevisePlan(**CITY_ASKS, occurred_on=ENROLLED_ON)
        given(*PLAN_AGREED).when(early).then_refused(BeforeTheStart)


class TestTheDeadline:
    """K23, I29."""

    SO_FAR = (*COORDINATED, participant_agreed())

    def test_is_kept_on_day_60_and_missed_on_day_61(self) -> None:
        on_day_60 = AgreePlan(**KEEPER_ASKS, occurred_on=DAY_60)
        given(*self.SO_FAR).when(on_day_60).then(has_agreed(KEEPER), agreed(KEEPER, on=DAY_60))
        on_day_61 = AgreePlan(**KEEPER_ASKS, occurred_on=DAY_61)
        late = (has_agreed(KEEPER), deadline_missed(), agreed(KEEPER, on=DAY_61))
        given(*self.SO_FAR).when(on_day_61).then(*late)
        given(*self.SO_FAR, deadline_missed()).when(on_day_61).then(late[0], late[2])

    def test_miss_is_taken_back_when_the_plan_was_agreed_in_time(self) -> None:
        in_time = AgreePlan(**KEEPER_ASKS, occurred_on=DAY_60)
        outcome = given(*self.SO_FAR, deadline_missed()).when(in_time)
        outcome.then(has_agreed(KEEPER), agreed(KEEPER, on=DAY_60), miss_taken_back())
        assert outcome.aggregate.has_missed_deadline is False

    def test_miss_is_taken_back_when_the_participant_had_left_before(self) -> None:
        for left_on, is_missed in ((MARCH_14, False), (DAY_61, True)):
            left = leave(ELSEWHERE, on=left_on)
            outcome = given(*self.SO_FAR, SUMMARISED, deadline_missed()).when(left, ENDING_RULES)
            assert outcome.refusal is None
            assert outcome.aggregate.has_missed_deadline is is_missed

    def test_miss_is_taken_back_once(self) -> None:
        in_time = (*self.SO_FAR, deadline_missed(), agreed(KEEPER, on=DAY_60))
        given(*in_time, miss_taken_back()).when(take_back_miss).then_nothing()
        given(*PLAN_OPENED, deadline_missed()).when(take_back_miss).then_nothing()


class TestOverHttp:
    PATH = f"/v1/plans/{PLAN}"

    @pytest.fixture
    def coordinated(self, opened: ServiceUnderTest) -> ServiceUnderTest:
        self.send(opened, "coordinator", KEEPER, "2022-02-07", agency="af")
        return opened

    def send(self, service: ServiceUnderTest, path: str, by: Agency, on: str, **body: str) -> int:
        etag = service.get(self.PATH, agency=by).headers["ETag"]
        sent = {"occurredOn": on, **body}
        answer = service.post(f"{self.PATH}/{path}", sent, agency=by, if_match=etag)
        return int(answer.status_code)

    def test_no_agency_can_name_another_and_nothing_is_told_before_all_have_agreed(
        self, coordinated: ServiceUnderTest
    ) -> None:
        """K20, and K23: the miss that was published is taken back."""
        before = len(told(coordinated))
        named = coordinated.post(
            f"{self.PATH}/agreement",
            {"agencies": ["af", "malmo-ifo"], "occurredOn": "2022-03-28"},
            agency=CARE,
            if_match=2,
        )
        assert named.status_code == 422
        assert self.send(coordinated, "agreement", CARE, "2022-03-28") == 200
        assert self.send(coordinated, "agreement", KEEPER, "2022-03-28") == 200
        assert self.send(coordinated, "agreement/participant", CITY, "2022-03-28") == 403
        assert len(told(coordinated)) == before
        assert tick(coordinated, AUGUST_15) == 1
        assert coordinated.get(self.PATH).json()["agreement"]["participantOn"] is None
        assert self.send(coordinated, "agreement/participant", KEEPER, "2022-03-28") == 200
        assert told(coordinated)[before:] == [
            published.PlanDeadlineMissed,
            published.PlanAgreed,
            PlanDeadlineMissTakenBack,
        ]
        shown = coordinated.get(self.PATH).json()
        assert (shown["agreedOn"], shown["missedDeadline"]) == ("2022-03-28", False)
        assert shown["agreement"]["agreements"] == [{"on": "2022-03-28", "agencies": ["af", "region-skane"]}]
        assert tick(coordinated, AUGUST_15) == 0

    def test_a_revised_plan_shows_who_must_agree_again(self, coordinated: ServiceUnderTest) -> None:
        self.send(coordinated, "agreement", KEEPER, "2022-03-28")
        self.send(coordinated, "agreement/participant", KEEPER, "2022-03-28")
        assert self.send(coordinated, "revision", CITY, "2022-05-02") == 403
        assert self.send(coordinated, "revision", KEEPER, "2022-05-02") == 200
        shown = coordinated.get(self.PATH).json()["agreement"]
        assert (shown["isAgreed"], shown["missing"]) == (False, ["af"])
        assert shown["revisions"] == [{"agency": "af", "on": "2022-05-02"}]


def told(service: ServiceUnderTest) -> list[type]:
    """What was published of the plan, without the disclosures of it."""
    return [type(one) for one in service.published() if isinstance(one, published.PlanEvent)]
