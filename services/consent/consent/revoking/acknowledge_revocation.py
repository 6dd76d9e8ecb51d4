from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import Refused
from consent.consent import Consent, ConsentFact, Office
from consent.consent.consent import Answer
from samplan.contracts.codes import Agency
from samplan.contracts.codes.erasures import RetentionGround, RevocationOutcome


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


@dataclass(frozen=True)
class AnsweredRevocation:
    """A consent as an agency that has answered sees it: one that it no longer names learns nothing new."""

    consent: Consent
    by: Agency

    @property
    def id(self) -> UUID:
        return self.consent.id

    @property
    def version(self) -> int:
        return self.consent.version if self._is_named else 1

    @property
    def ended_on(self) -> date | None:
        return self.consent.ended_on if self._is_named else None

    @property
    def _is_named(self) -> bool:
        return self.by in self.consent.agencies


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

    def carry_out(self, work: Records, office: Office) -> AnsweredRevocation:
        consent = work.load(Consent, self.consent_id, if_shown=lambda one: self.by in one.named)
        self.decide(consent)
        return AnsweredRevocation(consent, self.by)

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
