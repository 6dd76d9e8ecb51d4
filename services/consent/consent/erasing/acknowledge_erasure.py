from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from consent.consent import Office
from consent.erasing.erasure import Acknowledgement, Erasure, ErasureFact, Holder
from samplan.contracts.codes.erasures import ErasureOutcome, RetentionGround


class ErasureAcknowledged(ErasureFact, private=True):
    """The service has published it: this is where the agencies read it."""

    TOPIC = "consent.ErasureAcknowledged"
    holder: Holder
    outcome: ErasureOutcome
    ground: RetentionGround | None = None

    def apply(self, erasure: Erasure) -> None:
        said = Acknowledgement(outcome=self.outcome, ground=self.ground, on=self.occurred_on)
        erasure.acknowledgements = {**erasure.acknowledgements, self.holder: said}


class NoteAcknowledgement(Command[Office]):
    """A service reports what it did with what it held. The report of one that was not asked is ignored."""

    erasure_id: UUID
    holder: Holder
    outcome: ErasureOutcome
    ground: RetentionGround | None
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> None:
        erasure = work.find(Erasure, self.erasure_id)
        if erasure is not None and self.holder in erasure.acknowledge_by:
            self.decide(erasure)

    def decide(self, erasure: Erasure) -> None:
        said = Acknowledgement(outcome=self.outcome, ground=self.ground, on=self.occurred_on)
        if erasure.acknowledgements.get(self.holder) != said:
            erasure.trigger_event(
                ErasureAcknowledged,
                holder=self.holder,
                outcome=self.outcome,
                ground=self.ground,
                occurred_on=self.occurred_on,
            )
