"""P-24: the to-do list of an agency across participants, by urgency, each task with its rule and record."""

from datetime import date
from typing import Any

import pytest
from services.planning.tests.examples import (
    CARE,
    CITY,
    ENROLLED,
    GRANTED,
    IN_ERROR,
    KEEPER,
    OUTSIDER,
    PARTICIPANT,
    PLAN,
    REVOKED,
)
from services.planning.tests.test_disclosures import made
from services.planning.tests.test_meetings_over_http import HOLDING, summon

from planning.to_do.task import Asking, ToDoRule, Urgency, key_of, task
from samplan.testing.harness import ServiceUnderTest

PATH = f"/v1/plans/{PLAN}"
UNTIL = "?until=2023-01-31"
PLANNED = {
    "kind": "guidance",
    "plannedFrom": "2022-05-02",
    "plannedTo": "2022-06-30",
    "responsibleRole": "social_worker",
    "occurredOn": "2022-03-14",
}
DEMAND = {"kind": "hand_in_document", "dueOn": "2022-12-05", "occurredOn": "2022-03-14"}


def listed(service: ServiceUnderTest, agency: str, query: str = "") -> list[tuple[str, str, int]]:
    answer = service.get(f"/v1/to-do{query}", agency=agency)
    answer.raise_for_status()
    return [(one["rule"], one["urgency"], one["days"]) for one in answer.json()]


def rules(service: ServiceUnderTest, agency: str, query: str = "") -> list[str]:
    return [rule for rule, *_ in listed(service, agency, query)]


def propose(service: ServiceUnderTest, by: str, **members: Any) -> None:
    body = {**PLANNED, **members}
    service.post(f"{PATH}/activities/proposals", body, agency=by).raise_for_status()


class TestTheOrder:
    def test_is_what_is_overdue_what_waits_and_what_lies_ahead(self) -> None:
        row = {"plan_id": str(PLAN)}
        tasks = [
            task(ToDoRule.CONSENT_ENDS, Urgency.AHEAD, "2022-01-01", "a", row, ""),
            task(ToDoRule.PROPOSAL_UNANSWERED, Urgency.WAITING, "2022-01-02", "a", row, ""),
            task(ToDoRule.DEMAND_DUE, Urgency.OVERDUE, "2022-01-04", "b", row, ""),
            task(ToDoRule.DEMAND_DUE, Urgency.OVERDUE, "2022-01-03", "a", row, ""),
        ]
        days = [one["day"] for one in sorted(tasks, key=key_of)]
        assert days == ["2022-01-03", "2022-01-04", "2022-01-02", "2022-01-01"]

    @pytest.mark.parametrize(
        ("day", "urgency"), [("2022-03-31", Urgency.OVERDUE), ("2022-04-01", Urgency.AHEAD)]
    )
    def test_counts_the_last_day_as_in_time(self, day: str, urgency: Urgency) -> None:
        asking = Asking(by=CITY, keeper=KEEPER, on=date(2022, 4, 1), until=date(2022, 5, 1))
        assert asking.urgency_of(day) is urgency


class TestWhoLeads:
    def test_is_told_of_agreements_consents_and_idle_plans(self, coordinated: ServiceUnderTest) -> None:
        assert listed(coordinated, CITY, UNTIL) == [
            ("agreement_due", "overdue", -243),
            ("plan_without_activity", "waiting", -303),
            ("consent_ends", "ahead", 53),
        ]
        assert rules(coordinated, CITY) == ["agreement_due", "plan_without_activity"]
        assert rules(coordinated, KEEPER, UNTIL) == []
        first = coordinated.get("/v1/to-do", agency=CITY).json()[0]
        assert (first["link"], first["planId"]) == (PATH, str(PLAN))

    def test_is_the_keeper_until_somebody_coordinates(self, opened: ServiceUnderTest) -> None:
        opened.receive(ENROLLED, GRANTED)
        assert rules(opened, KEEPER, UNTIL) == ["agreement_due", "plan_without_activity", "consent_ends"]
        assert rules(opened, CITY, UNTIL) == []

    def test_is_told_nothing_more_once_the_consent_has_ended(self, coordinated: ServiceUnderTest) -> None:
        rules(coordinated, CITY)
        assert [(one.participant_id, one.agency) for one in made(coordinated)] == [(PARTICIPANT, CITY)]
        coordinated.receive(REVOKED)
        assert rules(coordinated, CITY, UNTIL) == []
        assert len(made(coordinated)) == 1

    def test_is_to_follow_up_who_has_left(self, summarised: ServiceUnderTest) -> None:
        leaving = {"exitClass": "returned_to_regular", "occurredOn": "2022-04-01"}
        summarised.post(f"{PATH}/exit", leaving, if_match=2).raise_for_status()
        assert listed(summarised, KEEPER) == [("follow_up_due", "overdue", -61)]
        assert rules(summarised, CITY) == []
        status = {"status": "in_work", "occurredOn": "2022-10-03"}
        summarised.post(f"{PATH}/follow-up", status, if_match=3).raise_for_status()
        assert rules(summarised, KEEPER) == []


