"""P-18: who stays beyond the guideline of the programme, stopped days left out (P-21)."""

from datetime import date
from typing import Any

import pytest
from services.planning.tests.examples import CITY, ENROLLED_ON, GRANTED, OUTSIDER, PLAN, PROGRAMME
from services.planning.tests.test_study_visits import DEEPENED, VISITOR

from chassis.settings.programmes import load_programmes
from planning.rules import SECTIONS
from planning.service import PlanningSettings
from planning.stay_rules import stay_until
from samplan.contracts.codes import IncomeSupport
from samplan.testing.harness import ServiceUnderTest

PATH = f"/v1/plans/{PLAN}"


@pytest.mark.parametrize(
    ("support", "until"),
    [
        (IncomeSupport.OKAND, date(2022, 8, 1)),
        (IncomeSupport.EKONOMISKT_BISTAND, date(2022, 8, 1)),
        (IncomeSupport.SJUKPENNING, date(2024, 2, 1)),
    ],
)
def test_the_guideline_is_the_programmes_or_that_of_an_agencys_own_track(
    support: IncomeSupport, until: date
) -> None:
    programme = load_programmes(PlanningSettings().programmes_dir, *SECTIONS)[PROGRAMME]
    assert stay_until(programme, ENROLLED_ON, support) == until
    assert stay_until(programme, date(2019, 12, 31), support) is None


def long_stays(service: ServiceUnderTest, as_of: str, agency: str = "af") -> list[dict[str, Any]]:
    found = service.get(f"/v1/long-stays?asOf={as_of}", agency=agency)
    rows: list[dict[str, Any]] = found.raise_for_status().json()
    return rows


class TestTheList:
    def test_holds_a_plan_from_the_day_after_the_guideline(self, opened: ServiceUnderTest) -> None:
        assert long_stays(opened, "2022-08-01") == []
        (row,) = long_stays(opened, "2022-08-02", CITY)
        assert (row["planId"], row["since"], row["stayUntil"]) == (f"{PLAN}", "2022-02-01", "2022-08-01")
        assert (row["stoppedDays"], row["daysBeyond"]) == (0, 1)
        assert long_stays(opened, "2022-08-02", OUTSIDER) == []

    def test_leaves_out_the_days_on_which_the_clock_was_stopped(self, opened: ServiceUnderTest) -> None:
        stop = {"reason": "abroad", "until": "2022-03-23", "occurredOn": "2022-03-14"}
        opened.post(f"{PATH}/clock-stops", stop, if_match=1).raise_for_status()
        assert long_stays(opened, "2022-08-11") == []
        (row,) = long_stays(opened, "2022-08-12")
        assert (row["stayUntil"], row["stoppedDays"]) == ("2022-08-11", 10)

    def test_leaves_the_own_track_of_the_social_insurance_agency_to_its_own_guideline(
        self, opened: ServiceUnderTest
    ) -> None:
        lives_on = {"at": "entry", "incomeSupport": "sjukpenning", "occurredOn": "2022-02-07"}
        opened.post(f"{PATH}/income-support", lives_on, if_match=1).raise_for_status()
        assert long_stays(opened, "2022-11-30") == []

    def test_counts_from_the_enrolment_that_ends_a_study_visit(self, service: ServiceUnderTest) -> None:
        service.receive(GRANTED, VISITOR)
        assert long_stays(service, "2022-11-30") == []
        service.receive(DEEPENED)
        assert [row["since"] for row in long_stays(service, "2022-11-30")] == ["2022-05-02"]
