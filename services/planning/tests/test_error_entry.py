"""R-13: the referral that led to a plan was about the wrong person."""

from collections.abc import Sequence
from itertools import permutations
from uuid import UUID

import msgspec
import pytest
from services.planning.tests.examples import (
    CARE,
    CITY,
    ENROLLED,
    ENROLLED_AGAIN,
    GRANTED,
    IN_ERROR,
    KEEPER,
    MAY_2,
    OTHER_CONSENT,
    OTHER_GRANT,
    OTHER_REFERRAL,
    OUTSIDER,
    PLACEMENT,
    PLAN,
    PLAN_ENDED,
    PLAN_OPENED,
    PLAN_WITH_ACTIVITIES,
    REFERRAL,
    REVOKED,
    SWEDISH,
    UNDER_ANOTHER,
    given,
    joined,
)

from planning.activities.interrupt_activity import ActivityInterrupted
from planning.error_entry.enter_in_error import EnterInError, PlanEnteredInError, enter_in_error
from planning.error_entry.enter_in_error import ReferralEnteredInError as ErrorNoted
from planning.error_entry.referral_owners import NoteOwner
from planning.policies.when_participant_enrolled_note_owner import when_participant_enrolled_note_owner
from planning.policies.when_referral_entered_in_error_end_plan import when_referral_entered_in_error_end_plan
from samplan.contracts.codes import InterruptionReason
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning import plans as published
from samplan.contracts.planning.plans import plan_id_of
from samplan.contracts.referral import ReferralEnteredInError
from samplan.testing.given import Fact, fact, given_event
from samplan.testing.harness import ServiceUnderTest

OWNER = "/malmo-ifo/referral/0a1b2c3d"
WRONG = ReferralEnteredInError(referral_id=REFERRAL, occurred_on=MAY_2)
WRONG_TOO = ReferralEnteredInError(referral_id=OTHER_REFERRAL, occurred_on=MAY_2)
PATH = f"/v1/plans/{PLAN}"
TRACK = {"track": "education", "occurredOn": "2022-05-03"}

MEETING = {"kind": "multi_party", "agencies": ["malmo-ifo"], "startsAt": "09:30", "place": "at_an_agency"}
DAY: dict[str, object] = {"occurredOn": "2022-03-14"}
RECORDS: dict[str, dict[str, object]] = {
    f"{PATH}/demands": {"kind": "hand_in_document", "dueOn": "2022-05-02", **DAY},
    f"{PATH}/duty-notices": {"language": "ar", **DAY},
    f"{PATH}/health-requests": {"askedOf": CARE, **DAY},
    f"{PATH}/competence/portfolio": DAY,
    "/v1/mappings": {"planId": str(PLAN), **DAY},
    "/v1/meetings": {"planId": str(PLAN), "plannedOn": "2022-05-20", **MEETING, **DAY},
}
"""Of an agency, by where each begins."""


def record_beside(service: ServiceUnderTest, path: str, body: dict[str, object]) -> str:
    """Where it is shown."""
    answer = service.post(path, body, agency=CITY)
    assert answer.is_success, answer.text
    return answer.headers.get("Location") or path.rpartition("/")[0]


def noted(referral_id: UUID = REFERRAL) -> Fact:
    return fact(ErrorNoted, referral_id=referral_id, occurred_on=MAY_2, shared=False)


def ended() -> Fact:
    return fact(PlanEnteredInError, occurred_on=MAY_2, shared=False)


class TestEnterInError:
    def test_ends_the_plan_and_its_activities_and_publishes_nothing(self) -> None:
        (
            given(*PLAN_WITH_ACTIVITIES)
            .when(enter_in_error, referral_id=REFERRAL, on=MAY_2)
            .then(
                noted(),
                ended(),
                *(
                    fact(
                        ActivityInterrupted,
                        activity_id=activity,
                        reason=InterruptionReason.PLAN_ENDED,
                        occurred_on=MAY_2,
                        shared=False,
                    )
                    for activity in (SWEDISH, PLACEMENT)
                ),
            )
        )

    def test_leaves_a_plan_that_another_referral_led_to_as_well(self) -> None:
        given(*PLAN_OPENED, joined()).when(enter_in_error, referral_id=REFERRAL, on=MAY_2).then(noted())

    def test_ends_it_when_all_of_them_were_wrong(self) -> None:
        (
            given(*PLAN_OPENED, joined(), noted())
            .when(enter_in_error, referral_id=OTHER_REFERRAL, on=MAY_2)
            .then(noted(OTHER_REFERRAL), ended())
        )

    def test_is_possible_after_the_exit(self) -> None:
        given(*PLAN_ENDED).when(enter_in_error, referral_id=REFERRAL, on=MAY_2).then(noted(), ended())

    def test_records_it_once(self) -> None:
        (given(*PLAN_OPENED, noted(), ended()).when(enter_in_error, referral_id=REFERRAL, on=MAY_2).then())


