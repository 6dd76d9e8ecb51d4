from typing import Any

import pytest
from services.planning.tests.examples import (
    CARE,
    CITY,
    CONSENT_UNTIL,
    ENROLLED,
    GRANTED,
    KEEPER,
    OUTSIDER,
    PARTICIPANT,
    PLAN,
    REFERRAL,
    REVOKED,
    UNKNOWN,
)

from samplan.contracts.codes import Agency
from samplan.contracts.planning import plans as published
from samplan.testing.harness import ServiceUnderTest

PATH = f"/v1/plans/{PLAN}"
COMMANDS: dict[str, dict[str, Any]] = {
    "coordinator": {"agency": "malmo-ifo", "occurredOn": "2022-02-07"},
    "track": {"track": "education", "occurredOn": "2022-02-21"},
    "agreement": {"occurredOn": "2022-03-14"},
    "clock-stops": {"reason": "sick_leave", "until": "2022-04-25", "occurredOn": "2022-04-20"},
    "income-support": {"at": "entry", "incomeSupport": "ekonomiskt_bistand", "occurredOn": "2022-02-07"},
    "exit-summary": {"summary": "Gick bra", "nextStep": "Inget mer", "occurredOn": "2022-08-12"},
    "exit": {"exitClass": "work_subsidised", "subsidyKind": "nystartsjobb", "occurredOn": "2022-08-15"},
}
AT_ONCE = COMMANDS | {"exit": {"exitClass": "registered_in_error", "occurredOn": "2022-08-15"}}
"""Each on a plan that has only been opened."""
each_command = pytest.mark.parametrize(("path", "body"), AT_ONCE.items(), ids=list(AT_ONCE))


class TestPlan:
    def test_is_published_from_enrolment_to_exit(self, opened: ServiceUnderTest) -> None:
        self.run_to_the_exit(opened)
        assert [type(one) for one in opened.published() if isinstance(one, published.PlanEvent)] == [
            published.PlanOpened,
            published.CoordinatorAppointed,
            published.TrackChosen,
            published.PlanAgreed,
            published.ClockStopped,
            published.ActivityStarted,
            published.IncomeSupportRecorded,
            published.ActivityCompleted,
            published.ExitedToWork,
        ]

    def test_runs_from_enrolment_to_exit(self, opened: ServiceUnderTest) -> None:
        self.run_to_the_exit(opened)
        plan = opened.get(PATH).json()
        assert plan["planDueOn"] == "2022-04-02"
        assert plan["agreement"]["agreements"] == [{"on": "2022-03-14", "agencies": ["af", "malmo-ifo"]}]
        assert plan["exit"] == {
            "exitClass": "work_subsidised",
            "subsidyKind": "nystartsjobb",
            "on": "2022-08-15",
            "receivingAgency": None,
            "step": None,
            "followUpOn": "2023-02-15",
            "statusAfter": None,
        }

    def run_to_the_exit(self, opened: ServiceUnderTest) -> None:
        steps = [*COMMANDS.items()]
        steps.insert(4, ("activities", {"kind": "swedish_studies", "occurredOn": "2022-03-21"}))
        for path, body in steps:
            if path == "exit":
                self.complete_the_studies(opened)
            self.send(opened, path, body)
            if path == "agreement":
                self.send(opened, path, body, CITY)
                self.send(opened, "agreement/participant", body, CITY)

    @staticmethod
    def complete_the_studies(opened: ServiceUnderTest) -> None:
        [studies] = opened.get(PATH).json()["activities"]
        item = f"{PATH}/activities/{studies['activityId']}"
        opened.post(f"{item}/completion", {"occurredOn": "2022-08-12"}, if_match=1).raise_for_status()

    @staticmethod
    def send(service: ServiceUnderTest, path: str, body: dict[str, Any], by: Agency = KEEPER) -> None:
        version = service.get(PATH).headers["ETag"]
        answer = service.post(f"{PATH}/{path}", body, agency=by, if_match=version)
        assert answer.is_success, answer.text

    def test_says_which_agencies_know_of_it_and_until_when(self, opened: ServiceUnderTest) -> None:
        plan = opened.get(PATH).json()
        assert plan["agencies"] == ["af", "malmo-ifo", "region-skane"]
        assert plan["sharingUntil"] == CONSENT_UNTIL.isoformat()
        assert plan["sharingIsClosed"] is False

    def test_answers_with_its_version(self, opened: ServiceUnderTest) -> None:
        assert opened.get(PATH).headers["ETag"] == '"1"'
        answer = opened.post(f"{PATH}/track", COMMANDS["track"], if_match='"1"')
        assert answer.headers["ETag"] == '"2"'


