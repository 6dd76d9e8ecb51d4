"""Two referral services and their readers in this process, with a carrier in place of the broker."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.journeys.house import ON, PROGRAMMES

from consent.service import SERVICE as CONSENT_SERVICE
from planning.service import SERVICE as PLANNING_SERVICE
from referral.service import SERVICE as REFERRAL_SERVICE
from reporting.service import SERVICE as REPORTING_SERVICE
from samplan.contracts.codes import Agency
from samplan.contracts.registry import CHANNELS
from samplan.testing.harness import ServiceUnderTest

CITY, STATE = "malmo-ifo", "af"
KEPT = (
    (CITY, REFERRAL_SERVICE),
    (STATE, REFERRAL_SERVICE),
    ("finsam", CONSENT_SERVICE),
    ("af", PLANNING_SERVICE),
    ("finsam", REPORTING_SERVICE),
)


class SideBySide:
    """`referral`: by agency. `carry` moves events between the stores, and delivers each twice."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._services = {
            f"/{agency}/{service.name}/0a1b2c3d": stack.enter_context(
                ServiceUnderTest(service, folder, today=ON, agency=Agency(agency), programmes_dir=PROGRAMMES)
            )
            for agency, service in KEPT
        }
        self._carried: dict[tuple[str, str], int] = {}
        city, state, self.consent, self.planning, self.reporting = self._services.values()
        self.referral: Mapping[str, ServiceUnderTest] = {CITY: city, STATE: state}

    def carry(self, *, first: str = CITY) -> None:
        """Deliver published events to their readers, the topic of `first` before the other one."""
        while sum(self._between(*pair) for pair in self._pairs(first)):
            pass

    def parked(self) -> list[Any]:
        return [row for service in self._services.values() for row in service.parked()]

    def _pairs(self, first: str) -> Iterator[tuple[str, str]]:
        sources = sorted(self._services, key=lambda source: not source.startswith(f"/{first}/referral/"))
        for source in sources:
            for reader, service in self._services.items():
                if source.split("/")[2] in service.service.reads:
                    yield source, reader

    def _between(self, source: str, reader: str) -> int:
        """Returns the number of events new to the reader."""
        published, service = self._services[source].published(), self._services[reader]
        known = self._carried.get((source, reader), 0)
        for sequence, event in enumerate(published[known:], start=known + 1):
            channel = CHANNELS[event.TYPE]
            if channel in service.service.reads:
                _, agency, _, epoch = source.split("/")
                written = f"/{agency}/{channel}/{epoch}"
                service.redeliver(service.receive(event, source=written, sequence=sequence))
        self._carried[source, reader] = len(published)
        return len(published) - known
