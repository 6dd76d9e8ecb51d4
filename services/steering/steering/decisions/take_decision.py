from dataclasses import field
from datetime import date
from uuid import UUID, uuid4

from chassis.decisions.commands import LongText, Records
from chassis.decisions.domain import Created, DomainEvent
from samplan.contracts.codes.steering import BodyKind, DecisionKind
from steering.office import Office, OfProgramme, ProgrammeId, SteeringCommand


class DecisionFact(DomainEvent):
    occurred_on: date


class DecisionTaken(Created, DecisionFact):
    """`words` and the person who recorded it are not published."""

    TOPIC = "steering.DecisionTaken"
    programme: str
    body: BodyKind
    matter: DecisionKind
    words: str
    issuer: str
    subject: str


class Decision(OfProgramme):
    TOPIC = "steering.Decision"
    Event = DecisionFact

    def __init__(
        self,
        *,
        programme: str,
        body: BodyKind,
        matter: DecisionKind,
        words: str,
        issuer: str,  # stored with the fact
        subject: str,  # stored with the fact
        occurred_on: date,
    ) -> None:
        self.programme = programme
        self.since = occurred_on
        self.body = body
        self.matter = matter
        self.words = words


class TakeDecision(SteeringCommand, path="", sv="Notera ett beslut", en="Record a decision", creates=True):
    """Of one of the programme's bodies, recorded by a person. Its words name no participant."""

    programme: ProgrammeId
    body: BodyKind
    matter: DecisionKind
    words: LongText
    decision_id: UUID = field(default_factory=uuid4)

    def carry_out(self, work: Records, office: Office) -> Decision:
        signature = self.signature(self.programme, office)
        return work.add(
            Decision.begin(
                DecisionTaken,
                self.decision_id,
                programme=self.programme,
                body=self.body,
                matter=self.matter,
                words=self.words,
                **signature.stored,
                occurred_on=self.occurred_on,
            )
        )
