"""The services of the demo: who runs each, and where it answers."""

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
        return f"http://{HOST}:{self.port}"


REFERRAL = Part(service="referral", agency=Agency.MALMO_IFO, port=8001, has_vault=True)
CONSENT = Part(service="consent", agency=Agency.FINSAM, port=8002, has_vault=True)
PLANNING = Part(service="planning", agency=Agency.AF, port=8003)
REPORTING = Part(service="reporting", agency=Agency.FINSAM, port=8004)
PARTS = (REFERRAL, CONSENT, PLANNING, REPORTING)
WITH_CLOCKS = (CONSENT, PLANNING)
SERVICES = Services(
    referral=REFERRAL.url, consent=CONSENT.url, planning=PLANNING.url, reporting=REPORTING.url
)
