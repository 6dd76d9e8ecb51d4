from dataclasses import field
from uuid import UUID, uuid4

from chassis.decisions.commands import LongText, Records
from samplan.contracts.codes.steering import RiskKind, RiskSize
from steering.definitions.measured import measure_on
from steering.office import CodeText, Office, ProgrammeId, Signature, SteeringCommand
from steering.risks.risk import Risk, RiskAssessed, RiskClosed, RiskRecorded


class RiskAssessment(SteeringCommand):
    """`indicator`: the leading one, of the programme's catalogue. Its words name no participant."""

    size: RiskSize
    indicator: CodeText
    words: LongText

    def assess(self, risk: Risk, signature: Signature) -> None:
        """Raises RiskIsClosed."""
        risk.require_open()
        risk.trigger_event(
            RiskAssessed,
            programme=risk.programme,
            risk=risk.risk,
            size=self.size,
            indicator=self.indicator,
            words=self.words,
            **signature.stored,
            occurred_on=self.occurred_on,
        )


class AssessRisk(RiskAssessment, path="", sv="Bedöm en risk", en="Assess a risk", creates=True):
    """A new one, large, medium or small, with the indicator that tells of it early."""

    programme: ProgrammeId
    risk: RiskKind
    risk_id: UUID = field(default_factory=uuid4)

    def carry_out(self, work: Records, office: Office) -> Risk:
        signature = self.signature(self.programme, office)
        measure_on(self.programme, self.indicator, self.occurred_on, work, office)
        risk = Risk.begin(
            RiskRecorded,
            self.risk_id,
            programme=self.programme,
            risk=self.risk,
            occurred_on=self.occurred_on,
        )
        self.assess(risk, signature)
        return work.add(risk)


class AssessRiskAgain(
    RiskAssessment, path="assessment", sv="Bedöm risken på nytt", en="Assess the risk again"
):
    """In place of the assessment before it."""

    risk_id: UUID

    def carry_out(self, work: Records, office: Office) -> Risk:
        risk = work.load(Risk, self.risk_id)
        signature = self.signature(risk.programme, office)
        measure_on(risk.programme, self.indicator, self.occurred_on, work, office)
        self.decide(risk, signature)
        return risk

    def decide(self, risk: Risk, signature: Signature) -> None:
        self.assess(risk, signature)


class CloseRisk(SteeringCommand, path="closing", sv="Avskriv risken", en="Close the risk"):
    """It no longer threatens the programme."""

    risk_id: UUID

    def carry_out(self, work: Records, office: Office) -> Risk:
        risk = work.load(Risk, self.risk_id)
        self.decide(risk, self.signature(risk.programme, office))
        return risk

    def decide(self, risk: Risk, signature: Signature) -> None:
        """Raises RiskIsClosed."""
        risk.require_open()
        risk.trigger_event(
            RiskClosed,
            programme=risk.programme,
            risk=risk.risk,
            **signature.stored,
            occurred_on=self.occurred_on,
        )
