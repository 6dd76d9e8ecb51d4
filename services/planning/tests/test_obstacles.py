"""P-16: obstacles are reported by people and by refusals, resolved, and re-checked."""

from datetime import date, timedelta
from typing import Any

import pytest
from services.planning.tests.examples import CITY, KEEPER, MARCH_14, MAY_2, OUTSIDER, PLAN, PROGRAMME
from services.planning.tests.test_conflicts import note, start

from planning.obstacles.listed_obstacles import told_count
from planning.obstacles.obstacle import (
    Hindrance,
    Obstacle,
    ObstacleIsOpen,
    ObstacleReopened,
    ObstacleReported,
)
from planning.obstacles.recheck_obstacles import ObstacleRechecked, recheck
from planning.obstacles.resolve_obstacle import BeforeTheReport, ObstacleIsResolved, ObstacleResolved, resolve
from planning.service import SERVICE
from samplan.contracts.codes import Agency
from samplan.contracts.codes.obstacles import ObstacleKind
from samplan.contracts.planning import plans as published
from samplan.testing.given import fact, given
from samplan.testing.harness import ServiceUnderTest

LIST = "/v1/obstacles"
RULE = "sick_listed_and_not_registered"
BY_RULE = Hindrance(
    programme=PROGRAMME, kind=ObstacleKind.RULE_CONFLICT, agency=Agency.AF, rule="double_financing"
)
REPORTED = fact(
    ObstacleReported,
    programme=PROGRAMME,
    kind=BY_RULE.kind,
    agency=BY_RULE.agency,
    rule=BY_RULE.rule,
    intervention=None,
    reported_by=None,
    occurred_on=MARCH_14,
)
RECHECK_ON = MAY_2 + timedelta(days=30)
RESOLVED = fact(ObstacleResolved, recheck_on=RECHECK_ON, occurred_on=MAY_2)
RECHECKED = fact(ObstacleRechecked, occurred_on=RECHECK_ON)
QUEUE = {
    "programme": PROGRAMME,
    "kind": "intervention_missing_or_queue",
    "agency": "region-skane",
    "intervention": "rehabilitation",
    "occurredOn": "2022-03-14",
}


class TestResolve:
    def test_sets_the_day_of_the_re_check(self) -> None:
        given(REPORTED).when(resolve, MAY_2, 30).then(RESOLVED)

    def test_is_refused_twice_and_before_the_report(self) -> None:
        given(REPORTED, RESOLVED).when(resolve, MAY_2, 30).then_refused(ObstacleIsResolved)
        given(REPORTED).when(resolve, date(2022, 3, 13), 30).then_refused(BeforeTheReport)


class TestRecheck:
    @pytest.mark.parametrize("last", [None, MARCH_14, MAY_2], ids=["never", "before", "on that day"])
    def test_finds_it_gone_when_nothing_was_refused_since(self, last: date | None) -> None:
        given(REPORTED, RESOLVED).when(recheck, last).then(RECHECKED)

    def test_opens_it_again_when_something_was(self) -> None:
        last = MAY_2 + timedelta(days=1)
        again = fact(ObstacleReopened, rule=BY_RULE.rule, reported_by=None, occurred_on=last)
        given(REPORTED, RESOLVED).when(recheck, last).then(again)

    def test_is_made_once(self) -> None:
        given(REPORTED, RESOLVED, RECHECKED).when(recheck, RECHECK_ON).then_nothing()
        given(REPORTED).when(recheck, RECHECK_ON).then_nothing()


class TestReportAgain:
    def test_is_refused_while_it_is_open(self) -> None:
        given(REPORTED).when(Obstacle.report_again, MAY_2).then_refused(ObstacleIsOpen)

    def test_counts_from_the_resolution_at_the_earliest(self) -> None:
        again = fact(ObstacleReopened, occurred_on=MAY_2, reported_by=CITY)
        given(REPORTED, RESOLVED).when(Obstacle.report_again, MARCH_14, CITY).then(again)


def refuse(service: ServiceUnderTest, on: str = "2022-03-21") -> Any:
    """The employment service plans guidance for a sick-listed participant who is not registered there."""
    etag = service.get(f"/v1/plans/{PLAN}").headers["ETag"]
    body = {"kind": "guidance", "occurredOn": on}
    refused = service.post(f"/v1/plans/{PLAN}/activities", body, if_match=etag)
    assert refused.status_code == 409
    return refused


def listed(service: ServiceUnderTest, query: str = "", agency: Agency = KEEPER) -> Any:
    return service.get(f"{LIST}{query}", agency=agency).json()


def resolve_over_http(service: ServiceUnderTest, on: str, agency: str = KEEPER) -> Any:
    path = f"{LIST}/{listed(service)[0]['obstacleId']}"
    etag = service.get(path).headers["ETag"]
    return service.post(f"{path}/resolution", {"occurredOn": on}, agency=agency, if_match=etag)


def tick(service: ServiceUnderTest, on: date) -> list[Any]:
    """Returns the list of obstacles afterwards."""
    service.today(on)
    assert SERVICE.tick is not None
    SERVICE.tick(service.database, service.process.application, on)
    return [one["reportedOn"] for one in listed(service)]


@pytest.fixture
def conflicting(opened: ServiceUnderTest) -> ServiceUnderTest:
    """A plan in which every activity of the employment service is refused."""
    for circumstance in ("sick_listed", "not_registered_at_af"):
        note(opened, circumstance, CITY).raise_for_status()
    return opened


@pytest.mark.parametrize(("refusals", "shown"), [(0, None), (4, None), (5, 5)])
def test_a_number_under_five_is_told_to_no_other_agency(refusals: int, shown: int | None) -> None:
    assert told_count(refusals) == shown


