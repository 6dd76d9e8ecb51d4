"""What all commands on one consent have in common."""

from abc import abstractmethod
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from consent.consent.consent import Consent
from consent.consent.office import Office
from samplan.contracts.codes import Agency


class ConsentCommand(Command[Office]):
    """A decision on one consent, on a day, by an agency that the consent names or by the keeper."""

    consent_id: UUID
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> Consent:
        consent = self.consent_in(work, office)
        self.decide(consent)
        return consent

    def consent_in(self, work: Records, office: Office) -> Consent:
        """Raises NotFound for an agency that may not know of the consent."""
        return work.load(
            Consent, self.consent_id, if_shown=lambda consent: consent.is_open_to(self.by, office.keeper)
        )

    @abstractmethod
    def decide(self, consent: Consent) -> None:
        """Refuses, or records facts. Records nothing when the consent is already as requested."""
