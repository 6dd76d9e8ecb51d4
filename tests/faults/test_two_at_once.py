"""I7: two relays, or two inboxes, have the same effects in the same order as one."""

import pytest
from tests.faults.pipeline import Planning, Reporting, assert_nothing_lost_or_doubled

PLANS = 40

pytestmark = pytest.mark.slow


class TestTwoRelays:
    def test_have_the_effects_of_one(self, planning: Planning, reporting: Reporting) -> None:
        planning.write_plans(PLANS)
        for role in (planning.relay, planning.relay, reporting.inbox):
            role()
        planning.write_plans(PLANS)
        assert_nothing_lost_or_doubled(planning, reporting)

    def test_continue_when_one_of_them_is_killed(self, planning: Planning, reporting: Reporting) -> None:
        reporting.inbox()
        planning.relay()
        doomed = planning.relay()
        planning.write_plans(PLANS)
        doomed.kill()
        planning.write_plans(PLANS)
        assert_nothing_lost_or_doubled(planning, reporting)


class TestTwoInboxes:
    def test_have_the_effects_of_one(self, planning: Planning, reporting: Reporting) -> None:
        for role in (reporting.inbox, reporting.inbox, planning.relay):
            role()
        planning.write_plans(PLANS)
        assert_nothing_lost_or_doubled(planning, reporting)
