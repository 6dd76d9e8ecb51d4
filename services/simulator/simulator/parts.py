"""The services of the demo: who runs each, and where it answers."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from chassis.testing.ports import HOST
from contracts.codes import Agency
from simulator.errands import Services


@dataclass(frozen=True, kw_only=True)
class Part:
    """One service and the agency that runs it."""

    service: str
    agency: Agency
    port: int
    has_vault: bool = False
    """It seals personal fields under keys that are kept apart from its events."""

    @property
    def url(self) -> str:
        """On this machine, unless the environment says where (REFERRAL_URL)."""
        return os.environ.get(f"{self.service.upper()}_URL", f"http://{HOST}:{self.port}")

    @property
    def processes(self) -> Sequence[str]:
        """Where its relay and inbox answer: one process with its API, unless the environment names others.

        REFERRAL_PROCESSES="http://relay:8000 http://inbox:8000"
        """
        return os.environ.get(f"{self.service.upper()}_PROCESSES", self.url).split()


REFERRAL = Part(service="referral", agency=Agency.MALMO_IFO, port=8001, has_vault=True)
CONSENT = Part(service="consent", agency=Agency.FINSAM, port=8002, has_vault=True)
PLANNING = Part(service="planning", agency=Agency.AF, port=8003)
REPORTING = Part(service="reporting", agency=Agency.FINSAM, port=8004)
PARTS = (REFERRAL, CONSENT, PLANNING, REPORTING)
WITH_CLOCKS = (CONSENT, PLANNING)
SERVICES = Services(
    referral=REFERRAL.url, consent=CONSENT.url, planning=PLANNING.url, reporting=REPORTING.url
)
