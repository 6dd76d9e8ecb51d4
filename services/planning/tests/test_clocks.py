from datetime import date

import pytest
from services.planning.tests.examples import (
    AUGUST_15,
    DAY_60,
    DAY_61,
    PLAN,
    PROGRAMME,
    REVOKED,
)

from chassis.service.key_store import open_vault
from chassis.settings.programmes import load_programmes
from planning.rule_refusals import NoPlanningRule
from planning.rules import PlanKeeper, PlanningRules
from planning.service import SERVICE, PlanningSettings
from planning.stay_rules import PlanningRule
from planning.vault.vaulted_words import VaultedWords
from samplan.bus.reading.catch_up import ALWAYS, StillCatchingUp, report_behind, report_caught_up
from samplan.contracts.planning.plans import PlanDeadlineMissed
from samplan.testing.harness import ServiceUnderTest


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> PlanningRules:
    settings = PlanningSettings(data_dir=tmp_path_factory.mktemp("data"))
    return PlanningRules(
        programmes=load_programmes(settings.programmes_dir, PlanningRule, PlanKeeper),
        keeper=settings.agency,
        words=VaultedWords(open_vault(settings, SERVICE.name)[0]),
        templates={},
    )


class TestPlanDueOn:
    @pytest.mark.parametrize(
        ("enrolled_on", "due_on"),
        [
            pytest.param(date(2022, 2, 1), date(2022, 4, 2), id="over the change to summer time"),
            pytest.param(date(2022, 9, 15), date(2022, 11, 14), id="over the change to winter time"),
            pytest.param(date(2020, 2, 28), date(2020, 4, 28), id="over a 29 February"),
            pytest.param(date(2020, 2, 29), date(2020, 4, 29), id="from a 29 February"),
            pytest.param(date(2021, 2, 28), date(2021, 4, 29), id="in a year without one"),
            pytest.param(date(2020, 1, 2), date(2020, 3, 2), id="from the programme's first day"),
        ],
    )
    def test_is_60_days_after_the_enrolment(
        self, rules: PlanningRules, enrolled_on: date, due_on: date
    ) -> None:
        assert rules.plan_due_on(PROGRAMME, enrolled_on, None) == due_on

    @pytest.mark.parametrize(
        ("programme", "on"), [("unknown-of", date(2022, 2, 1)), (PROGRAMME, date(2020, 1, 1))]
    )
    def test_is_refused_where_no_rule_is_in_force(
        self, rules: PlanningRules, programme: str, on: date
    ) -> None:
        with pytest.raises(NoPlanningRule):
            rules.plan_due_on(programme, on, None)


class TestTick:
    def test_finds_nothing_on_day_60_and_the_miss_on_day_61(self, opened: ServiceUnderTest) -> None:
        assert tick(opened, DAY_60) == 0
        assert tick(opened, DAY_61) == 1
        assert opened.published()[-1] == PlanDeadlineMissed(plan_id=PLAN, due_on=DAY_60, occurred_on=DAY_61)

    def test_records_the_same_miss_once_however_late_it_runs(self, opened: ServiceUnderTest) -> None:
        assert tick(opened, AUGUST_15) == 1
        assert opened.published()[-1].occurred_on == DAY_61
        assert tick(opened, AUGUST_15) == 0

    def test_publishes_nothing_of_a_plan_that_is_no_longer_shared(self, opened: ServiceUnderTest) -> None:
        opened.receive(REVOKED)
        before = opened.published()
        assert tick(opened, AUGUST_15) == 1
        assert opened.published() == before

    def test_waits_while_the_end_of_a_consent_may_be_unread(self, opened: ServiceUnderTest) -> None:
        """I4: a published miss cannot be withdrawn."""
        report_behind(opened.database)
        before = opened.database.last_notification_id()
        with pytest.raises(StillCatchingUp):
            tick(opened, AUGUST_15)
        assert opened.database.last_notification_id() == before
        report_caught_up(opened.database, ALWAYS)
        assert tick(opened, AUGUST_15) == 1


def tick(service: ServiceUnderTest, as_of: date) -> int:
    assert SERVICE.tick is not None
    with service.on_business_date():
        return SERVICE.tick(service.database, service.process.application, as_of)
