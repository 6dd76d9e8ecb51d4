"""Other services' events are answered from only while an inbox reports that it is caught up (I4, I20)."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from chassis.process.run import ALL_ROLES, Process
from chassis.settings.environment import load_settings
from samplan.bus.clock import now_utc, uptime
from samplan.bus.reading import catch_up
from samplan.bus.reading.catch_up import CatchUpStatus, is_caught_up, report_behind, report_caught_up
from samplan.bus.reading.lease import Lease
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.specimen import SPECIMEN


class TestCatchUpStatus:
    def test_is_behind_in_a_new_store(self, tmp_path: Path) -> None:
        process = Process(SPECIMEN, load_settings(SPECIMEN.settings, data_dir=tmp_path))
        assert not is_caught_up(process.database)
        process.close()

    def test_holds_until_it_is_behind_again(self, service: ServiceUnderTest) -> None:
        report_caught_up(service.database)
        assert is_caught_up(service.database)
        report_behind(service.database)
        assert not is_caught_up(service.database)

    def test_expires_after_a_minute(self, service: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
        reported_at = now_utc()
        report_caught_up(service.database)
        for seconds, believed in ((50, True), (70, False)):
            monkeypatch.setattr(catch_up, "now_utc", lambda s=seconds: reported_at + timedelta(seconds=s))
            assert is_caught_up(service.database) is believed

    def test_expires_after_a_minute_even_if_the_wall_clock_is_set_back(
        self, service: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        report_caught_up(service.database)
        assert is_caught_up(service.database)
        reported_at, seen_at = now_utc(), uptime()
        monkeypatch.setattr(catch_up, "now_utc", lambda: reported_at - timedelta(hours=1))
        monkeypatch.setattr(catch_up, "uptime", lambda: seen_at + 59)
        assert is_caught_up(service.database)
        monkeypatch.setattr(catch_up, "uptime", lambda: seen_at + 61)
        assert not is_caught_up(service.database)
        report_caught_up(service.database)
        assert is_caught_up(service.database)

    async def test_is_valid_as_long_as_the_inbox_may_assume_that_it_has_missed_no_end(
        self, service: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        moments = iter([0.0, *[50.0] * 10])
        lease = Lease(lambda: next(moments))
        lease.look(lease.now(), frozenset(), {})
        await CatchUpStatus(service.database).report(lease, is_applied=True)
        reported_at = now_utc()
        for seconds, believed in ((9, True), (11, False)):
            monkeypatch.setattr(catch_up, "now_utc", lambda s=seconds: reported_at + timedelta(seconds=s))
            assert is_caught_up(service.database) is believed

    async def test_is_not_prolonged_by_a_freeze_of_the_inbox_while_it_reports(
        self, service: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        reported_at, moments = now_utc(), [0.0]

        def freeze() -> datetime:
            moments.append(50.0)
            return reported_at

        lease = Lease(lambda: moments[-1])
        lease.look(lease.now(), frozenset(), {})
        monkeypatch.setattr(catch_up, "now_utc", freeze)
        await CatchUpStatus(service.database).report(lease, is_applied=True)
        monkeypatch.setattr(catch_up, "now_utc", lambda: reported_at + timedelta(seconds=50))
        assert not is_caught_up(service.database)

    async def test_of_an_earlier_process_ends_when_this_one_fails(self, service: ServiceUnderTest) -> None:
        report_caught_up(service.database)
        status = CatchUpStatus(service.database)
        await status.report(Lease(), is_applied=False)
        assert is_caught_up(service.database)
        await status.report(Lease(), is_applied=False, has_failed=True)
        assert not is_caught_up(service.database)

    def test_is_behind_when_an_inbox_starts(self, service: ServiceUnderTest) -> None:
        again = Process(SPECIMEN, service.settings, ALL_ROLES)
        assert not is_caught_up(service.database)
        again.close()