class TestARefusal:
    def test_puts_its_rule_on_the_list_and_is_counted(self, conflicting: ServiceUnderTest) -> None:
        refuse(conflicting)
        refuse(conflicting, on="2022-03-22")
        [one] = listed(conflicting)
        assert (one["rule"], one["agency"], one["kind"]) == (RULE, "af", "rule_conflict")
        assert (one["refusals"], one["reportedOn"]) == (2, "2022-12-01")
        assert [one["refusals"] for one in listed(conflicting, agency=OUTSIDER)] == [None]

    def test_that_is_sent_again_is_counted_once(self, conflicting: ServiceUnderTest) -> None:
        refuse(conflicting)
        refuse(conflicting)
        assert [one["refusals"] for one in listed(conflicting)] == [1]

    def test_is_published_without_person_and_plan(self, conflicting: ServiceUnderTest) -> None:
        refuse(conflicting)
        refuse(conflicting, on="2022-03-22")
        told = [event for event in conflicting.published() if isinstance(event, published.ObstacleReported)]
        assert [(one.rule, one.programme, one.intervention) for one in told] == [(RULE, PROGRAMME, None)]
        stored = [one for one in conflicting.database.notifications(0, 999) if "Refusal" in one.topic]
        assert stored
        assert not [one for one in stored if str(PLAN).encode() in one.state]

    def test_that_goes_on_after_the_resolution_opens_it_again(self, conflicting: ServiceUnderTest) -> None:
        refuse(conflicting)
        resolve_over_http(conflicting, "2022-12-01").raise_for_status()
        assert listed(conflicting) == []
        conflicting.today(date(2022, 12, 5))
        refuse(conflicting, on="2022-03-22")
        assert listed(conflicting) == []
        assert tick(conflicting, date(2022, 12, 30)) == []
        assert tick(conflicting, date(2022, 12, 31)) == ["2022-12-05"]
        [one] = listed(conflicting)
        assert (one["reportedOn"], one["resolvedOn"], one["refusals"]) == ("2022-12-05", None, 2)
        kinds = [type(event) for event in conflicting.published()][-3:]
        assert kinds == [published.ObstacleReported, published.ObstacleResolved, published.ObstacleReported]

    def test_is_re_checked_once(self, conflicting: ServiceUnderTest) -> None:
        refuse(conflicting)
        resolve_over_http(conflicting, "2022-12-01").raise_for_status()
        tick(conflicting, date(2022, 12, 31))
        before = conflicting.database.last_notification_id()
        assert tick(conflicting, date(2023, 1, 1)) == []
        assert conflicting.database.last_notification_id() == before

    def test_that_stopped_leaves_it_resolved(self, conflicting: ServiceUnderTest) -> None:
        refuse(conflicting)
        resolve_over_http(conflicting, "2022-12-01").raise_for_status()
        assert tick(conflicting, date(2022, 12, 31)) == []
        [one] = listed(conflicting, "?resolved=true")
        assert (one["resolvedOn"], one["recheckOn"]) == ("2022-12-01", None)
        refuse(conflicting, on="2022-03-22")
        assert [one["reportedOn"] for one in listed(conflicting)] == ["2022-12-31"]


class TestAReport:
    def test_is_listed_for_every_agency(self, service: ServiceUnderTest) -> None:
        made = service.post(LIST, QUEUE, agency=CITY)
        assert (made.status_code, made.headers["Location"]) == (201, f"{LIST}/{made.json()['obstacleId']}")
        [one] = listed(service, f"?programme={PROGRAMME}&agency=region-skane", OUTSIDER)
        assert (one["intervention"], one["refusals"]) == ("rehabilitation", None)
        assert listed(service, "?agency=fk") == []

    @pytest.mark.parametrize(
        ("body", "agency", "status", "code"),
        [
            ({}, Agency.KLIPPAN, 403, "not_a_party"),
            ({"programme": "unknown"}, CITY, 409, "no_planning_rule"),
            ({"rule": "no_such_rule"}, CITY, 422, "unknown_rule"),
            ({"rule": "double_financing"}, CITY, 422, "unknown_rule"),
            ({"kind": "laziness"}, CITY, 422, "invalid_request"),
            ({"words": "they refuse"}, CITY, 422, "invalid_request"),
        ],
        ids=["no party", "no programme", "no rule", "another's rule", "no kind", "words"],
    )
    def test_is_refused(
        self, service: ServiceUnderTest, body: dict[str, str], agency: str, status: int, code: str
    ) -> None:
        refused = service.post(LIST, {**QUEUE, **body}, agency=agency)
        assert (refused.status_code, refused.json()["code"]) == (status, code)

    def test_meets_the_refusals_by_the_rule_that_it_names(self, conflicting: ServiceUnderTest) -> None:
        refuse(conflicting)
        by_rule = {**QUEUE, "kind": "rule_conflict", "agency": "af", "rule": RULE}
        del by_rule["intervention"]
        assert conflicting.post(LIST, by_rule).json()["code"] == "obstacle_is_open"

    def test_is_resolved_by_the_agency_that_it_is_at_or_the_keeper(self, service: ServiceUnderTest) -> None:
        service.post(LIST, QUEUE, agency=CITY).raise_for_status()
        assert resolve_over_http(service, "2022-04-01", CITY).json()["code"] == "not_your_obstacle"
        assert (
            resolve_over_http(service, "2022-04-01", Agency.REGION_SKANE).json()["recheckOn"] == "2022-05-01"
        )


def test_a_refusal_of_another_kind_leaves_nothing(opened: ServiceUnderTest) -> None:
    before = opened.database.last_notification_id()
    assert start(opened, "guidance", OUTSIDER).status_code == 404
    assert opened.database.last_notification_id() == before