def test_when_referral_entered_in_error_its_plan_ends() -> None:
    (
        given_event(WRONG, source=OWNER)
        .when(when_referral_entered_in_error_end_plan)
        .then_commands(EnterInError(referral_id=REFERRAL, source=OWNER, occurred_on=MAY_2))
    )


def test_when_participant_enrolled_the_referrals_owner_is_noted() -> None:
    (
        given_event(ENROLLED, source=OWNER)
        .when(when_participant_enrolled_note_owner)
        .then_commands(NoteOwner(referral_id=REFERRAL, source=OWNER))
    )


class TestAnotherServiceThanTheReferralsOwner:
    """I12."""

    def test_does_not_end_the_plan(self, opened: ServiceUnderTest) -> None:
        opened.receive(WRONG, source="/af/referral/77aa0e21")
        assert opened.get(PATH, agency=KEEPER).json()["enteredInErrorOn"] is None
        opened.receive(WRONG)
        assert opened.get(PATH, agency=KEEPER).json()["enteredInErrorOn"] == "2022-05-02"

    def test_does_not_become_its_owner(self, opened: ServiceUnderTest) -> None:
        opened.receive(ENROLLED, source="/af/referral/77aa0e21")
        opened.receive(WRONG, source="/af/referral/77aa0e21")
        assert opened.get(PATH, agency=KEEPER).json()["enteredInErrorOn"] is None


class TestAWrongPlan:
    @pytest.fixture
    def wrong(self, opened: ServiceUnderTest) -> ServiceUnderTest:
        started = {"kind": "swedish_studies", "occurredOn": "2022-03-21"}
        opened.post(f"{PATH}/activities", started, agency=CITY).raise_for_status()
        opened.get(PATH, agency=CITY).raise_for_status()
        opened.receive(WRONG)
        return opened

    def test_publishes_nothing_more(self, wrong: ServiceUnderTest) -> None:
        events = wrong.published()
        late = {"at": "exit", "incomeSupport": "ekonomiskt_bistand", "occurredOn": "2022-05-03"}
        wrong.post(f"{PATH}/income-support", late, agency=KEEPER, if_match=5).raise_for_status()
        assert wrong.published() == events
        assert [type(event) for event in events] == [
            published.PlanOpened,
            published.ActivityStarted,
            published.DisclosureMade,  # to the city, before the plan was known to be wrong
        ]

    def test_is_seen_by_its_keeper_alone_and_cannot_be_changed(self, wrong: ServiceUnderTest) -> None:
        assert wrong.get(PATH, agency=CITY).status_code == 404
        assert wrong.get(PATH, agency=KEEPER).json()["enteredInErrorOn"] == "2022-05-02"
        refused = wrong.post(f"{PATH}/track", TRACK, agency=KEEPER, if_match=5)
        assert (refused.status_code, refused.json()["code"]) == (409, "plan_has_ended")

    def test_takes_the_records_beside_it_from_all_but_its_keeper(self, opened: ServiceUnderTest) -> None:
        paths = [record_beside(opened, path, body) for path, body in RECORDS.items()]
        assert {opened.get(path, agency=CITY).status_code for path in paths} == {200}
        opened.receive(WRONG)
        assert {opened.get(path, agency=CITY).status_code for path in paths} == {404}
        assert opened.get(paths[0], agency=KEEPER).status_code == 200
        met = {"occurredOn": "2022-05-03"}
        assert opened.post(f"{paths[0]}/met", met, agency=CITY, if_match=1).status_code == 404
        lists = (("due-demands", CITY), ("meetings-ahead", CITY), ("health-requests", CARE))
        assert [opened.get(f"/v1/{path}", agency=agency).json() for path, agency in lists] == [[], [], []]

    @pytest.mark.parametrize(("agency", "plans"), [(KEEPER, 1), (CITY, 1), (CARE, 0), (OUTSIDER, 0)])
    def test_is_listed_for_every_agency_that_took_part_in_it(
        self, wrong: ServiceUnderTest, agency: str, plans: int
    ) -> None:
        listed = wrong.get("/v1/plans-entered-in-error", agency=agency).json()
        known = {"planId": str(PLAN), "programme": "malmokraften", "enteredInErrorOn": "2022-05-02"}
        assert listed == [known] * plans

    def test_is_on_no_other_list(self, wrong: ServiceUnderTest) -> None:
        for path in ("overdue-plans?asOf=2022-06-01", "plans-without-activity", "my-plans"):
            assert wrong.get(f"/v1/{path}", agency=KEEPER).json() == []

    def test_is_unchanged_when_the_event_is_redelivered(self, opened: ServiceUnderTest) -> None:
        received = opened.receive(WRONG)
        before = opened.database.last_notification_id()
        opened.redeliver(received)
        opened.receive(WRONG)
        assert opened.database.last_notification_id() == before

    def test_of_a_second_referral_leaves_the_plan(self, opened: ServiceUnderTest) -> None:
        opened.receive(ENROLLED_AGAIN, WRONG_TOO)
        assert opened.get(PATH, agency=CITY).json()["enteredInErrorOn"] is None

    def test_does_not_arise_from_a_referral_without_one(self, service: ServiceUnderTest) -> None:
        service.receive(WRONG)
        assert (service.database.last_notification_id(), service.parked()) == (0, [])


