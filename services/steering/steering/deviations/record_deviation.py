from dataclasses import field
from datetime import date
from uuid import UUID, uuid4

from chassis.decisions.commands import LongText, Records
from chassis.decisions.domain import Created, DomainEvent
from samplan.contracts.codes.steering import DeviationKind, RiskSize
from steering.office import Office, OfProgramme, ProgrammeId, SteeringCommand


class DeviationFact(DomainEvent):
    occurred_on: date


class DeviationRecorded(Created, DeviationFact):
    """`words` and the person who recorded it are not published."""

    TOPIC = "steering.DeviationRecorded"
    programme: str
    deviation: DeviationKind
    size: RiskSize
    words: str
    issuer: str
    subject: str


class Deviation(OfProgramme):
    TOPIC = "steering.Deviation"
    Event = DeviationFact

    def __init__(
        self,
        *,
        programme: str,
        deviation: DeviationKind,
        size: RiskSize,
        words: str,
        issuer: str,  # stored with the fact
        subject: str,  # stored with the fact
        occurred_on: date,
    ) -> None:
        self.programme = programme
        self.since = occurred_on
        self.deviation = deviation
        self.size = size
        self.words = words


class RecordDeviation(
    SteeringCommand, path="", sv="Notera en avvikelse", en="Record a deviation", creates=True
):
    """From what was decided, by a person with a token of their own. Its words name no participant."""

    programme: ProgrammeId
    deviation: DeviationKind
    size: RiskSize
    words: LongText
    deviation_id: UUID = field(default_factory=uuid4)

    def carry_out(self, work: Records, office: Office) -> Deviation:
        signature = self.signature(self.programme, office)
        return work.add(
            Deviation.begin(
                DeviationRecorded,
                self.deviation_id,
                programme=self.programme,
                deviation=self.deviation,
                size=self.size,
                words=self.words,
                **signature.stored,
                occurred_on=self.occurred_on,
            )
        )
