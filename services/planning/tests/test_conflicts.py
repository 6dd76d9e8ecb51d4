"""P-08: a rule that stands against an intervention is found before it starts, and named with its agency."""

from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

import pytest
from services.planning.tests.examples import (
    CARE,
    CITY,
    ENROLLED_ON,
    KEEPER,
    MARCH_14,
    MAY_2,
    OUTSIDER,
    PLACEMENT,
    PLAN,
    PLAN_OPENED,
    PROGRAMME,
    SWEDISH,
    given,
)
from services.planning.tests.test_study_visits import ENTERED, VISITING

from chassis.settings.programmes import Programme, load_programmes
from planning.activities.start_activity import ActivityStarted
from planning.conflict_rules import in_force
from planning.conflicts.circumstances import Noted, Notes
from planning.conflicts.require_no_conflict import planned_in
from planning.income_support.record_income_support import IncomeSupportRecorded
from planning.office.planned import Circumstance
from planning.plan import Plan
from planning.rules import SECTIONS
from planning.service import PlanningSettings
from samplan.contracts.codes import ActivityKind, Agency, IncomeSupport, Occasion
from samplan.contracts.codes.items import Financing
from samplan.testing.given import Fact, fact
from samplan.testing.harness import ServiceUnderTest

NOTES = f"/v1/plans/{PLAN}/circumstances"
AMA = Agency.MALMO_AMA
TRAINING = ActivityKind.LABOUR_MARKET_TRAINING
ENHANCED = ActivityKind.ENHANCED_COOPERATION


@cache
def programme() -> Programme:
    return load_programmes(PlanningSettings().programmes_dir, *SECTIONS)[PROGRAMME]


def started(
    kind: ActivityKind,
    owner: Agency = KEEPER,
    financing: Financing = Financing.ORDINARY,
    activity_id: UUID = SWEDISH,
) -> Fact:
    """On 14 March 2022."""
    members = {"activity_id": activity_id, "kind": kind, "owner_agency": owner, "financing": financing}
    return fact(ActivityStarted, **members, occurred_on=MARCH_14, shared=True)


def entered_with(support: IncomeSupport) -> Fact:
    members = {"at": Occasion.ENTRY, "income_support": support}
    return fact(IncomeSupportRecorded, **members, occurred_on=ENROLLED_ON, shared=True)


def refusing(*facts: Fact, noted: frozenset[Circumstance] = frozenset(), on: date = MARCH_14) -> list[str]:
    """The rules that refuse the last of these activities."""
    return rules_against(given(*PLAN_OPENED, *facts).aggregate(Plan), on, noted)


def rules_against(plan: Plan, on: date, noted: frozenset[Circumstance] = frozenset()) -> list[str]:
    planned = planned_in(plan, [*plan.activities][-1], on, noted)
    return [rule.id for rule in in_force(programme(), on) if rule.refuses(planned)]


class TestDoubleFinancing:
    @pytest.mark.parametrize("financing", [Financing.FINSAM, Financing.ESF])
    def test_refuses_enhanced_cooperation_in_what_finsam_or_esf_finances(self, financing: Financing) -> None:
        financed = started(ActivityKind.WORKSHOP, AMA, financing, PLACEMENT)
        assert refusing(financed, started(ENHANCED)) == ["double_financing"]

    def test_lets_it_pass_beside_an_ordinary_one(self) -> None:
        assert refusing(started(ActivityKind.WORKSHOP, AMA, activity_id=PLACEMENT), started(ENHANCED)) == []


class TestActivitySupport:
    def test_is_refused_during_a_study_visit_alone(self) -> None:
        supported = started(ActivityKind.GUIDANCE, financing=Financing.ACTIVITY_SUPPORT)
        visit = frozenset({Circumstance.ON_STUDY_VISIT})
        assert refusing(supported, noted=visit) == ["no_support_on_study_visit"]
        assert refusing(started(ActivityKind.GUIDANCE), noted=visit) == refusing(supported) == []

    def test_is_refused_on_each_day_before_the_visit_ends_with_an_enrolment(self) -> None:
        supported = started(ActivityKind.GUIDANCE, financing=Financing.ACTIVITY_SUPPORT)
        visiting = given(VISITING, ENTERED, supported).aggregate(Plan)
        assert rules_against(visiting, on=MARCH_14) == ["no_support_on_study_visit"]
        assert rules_against(visiting, on=MAY_2) == []


