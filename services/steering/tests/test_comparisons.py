"""T-12: an agency reports what it found in its register as counts, once, and they are published."""

from datetime import date
from typing import Any

import pytest
from services.steering.tests.desk import Desk
from services.steering.tests.examples import ASKED

from samplan.contracts.codes.registers import DifferenceReason, RegisterCode
from samplan.contracts.codes.steering import SteeringRole
from samplan.contracts.steering.comparisons import Difference, DiscrepancyFound, Likeness, comparison_id_of
from steering.comparisons import comparison as facts
from steering.comparisons.report_comparison import CountsDoNotFit, ReportComparison

COUNTS: dict[str, Any] = {
    "programme": "malmokraften",
    "registerCode": "sus",
    "firstDay": "2020-01-02",
    "lastDay": "2021-04-30",
    "people": 90,
    "participations": 92,
    "anonymous": 1,
    "differences": [{"reason": "exit_reason_blank", "count": 2}, {"reason": "rounded", "count": 0}],
    "likeness": [{"registerCode": "scb", "peopleInEither": 91, "peopleAlike": 88}],
    "occurredOn": "2021-05-10",
}
PATH = "/v1/register-comparisons"
LAST_DAY, REPORTED_ON = date(2021, 4, 30), date(2021, 5, 10)
FOUND = DiscrepancyFound(
    comparison_id=comparison_id_of("malmokraften", RegisterCode.SUS, LAST_DAY, REPORTED_ON),
    programme="malmokraften",
    register_code=RegisterCode.SUS,
    first_day=date(2020, 1, 2),
    last_day=LAST_DAY,
    people=90,
    participations=92,
    anonymous=1,
    differences=(
        Difference(reason=DifferenceReason.EXIT_REASON_BLANK, count=2),
        Difference(reason=DifferenceReason.ROUNDED, count=0),
    ),
    likeness=(Likeness(register_code=RegisterCode.SCB, people_in_either=91, people_alike=88),),
    reported_by=SteeringRole.PROCESS_LEADER,
    occurred_on=REPORTED_ON,
)


def test_the_counts_of_a_comparison_are_published_once_and_listed(service: Desk) -> None:
    place = service.prepared(PATH, COUNTS).headers["location"]
    assert service.prepared(PATH, COUNTS).json()["code"] == "comparison_reported"
    assert service.published() == [FOUND]
    [shown] = service.get(place).json()
    assert {**COUNTS, **shown} == {**shown, "occurredOn": COUNTS["occurredOn"]}
    assert service.get(place, agency="klippan").status_code == 403


@pytest.mark.parametrize(
    "changes",
    [
        {"people": 93},
        {"last_day": date(2021, 5, 11)},
        {"differences": (facts.Difference(reason=DifferenceReason.ROUNDED, count=1),) * 2},
        {"likeness": (facts.Likeness(register_code=RegisterCode.SUS, people_in_either=91, people_alike=88),)},
        {"likeness": (facts.Likeness(register_code=RegisterCode.SCB, people_in_either=91, people_alike=92),)},
    ],
)
def test_counts_that_contradict_one_another_are_refused(changes: dict[str, Any]) -> None:
    stated = {name: getattr(FOUND, name) for name in ("programme", "register_code", "first_day", "last_day")}
    counted = {name: getattr(FOUND, name) for name in ("people", "participations", "anonymous")}
    lists = {
        "differences": (facts.Difference(reason=DifferenceReason.ROUNDED, count=1),),
        "likeness": (facts.Likeness(register_code=RegisterCode.SCB, people_in_either=91, people_alike=88),),
    }
    asked = {**ASKED, **stated, **counted, **lists, "occurred_on": REPORTED_ON}
    ReportComparison(**asked).require_fitting()
    with pytest.raises(CountsDoNotFit):
        ReportComparison(**{**asked, **changes}).require_fitting()