def test_a_correct_referral_of_the_same_person_opens_another_plan(opened: ServiceUnderTest) -> None:
    opened.receive(WRONG, ENROLLED_AGAIN)
    opens = [event for event in opened.published() if isinstance(event, published.PlanOpened)]
    assert [event.referral_id for event in opens] == [ENROLLED.referral_id, OTHER_REFERRAL]


class TestAConsentGivenForTheWrongPerson:
    """One of two that a plan is shared under. Nothing is withdrawn, and the other still holds."""

    @pytest.mark.parametrize("order", [*permutations((ENROLLED, IN_ERROR, WRONG))])
    def test_removes_the_agencies_that_only_it_has_named(
        self, service: ServiceUnderTest, order: Sequence[ContractEvent]
    ) -> None:
        service.receive(OTHER_GRANT, UNDER_ANOTHER, GRANTED, *order, *order)
        shown = service.get(f"/v1/plans/{plan_id_of(OTHER_REFERRAL)}", agency=OUTSIDER)
        assert (shown.status_code, shown.json()["sharingIsClosed"]) == (200, False)
        assert shown.json()["agencies"] == [KEEPER, OUTSIDER]
        assert service.get(f"/v1/plans/{plan_id_of(OTHER_REFERRAL)}", agency=CITY).status_code == 404

    def test_leaves_the_plan_that_it_opened_shared_under_the_other(self, opened: ServiceUnderTest) -> None:
        opened.receive(OTHER_GRANT, UNDER_ANOTHER, IN_ERROR, WRONG)
        assert opened.get(PATH, agency=OUTSIDER).json()["agencies"] == [KEEPER, OUTSIDER]
        assert opened.get(PATH, agency=CITY).status_code == 404

    def test_closes_a_plan_that_has_no_other(self, opened: ServiceUnderTest) -> None:
        opened.receive(IN_ERROR)
        assert opened.get(PATH, agency=CITY).status_code == 404
        assert opened.get(PATH, agency=KEEPER).json()["sharingIsClosed"] is True

    def test_does_not_prevent_the_other_from_ending(self, opened: ServiceUnderTest) -> None:
        ended = msgspec.structs.replace(REVOKED, consent_id=OTHER_CONSENT)
        opened.receive(OTHER_GRANT, UNDER_ANOTHER, IN_ERROR, ended)
        assert opened.get(PATH, agency=OUTSIDER).status_code == 404
