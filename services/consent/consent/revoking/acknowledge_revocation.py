from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import Refused
from consent.consent import Consent, ConsentFact, Office
from consent.consent.consent import Answer
from samplan.contracts.codes import Agency, RetentionGround, RevocationOutcome


class StillInForce(Refused):
    code = "consent_in_force"
    title: ClassVar[str] = "The consent still lets the agency know"


class RevocationAcknowledged(ConsentFact):
    TOPIC = "consent.RevocationAcknowledged"
    agency: Agency
    outcome: RevocationOutcome
    ground: RetentionGround | None = None

    def apply(self, consent: Consent) -> None:
        answer = Answer(outcome=self.outcome, ground=self.ground, on=self.occurred_on)
        consent.holders = consent.holders.answered(self.agency, answer)


class AcknowledgeRevocation(
    Command[Office],
    path="",
    sv="Svara på återkallelsen",
    en="Answer the revocation",
    versioned=False,
):
    """What the agency did with what it held: stopped, erased, or retained on a legal ground (C-08).

    For an agency that the consent named, once the consent has ended or no longer names it.
    """

    consent_id: UUID
    outcome: RevocationOutcome
    ground: RetentionGround | None = None
    by: Agency
    occurred_on: date

    @classmethod
    def check_form(cls, sent: Any) -> None:
        if (sent.outcome is RevocationOutcome.RETAINED) != (sent.ground is not None):
            raise ValueError("ground_if_retained")

    def carry_out(self, work: Records, office: Office) -> Consent:
        consent = work.load(Consent, self.consent_id, if_shown=lambda one: self.by in one.named)
        self.decide(consent)
        return consent

    def decide(self, consent: Consent) -> None:
        if self.by in consent.agencies and consent.is_in_force(self.occurred_on):
            raise StillInForce
        consent.require_granted(self.occurred_on)
        known = consent.holders.answers.get(self.by)
        if known is None or (known.outcome, known.ground) != (self.outcome, self.ground):
            consent.trigger_event(
                RevocationAcknowledged,
                agency=self.by,
                outcome=self.outcome,
                ground=self.ground,
                occurred_on=self.occurred_on,
            )
