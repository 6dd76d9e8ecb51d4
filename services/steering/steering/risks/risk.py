"""A risk of a programme, from its first assessment until it is closed."""

from datetime import date
from typing import ClassVar

from chassis.decisions.domain import Created, DomainEvent, Refused
from samplan.contracts.codes.steering import RiskKind, RiskSize
from steering.office import OfProgramme


class RiskIsClosed(Refused):
    code = "risk_is_closed"
    title: ClassVar[str] = "The risk is closed: assess it as a new one"


class RiskFact(DomainEvent):
    occurred_on: date


class RiskRecorded(Created, RiskFact, private=True):
    TOPIC = "steering.RiskRecorded"
    programme: str
    risk: RiskKind


class Risk(OfProgramme):
    """`indicator`: the one of the catalogue that tells early whether the risk grows."""

    TOPIC = "steering.Risk"
    Event = RiskFact

    def __init__(self, *, programme: str, risk: RiskKind, occurred_on: date) -> None:
        self.programme = programme
        self.since = occurred_on
        self.risk = risk
        self.size: RiskSize | None = None
        self.indicator = ""
        self.words = ""
        self.assessed_on: date | None = None
        self.closed_on: date | None = None

    def require_open(self) -> None:
        """Raises RiskIsClosed."""
        if self.closed_on is not None:
            raise RiskIsClosed


class RiskAssessed(RiskFact):
    """`words` and the person who assessed it are not published."""

    TOPIC = "steering.RiskAssessed"
    programme: str
    risk: RiskKind
    size: RiskSize
    indicator: str
    words: str
    issuer: str
    subject: str

    def apply(self, risk: Risk) -> None:
        risk.size, risk.indicator, risk.words = self.size, self.indicator, self.words
        risk.assessed_on = self.occurred_on


class RiskClosed(RiskFact):
    TOPIC = "steering.RiskClosed"
    programme: str
    risk: RiskKind
    issuer: str
    subject: str

    def apply(self, risk: Risk) -> None:
        risk.closed_on = self.occurred_on