class TestAnOngoingIntervention:
    @pytest.mark.parametrize("ongoing", [ActivityKind.RUSTA_OCH_MATCHA, TRAINING, ActivityKind.KRAMI])
    def test_is_not_broken_by_another(self, ongoing: ActivityKind) -> None:
        assert refusing(started(ongoing, activity_id=PLACEMENT), started(ENHANCED)) == [
            "ongoing_is_not_broken"
        ]

    def test_has_studies_beside_it(self) -> None:
        studies = started(ActivityKind.SWEDISH_STUDIES, AMA)
        assert refusing(started(TRAINING, activity_id=PLACEMENT), studies) == []


class TestSickListed:
    BOTH = frozenset({Circumstance.SICK_LISTED, Circumstance.NOT_REGISTERED_AT_AF})

    def test_and_not_registered_means_no_interventions_of_the_employment_service(self) -> None:
        assert refusing(started(ActivityKind.GUIDANCE), noted=self.BOTH) == ["sick_listed_and_not_registered"]
        assert refusing(started(ActivityKind.GUIDANCE, AMA), noted=self.BOTH) == []

    @pytest.mark.parametrize("one", sorted(BOTH))
    def test_or_not_registered_alone_refuses_nothing(self, one: Circumstance) -> None:
        assert refusing(started(ActivityKind.GUIDANCE), noted=frozenset({one})) == []


class TestTheCity:
    PLACED = started(ActivityKind.WORK_PLACEMENT, AMA)

    def test_requires_income_support_for_its_work_interventions(self) -> None:
        assert refusing(entered_with(IncomeSupport.STUDIEMEDEL), self.PLACED) == [
            "city_requires_income_support"
        ]

    @pytest.mark.parametrize("support", [IncomeSupport.EKONOMISKT_BISTAND, IncomeSupport.OKAND])
    def test_refuses_nobody_with_it_and_nobody_of_whom_it_is_unknown(self, support: IncomeSupport) -> None:
        assert refusing(self.PLACED) == refusing(entered_with(support), self.PLACED) == []

    def test_lets_studies_pass(self) -> None:
        studies = started(ActivityKind.SWEDISH_STUDIES, AMA)
        assert refusing(entered_with(IncomeSupport.STUDIEMEDEL), studies) == []

    def test_believes_a_later_note_that_there_is_income_support(self) -> None:
        noted = frozenset({Circumstance.RECEIVES_INCOME_SUPPORT})
        assert refusing(entered_with(IncomeSupport.STUDIEMEDEL), self.PLACED, noted=noted) == []


class TestACircumstance:
    def noted(self, by: Agency, since: date, until: date | None) -> Noted:
        return Noted(circumstance=Circumstance.SICK_LISTED, by=by, since=since, until=until)

    def test_holds_on_its_first_and_last_day_and_on_none_outside(self) -> None:
        one = Notes((self.noted(CITY, MARCH_14, MAY_2),))
        days = (date(2022, 3, 13), MARCH_14, MAY_2, date(2022, 5, 3))
        assert [bool(one.on(day)) for day in days] == [False, True, True, False]

    def test_ends_by_a_later_note_whatever_the_order_of_entry(self) -> None:
        for notes in ([(MARCH_14, None), (MAY_2, MAY_2)], [(MAY_2, MAY_2), (MARCH_14, None)]):
            one = Notes(tuple(self.noted(CITY, since, until) for since, until in notes))
            assert [bool(one.on(day)) for day in (MARCH_14, MAY_2, date(2022, 5, 3))] == [True, True, False]

    def test_of_one_agency_is_not_ended_by_another(self) -> None:
        one = Notes((self.noted(CITY, MARCH_14, None), self.noted(KEEPER, MAY_2, MAY_2)))
        assert one.on(date(2022, 6, 1)) == {Circumstance.SICK_LISTED}
        assert [note.by for note in one.of(CITY)] == [CITY]


def note(service: ServiceUnderTest, circumstance: str, agency: str, **members: Any) -> Any:
    body = {"circumstance": circumstance, "occurredOn": "2022-03-14", **members}
    return service.post(NOTES, body, agency=agency)


def start(service: ServiceUnderTest, kind: str, agency: str = KEEPER) -> Any:
    path = f"/v1/plans/{PLAN}"
    etag = service.get(path, agency=KEEPER).headers["ETag"]
    body = {"kind": kind, "occurredOn": "2022-03-21"}
    return service.post(f"{path}/activities", body, agency=agency, if_match=etag)