class TestWhoSeesAPlan:
    @pytest.mark.parametrize("agency", [KEEPER, CITY, CARE])
    def test_is_every_agency_that_the_consent_names(self, opened: ServiceUnderTest, agency: Agency) -> None:
        assert opened.get(PATH, agency=agency).status_code == 200

    def test_is_no_other(self, opened: ServiceUnderTest) -> None:
        assert opened.get(PATH, agency=OUTSIDER).status_code == 404
        assert opened.get(f"/v1/plans?referralId={REFERRAL}", agency=OUTSIDER).json() == []

    def test_is_the_keeper_alone_until_the_consent_is_known(self, service: ServiceUnderTest) -> None:
        service.receive(ENROLLED)
        assert service.get(PATH).status_code == 404
        service.receive(GRANTED)
        assert service.get(PATH).status_code == 200

    def test_is_the_keeper_alone_once_the_consent_is_revoked(self, opened: ServiceUnderTest) -> None:
        opened.receive(REVOKED)
        assert opened.get(PATH, agency=CITY).status_code == 404
        assert opened.get(f"/v1/plans?participantId={PARTICIPANT}", agency=CITY).json() == []
        assert opened.get(PATH, agency=KEEPER).status_code == 200

    @each_command
    def test_is_also_who_may_change_it(
        self, opened: ServiceUnderTest, path: str, body: dict[str, Any]
    ) -> None:
        """A stale version from an outsider does not reveal whether the plan exists."""
        for version in (2, 7):
            answer = opened.post(f"{PATH}/{path}", body, agency=OUTSIDER, if_match=version)
            assert answer.status_code == 404

    def test_and_no_plan_are_answered_alike(self, opened: ServiceUnderTest) -> None:
        unseen = opened.get(PATH, agency=OUTSIDER).json()
        missing = opened.get(f"/v1/plans/{UNKNOWN}").json()
        volatile = {"instance", "requestId"}
        assert {k: v for k, v in unseen.items() if k not in volatile} == {
            k: v for k, v in missing.items() if k not in volatile
        }


@pytest.mark.slow
class TestCommands:
    @each_command
    def test_take_effect_once_for_one_key(
        self, opened: ServiceUnderTest, path: str, body: dict[str, Any]
    ) -> None:
        first = opened.post(f"{PATH}/{path}", body, key="once", if_match=1)
        before = opened.published()
        again = opened.post(f"{PATH}/{path}", body, key="once", if_match=1)
        assert first.status_code == again.status_code == 200
        assert first.content == again.content
        assert first.headers["ETag"] == again.headers["ETag"]
        assert opened.published() == before

    @each_command
    def test_are_not_answered_again_for_an_agency_that_the_consent_no_longer_names(
        self, coordinated: ServiceUnderTest, path: str, body: dict[str, Any]
    ) -> None:
        """I4: an answer stored for its key shows the plan as much as a fresh one does."""
        sent: dict[str, Any] = {"agency": CITY, "key": "once", "if_match": 2}
        assert coordinated.post(f"{PATH}/{path}", body, **sent).status_code == 200
        coordinated.receive(REVOKED)
        again = coordinated.post(f"{PATH}/{path}", body, **sent)
        assert (again.status_code, again.json()["code"]) == (404, "not_found")

    @each_command
    def test_are_refused_on_another_version_than_the_present(
        self, opened: ServiceUnderTest, path: str, body: dict[str, Any]
    ) -> None:
        assert opened.post(f"{PATH}/{path}", body, if_match=7).status_code == 412
        assert opened.post(f"{PATH}/{path}", body).status_code == 428

    @each_command
    def test_are_refused_before_the_enrolment_and_in_the_future(
        self, opened: ServiceUnderTest, path: str, body: dict[str, Any]
    ) -> None:
        early = opened.post(f"{PATH}/{path}", {**body, "occurredOn": "2022-01-31"}, if_match=1)
        assert (early.status_code, early.json()["code"]) == (422, "before_the_start")
        future = opened.post(f"{PATH}/{path}", {**body, "occurredOn": "2999-01-01"}, if_match=1)
        assert future.json()["errors"] == [{"pointer": "#/occurredOn", "code": "in_the_future"}]

    @each_command
    def test_are_refused_with_an_unknown_code_or_member(
        self, opened: ServiceUnderTest, path: str, body: dict[str, Any]
    ) -> None:
        for wrong in ({**body, "note": "hemligt"}, {**body, "occurredOn": 20220207}, {}):
            answer = opened.post(f"{PATH}/{path}", wrong, if_match=1)
            assert answer.status_code == 422
            assert "hemligt" not in answer.text


class TestExit:
    def test_lists_every_blocker_at_once(self, opened: ServiceUnderTest) -> None:
        opened.post(f"{PATH}/track", {"track": "health", "occurredOn": "2022-02-21"}, if_match=1)
        started = {"kind": "swedish_studies", "occurredOn": "2022-03-21"}
        opened.post(f"{PATH}/activities", started).raise_for_status()
        early = {**COMMANDS["exit"], "occurredOn": "2022-03-15"}
        answer = opened.post(f"{PATH}/exit", early, if_match=3)
        assert (answer.status_code, answer.json()["code"]) == (409, "exit_blocked")
        assert answer.json()["blockers"] == [
            "health_track_not_followed_up",
            "activity_starts_after_exit",
            "no_summary",
            "own_activity_open",
        ]

    @pytest.mark.parametrize(
        ("exit_class", "subsidy_kind"), [("work_subsidised", None), ("moved", "samhall")]
    )
    def test_names_a_subsidy_for_subsidised_work_alone(
        self, opened: ServiceUnderTest, exit_class: str, subsidy_kind: str | None
    ) -> None:
        body = {"exitClass": exit_class, "subsidyKind": subsidy_kind, "occurredOn": "2022-03-15"}
        answer = opened.post(f"{PATH}/exit", body, if_match=1)
        assert (answer.status_code, answer.json()["code"]) == (422, "subsidy_kind_mismatch")

    def test_is_possible_for_the_keeper_after_a_revocation(
        self, opened: ServiceUnderTest, summarised: ServiceUnderTest
    ) -> None:
        opened.receive(REVOKED)
        before = opened.published()
        body = {"exitClass": "consent_withdrawn", "occurredOn": "2022-05-03"}
        assert opened.post(f"{PATH}/exit", body, if_match=2).status_code == 200
        assert opened.published() == before