class TestAnAgency:
    def test_is_told_of_its_own_records_whatever_consent_ends(self, opened: ServiceUnderTest) -> None:
        propose(opened, CITY)
        opened.post(f"{PATH}/demands", DEMAND, agency=CITY).raise_for_status()
        own = [("item_not_started", "overdue", -213), ("demand_due", "ahead", 4)]
        assert listed(opened, CITY) == [own[0], ("agreement_awaited", "waiting", -303), own[1]]
        opened.receive(REVOKED)
        assert listed(opened, CITY) == own
        assert listed(opened, OUTSIDER) == []

    def test_is_asked_to_answer_what_others_propose_and_what_it_owes(self, opened: ServiceUnderTest) -> None:
        propose(opened, KEEPER, owner=CITY)
        opened.post(f"{PATH}/demands", {**DEMAND, "owedBy": CARE}, agency=CITY).raise_for_status()
        assert rules(opened, CITY) == ["proposal_unanswered", "demand_due"]
        assert rules(opened, CARE) == ["demand_due"]
        opened.receive(REVOKED)
        assert (rules(opened, CITY), rules(opened, CARE)) == (["demand_due"], [])

    def test_is_asked_to_agree_until_it_has_and_again_after_a_revision(
        self, coordinated: ServiceUnderTest
    ) -> None:
        on = {"occurredOn": "2022-03-21"}
        coordinated.post(f"{PATH}/activities", {"kind": "guidance", **on}).raise_for_status()
        assert rules(coordinated, KEEPER) == ["agreement_awaited"]
        coordinated.post(f"{PATH}/agreement", on, if_match=3).raise_for_status()
        assert rules(coordinated, KEEPER) == []
        coordinated.post(f"{PATH}/agreement", on, agency=CITY, if_match=4).raise_for_status()
        agreed = coordinated.post(f"{PATH}/agreement/participant", on, agency=CITY, if_match=5)
        assert (agreed.status_code, rules(coordinated, CITY)) == (200, [])
        coordinated.post(f"{PATH}/revision", on, if_match=agreed.headers["ETag"]).raise_for_status()
        assert (rules(coordinated, KEEPER), rules(coordinated, CITY)) == (["agreement_awaited"],) * 2

    @pytest.mark.slow
    def test_selects_by_the_role_that_answers(self, opened: ServiceUnderTest) -> None:
        propose(opened, CITY)
        assert "item_not_started" in rules(opened, CITY, "?role=social_worker")
        assert rules(opened, CITY, "?role=care_coordinator") == ["agreement_awaited"]

    @pytest.mark.slow
    def test_reads_it_page_by_page(self, opened: ServiceUnderTest) -> None:
        first = opened.get(f"/v1/to-do{UNTIL}&limit=2")
        second = opened.get(first.links["next"]["url"])
        assert [one["rule"] for one in second.json()] == ["consent_ends"]
        assert "next" not in second.links

    @pytest.mark.slow
    def test_is_told_of_a_meeting_that_has_no_notes(self, opened: ServiceUnderTest) -> None:
        opened.post(f"{summon(opened)}/holding", HOLDING, agency=CITY, if_match=1).raise_for_status()
        assert ("meeting_without_notes", "waiting", -262) in listed(opened, CITY)


@pytest.mark.slow
def test_a_consent_that_was_entered_in_error_leaves_own_records_alone(opened: ServiceUnderTest) -> None:
    propose(opened, CITY)
    opened.receive(IN_ERROR)
    assert rules(opened, CITY) == ["item_not_started"]
