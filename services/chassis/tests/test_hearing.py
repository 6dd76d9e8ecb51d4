"""Other services' events are answered from only while an inbox reports that it is caught up (I4, I20)."""

from datetime import timedelta
from pathlib import Path

import pytest

from chassis.process.run import ALL_ROLES, Process
from chassis.settings.environment import load_settings
from samplan.bus.clock import now_utc
from samplan.bus.reading import catch_up
from samplan.bus.reading.catch_up import is_caught_up, report_behind, report_caught_up
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

    def test_is_behind_when_an_inbox_starts(self, service: ServiceUnderTest) -> None:
        again = Process(SPECIMEN, service.settings, ALL_ROLES)
        assert not is_caught_up(service.database)
        again.close()
