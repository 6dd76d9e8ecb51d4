from datetime import date

import msgspec
import pytest
from services.planning.tests.examples import (
    CITY,
    DAY_60,
    DAY_61,
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

from samplan.contracts.planning.plans import plan_id_of
from samplan.testing.harness import ServiceUnderTest

PATH = f"/v1/plans/{PLAN}"


class TestFindPlans:
    @pytest.mark.parametrize("query", [f"referralId={REFERRAL}", f"participantId={PARTICIPANT}"])
    def test_finds_by_referral_and_by_participant(self, opened: ServiceUnderTest, query: str) -> None:
        (found,) = opened.get(f"/v1/plans?{query}").json()
        assert found == {
            "planId": str(PLAN),
            "referralId": str(REFERRAL),
            "participantId": str(PARTICIPANT),
            "programme": "malmokraften",
            "openedOn": "2022-02-01",
            "endedOn": None,
        }

    def test_finds_nothing_for_an_unknown_id(self, opened: ServiceUnderTest) -> None:
        assert opened.get(f"/v1/plans?referralId={UNKNOWN}").json() == []

    @pytest.mark.parametrize("query", ["", f"?referralId={REFERRAL}&participantId={PARTICIPANT}"])
    def test_requires_exactly_one_of_the_two(self, opened: ServiceUnderTest, query: str) -> None:
        assert opened.get(f"/v1/plans{query}").status_code == 422


class TestOverduePlans:
    def overdue(self, service: ServiceUnderTest, as_of: date, agency: str = KEEPER) -> list[str]:
        answer = service.get(f"/v1/overdue-plans?asOf={as_of}", agency=agency)
        return [plan["planId"] for plan in answer.json()]

    def test_begin_on_day_61(self, opened: ServiceUnderTest) -> None:
        assert self.overdue(opened, DAY_60) == []
        assert self.overdue(opened, DAY_61) == [str(PLAN)]

    def test_show_how_late_they_are(self, opened: ServiceUnderTest) -> None:
        (late,) = opened.get("/v1/overdue-plans?asOf=2022-04-12").json()
        assert late == {
            "planId": str(PLAN),
            "programme": "malmokraften",
            "coordinator": None,
            "openedOn": "2022-02-01",
            "planDueOn": "2022-04-02",
            "daysLate": 10,
            "stoppedDays": 0,
        }

    def test_are_as_of_today_by_default(self, opened: ServiceUnderTest) -> None:
        assert len(opened.get("/v1/overdue-plans").json()) == 1

    def test_end_with_the_agreement(self, opened: ServiceUnderTest) -> None:
        on = {"occurredOn": "2022-04-10"}
        opened.post(f"{PATH}/coordinator", {"agency": "af", **on}, if_match=1).raise_for_status()
        opened.post(f"{PATH}/agreement", on, if_match=2).raise_for_status()
        opened.post(f"{PATH}/agreement/participant", on, if_match=3).raise_for_status()
        assert self.overdue(opened, DAY_61) == []

    def test_are_those_that_the_agency_may_see(self, opened: ServiceUnderTest) -> None:
        assert self.overdue(opened, DAY_61, CITY) == [str(PLAN)]
        assert self.overdue(opened, DAY_61, OUTSIDER) == []
        opened.receive(REVOKED)
        assert self.overdue(opened, DAY_61, CITY) == []

    def test_come_in_pages_the_longest_overdue_first(self, opened: ServiceUnderTest) -> None:
        before = date(2022, 1, 3)
        opened.receive(
            msgspec.structs.replace(GRANTED, consent_id=UNKNOWN, participant_id=UNKNOWN),
            msgspec.structs.replace(
                ENROLLED, consent_id=UNKNOWN, referral_id=UNKNOWN, participant_id=UNKNOWN, occurred_on=before
            ),
        )
        first = opened.get("/v1/overdue-plans?limit=1")
        second = opened.get(first.links["next"]["url"])
        assert [plan["planId"] for plan in first.json() + second.json()] == [
            str(plan_id_of(UNKNOWN)),
            str(PLAN),
        ]

    @pytest.mark.parametrize("query", ["limit=0", "limit=501", "limit=1_0", "cursor=0", "asOf=2022-02-30"])
    def test_refuse_an_invalid_page(self, opened: ServiceUnderTest, query: str) -> None:
        assert opened.get(f"/v1/overdue-plans?{query}").status_code == 422


class TestPlansWithoutActivity:
    def test_are_those_without_a_current_activity(self, opened: ServiceUnderTest) -> None:
        (idle,) = opened.get("/v1/plans-without-activity").json()
        assert (idle["planId"], idle["onlySwedishStudies"]) == (str(PLAN), False)

    def test_are_also_those_with_swedish_studies_alone(self, opened: ServiceUnderTest) -> None:
        self.start(opened, "swedish_studies")
        (idle,) = opened.get("/v1/plans-without-activity").json()
        assert idle["onlySwedishStudies"] is True
        self.start(opened, "work_placement")
        assert opened.get("/v1/plans-without-activity").json() == []

    def test_are_not_those_with_swedish_studies_alone_for_a_reason(self, opened: ServiceUnderTest) -> None:
        why = {"reason": "next_activity_booked", "occurredOn": "2022-03-28"}
        before = opened.published()
        place = self.start(opened, "swedish_studies")
        opened.post(f"{place}/justification", why, if_match=1).raise_for_status()
        assert opened.get("/v1/plans-without-activity").json() == []
        assert len(opened.published()) == len(before) + 1

    def test_take_no_reason_for_another_activity(self, opened: ServiceUnderTest) -> None:
        why = {"reason": "next_activity_booked", "occurredOn": "2022-03-28"}
        refused = opened.post(f"{self.start(opened, 'work_placement')}/justification", why, if_match=1)
        assert (refused.status_code, refused.json()["code"]) == (409, "nothing_to_justify")

    @staticmethod
    def start(service: ServiceUnderTest, kind: str) -> str:
        body = {"kind": kind, "occurredOn": "2022-03-21"}
        place: str = service.post(f"{PATH}/activities", body).headers["Location"]
        return place


class TestMyPlans:
    def test_are_those_that_the_agency_coordinates(self, opened: ServiceUnderTest) -> None:
        body = {"agency": "malmo-ifo", "occurredOn": "2022-02-07"}
        opened.post(f"{PATH}/coordinator", body, if_match=1).raise_for_status()
        (mine,) = opened.get("/v1/my-plans", agency=CITY).json()
        assert (mine["planId"], mine["activities"]) == (str(PLAN), 0)
        assert opened.get("/v1/my-plans", agency=KEEPER).json() == []


class TestRegister:
    def test_is_the_same_after_a_repeated_enrolment(self, opened: ServiceUnderTest) -> None:
        opened.receive(ENROLLED, GRANTED)
        assert len(opened.get(f"/v1/plans?referralId={REFERRAL}").json()) == 1

    def test_closes_every_plan_of_the_participant_with_the_consent(
        self, opened: ServiceUnderTest, summarised: ServiceUnderTest
    ) -> None:
        leaving = {"exitClass": "returned_to_regular", "occurredOn": "2022-03-14"}
        opened.post(f"{PATH}/exit", leaving, if_match=2).raise_for_status()
        opened.receive(msgspec.structs.replace(ENROLLED, referral_id=UNKNOWN))
        assert len(opened.get(f"/v1/plans?participantId={PARTICIPANT}", agency=CITY).json()) == 2
        opened.receive(REVOKED)
        assert opened.get(f"/v1/plans?participantId={PARTICIPANT}", agency=CITY).json() == []
