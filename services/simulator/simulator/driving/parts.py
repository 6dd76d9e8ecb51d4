"""The services of the demo: the agency that runs each, and its address."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from samplan.contracts.codes import Agency
from samplan.testing.servers.ports import HOST
from simulator.driving.errands import Services
from simulator.driving.forms import PROGRAMME


@dataclass(frozen=True, kw_only=True)
class Part:
    """One service and the agency that runs it."""

    name: str
    """Unique among the parts: two agencies may run the same service."""
    service: str
    agency: Agency
    port: int
    opens_at: str = "/openapi.json"
    """The path of its first page."""
    has_vault: bool = False
    """It encrypts personal fields under keys that are stored apart from its events."""

    @property
    def url(self) -> str:
        """On this machine, unless the environment says where (REFERRAL_URL, AF_REFERRAL_URL)."""
        return os.environ.get(f"{self._prefix}_URL", f"http://{HOST}:{self.port}")

    @property
    def address(self) -> str:
        """The address to open in a browser."""
        return f"{self.url}{self.opens_at}"

    @property
    def metrics_port(self) -> int:
        """On this machine."""
        return self.port + 1000

    @property
    def processes(self) -> Sequence[str]:
        """Where its relay and inbox show their metrics: on this machine, unless the environment says where.

        REFERRAL_PROCESSES="http://relay:9464 http://inbox:9464"
        """
        return os.environ.get(f"{self._prefix}_PROCESSES", f"http://{HOST}:{self.metrics_port}").split()

    @property
    def _prefix(self) -> str:
        return self.name.upper().replace("-", "_")


REFERRAL = Part(name="referral", service="referral", agency=Agency.MALMO_IFO, port=8001, has_vault=True)
AF_REFERRAL = Part(name="af-referral", service="referral", agency=Agency.AF, port=8005, has_vault=True)
CONSENT = Part(name="consent", service="consent", agency=Agency.FINSAM, port=8002, has_vault=True)
PLANNING = Part(name="planning", service="planning", agency=Agency.AF, port=8003, has_vault=True)
REPORTING = Part(
    name="reporting", service="reporting", agency=Agency.FINSAM, port=8004, opens_at=f"/sv/{PROGRAMME}"
)
STEERING = Part(name="steering", service="steering", agency=Agency.FINSAM, port=8006)
ONE_OF_EACH = (REFERRAL, CONSENT, PLANNING, REPORTING)
PARTS = (*ONE_OF_EACH, AF_REFERRAL, STEERING)
WITH_CLOCKS = (REFERRAL, AF_REFERRAL, CONSENT, PLANNING)
SERVICES = Services(
    referrals={part.agency: part.url for part in (REFERRAL, AF_REFERRAL)},
    consent=CONSENT.url,
    planning=PLANNING.url,
    reporting=REPORTING.url,
)
