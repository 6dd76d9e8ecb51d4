"""P-01, K21: the keeper and the coordinating agency decide over the whole plan, others over their items."""

from typing import Any

import pytest
from services.planning.tests.examples import (
    CARE,
    CITY,
    KEEPER,
    MAY_2,
    PLAN,
    PLAN_OPENED,
    appointed,
    given,
)
from services.planning.tests.test_api import COMMANDS

from planning.office.leading import NotTheCoordinator, RoleMayNotLead, require_leads
from samplan.contracts.codes import Agency
from samplan.testing.harness import ServiceUnderTest

PATH = f"/v1/plans/{PLAN}"


class TestLeading:
    @pytest.mark.parametrize("role", ["coordinator", "system"])
    def test_is_for_the_keeper_and_the_present_coordinator(self, role: str) -> None:
        coordinated = given(*PLAN_OPENED, appointed(CARE), appointed(CITY, MAY_2))
        coordinated.when(require_leads, KEEPER, role).then_nothing()
        coordinated.when(require_leads, CITY, role).then_nothing()

    def test_is_for_no_earlier_coordinator(self) -> None:
        coordinated = given(*PLAN_OPENED, appointed(CARE), appointed(CITY, MAY_2))
        coordinated.when(require_leads, CARE, "coordinator").then_refused(NotTheCoordinator)

    def test_is_for_the_keeper_alone_until_a_coordinator_is_appointed(self) -> None:
        given(*PLAN_OPENED).when(require_leads, CITY, "coordinator").then_refused(NotTheCoordinator)

    @pytest.mark.parametrize("agency", [KEEPER, CITY])
    def test_is_not_for_a_case_officer(self, agency: Agency) -> None:
        coordinated = given(*PLAN_OPENED, appointed(CITY))
        coordinated.when(require_leads, agency, "case_officer").then_refused(RoleMayNotLead)


class TestOverHttp:
    def test_a_named_agency_is_refused_what_is_not_its_own(self, opened: ServiceUnderTest) -> None:
        """K21: nothing of it is stored or published."""
        before = opened.database.last_notification_id()
        for path in ("coordinator", "track", "income-support", "exit"):
            answer = send(opened, path, COMMANDS[path], CARE)
            assert (answer.status_code, answer.json()["code"]) == (403, "not_the_coordinator")
        assert opened.database.last_notification_id() == before

    def test_a_named_agency_keeps_its_own_items(self, opened: ServiceUnderTest) -> None:
        started = {"kind": "swedish_studies", "occurredOn": "2022-03-21"}
        assert send(opened, "activities", started, CITY).status_code == 201

    def test_the_coordinating_agency_decides_through_its_coordinator(
        self, coordinated: ServiceUnderTest
    ) -> None:
        for role, status in (("case_officer", 403), ("coordinator", 200)):
            token = {"Authorization": f"Bearer {coordinated.token(CITY, person='astrid', role=role)}"}
            assert send(coordinated, "track", COMMANDS["track"], CITY, headers=token).status_code == status

    def test_the_coordinator_hands_over_and_leads_no_more(self, coordinated: ServiceUnderTest) -> None:
        handed_over = {"agency": CARE, "occurredOn": "2022-03-14"}
        assert send(coordinated, "coordinator", handed_over, CITY).status_code == 200
        assert send(coordinated, "track", COMMANDS["track"], CITY).status_code == 403
        assert send(coordinated, "track", COMMANDS["track"], CARE).status_code == 200


def send(service: ServiceUnderTest, path: str, body: Any, agency: Agency, **sent: Any) -> Any:
    etag = service.get(PATH, agency=KEEPER).headers["ETag"]
    return service.post(f"{PATH}/{path}", body, agency=agency, if_match=etag, **sent)


class TestIncomeSupport:
    """P-19."""

    PAID_BY_THE_CITY = COMMANDS["income-support"]

    def test_is_recorded_by_the_agency_that_pays_it(self, opened: ServiceUnderTest) -> None:
        assert send(opened, "income-support", self.PAID_BY_THE_CITY, CITY).status_code == 200
        assert send(opened, "income-support", self.PAID_BY_THE_CITY, CARE).status_code == 403
        other = {**self.PAID_BY_THE_CITY, "incomeSupport": "sjukpenning"}
        assert send(opened, "income-support", other, CITY).status_code == 403

    def test_keeps_what_was_recorded_before(self, opened: ServiceUnderTest) -> None:
        for support in ("ekonomiskt_bistand", "sjukpenning"):
            body = {**self.PAID_BY_THE_CITY, "incomeSupport": support}
            send(opened, "income-support", body, KEEPER).raise_for_status()
        plan = opened.get(PATH).json()
        assert plan["incomeSupport"] == {"entry": "sjukpenning"}
        history = [one["incomeSupport"] for one in plan["incomeSupportHistory"]]
        assert history == ["ekonomiskt_bistand", "sjukpenning"]