class TestOverHttp:
    def test_the_refusal_names_rule_and_agency_and_starts_nothing(self, opened: ServiceUnderTest) -> None:
        note(opened, "sick_listed", CITY).raise_for_status()
        note(opened, "not_registered_at_af", KEEPER).raise_for_status()
        refused = start(opened, "guidance")
        assert (refused.status_code, refused.json()["code"]) == (409, "intervention_conflict")
        assert refused.json()["conflicts"] == [{"rule": "sick_listed_and_not_registered", "agency": "af"}]
        assert opened.get(f"/v1/plans/{PLAN}").json()["activities"] == []
        assert start(opened, "guidance", CITY).is_success

    @pytest.mark.parametrize(
        ("first_day", "status"), [("2023-01-31", 409), ("2023-02-01", 201)], ids=["its last day", "after it"]
    )
    def test_a_proposal_is_refused_while_the_circumstance_lasts(
        self, opened: ServiceUnderTest, first_day: str, status: int
    ) -> None:
        note(opened, "sick_listed", CITY, until="2023-01-31").raise_for_status()
        note(opened, "not_registered_at_af", KEEPER).raise_for_status()
        days = {"plannedFrom": first_day, "plannedTo": "2023-06-30", "occurredOn": "2022-03-21"}
        proposed = {"kind": "guidance", "owner": "af", **days}
        made = opened.post(f"/v1/plans/{PLAN}/activities/proposals", proposed, agency=CITY)
        assert made.status_code == status

    def test_an_agency_that_may_not_know_the_circumstances_is_told_no_rule(
        self, opened: ServiceUnderTest
    ) -> None:
        note(opened, "sick_listed", CARE).raise_for_status()
        note(opened, "not_registered_at_af", KEEPER).raise_for_status()
        days = {"plannedFrom": "2022-04-04", "plannedTo": "2022-06-30", "occurredOn": "2022-03-21"}
        proposals = f"/v1/plans/{PLAN}/activities/proposals"
        refused = opened.post(proposals, {"kind": "guidance", "owner": "af", **days}, agency=CITY)
        assert refused.json()["conflicts"] == [{"rule": "not_disclosed", "agency": "af"}]
        assert "sick_listed" not in refused.text
        owners = opened.post(proposals, {"kind": "guidance", **days}, agency=KEEPER).json()
        assert owners["conflicts"] == [{"rule": "sick_listed_and_not_registered", "agency": "af"}]

    def test_a_sick_leave_that_stops_the_clock_counts_as_a_note(self, opened: ServiceUnderTest) -> None:
        note(opened, "not_registered_at_af", KEEPER).raise_for_status()
        stop = {"reason": "sick_leave", "until": "2022-12-31", "occurredOn": "2022-03-14"}
        opened.post(f"/v1/plans/{PLAN}/clock-stops", stop, agency=CITY, if_match=1).raise_for_status()
        refused = start(opened, "guidance", KEEPER)
        assert [one["rule"] for one in refused.json()["conflicts"]] == ["sick_listed_and_not_registered"]

    def test_an_agency_sees_its_own_notes_alone_and_nothing_is_published(
        self, opened: ServiceUnderTest
    ) -> None:
        before = opened.published()
        note(opened, "sick_listed", CITY, until="2022-04-30").raise_for_status()
        note(opened, "not_registered_at_af", KEEPER).raise_for_status()
        seen = opened.get(NOTES, agency=KEEPER).json()
        assert [one["circumstance"] for one in seen["noted"]] == ["not_registered_at_af"]
        assert opened.published() == before
        stored = [one.state for one in opened.database.notifications(0, 999)]
        assert not [state for state in stored if b"sick_listed" in state]

    def test_a_note_is_answered_again_and_tells_of_no_others(self, opened: ServiceUnderTest) -> None:
        note(opened, "not_registered_at_af", KEEPER).raise_for_status()
        assert opened.get(NOTES, agency=CITY).status_code == 404
        body = {"circumstance": "sick_listed", "occurredOn": "2022-03-14"}
        first, again = (opened.post(NOTES, body, agency=CITY, key="k-1") for _ in range(2))
        assert (first.status_code, again.status_code, again.json()) == (200, 200, first.json())
        assert opened.get(NOTES, agency=CITY).headers["ETag"] == first.headers["ETag"] == '"1"'

    def test_a_note_is_refused_to_an_outsider_and_if_it_ends_before_it_begins(
        self, opened: ServiceUnderTest
    ) -> None:
        assert note(opened, "sick_listed", OUTSIDER).status_code == 404
        refused = note(opened, "sick_listed", CITY, until="2022-01-31")
        assert (refused.status_code, refused.json()["code"]) == (422, "ends_before_it_starts")
