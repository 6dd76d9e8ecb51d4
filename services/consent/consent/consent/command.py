"""What all commands on one consent have in common."""

from abc import abstractmethod
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from consent.circle_versions.circle_versions import NextVersion, versions_of
from consent.consent.consent import Consent
from consent.consent.office import Office
from consent.consent.seen_consent import SeenConsent, hidden_from
from samplan.contracts.codes import Agency


def consent_open_to(by: Agency, consent_id: UUID, work: Records, office: Office) -> Consent:
    """Raises NotFound for an agency that may not know of the consent."""
    return work.load(Consent, consent_id, if_shown=lambda consent: consent.is_open_to(by, office.keeper))


def seen_by(by: Agency, consent: Consent, work: Records, office: Office) -> SeenConsent:
    """The consent without the agencies that the caller may not know of."""
    return SeenConsent(consent, hidden_from(by, office.keeper, office.blocked(consent.participant_id, work)))


class ConsentCommand(Command[Office]):
    """A decision on one consent, on a day, by an agency that the consent names or by the keeper."""

    consent_id: UUID
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> SeenConsent:
        """The consent as the agency sees it."""
        return seen_by(self.by, self.change(work, office), work, office)

    @abstractmethod
    def change(self, work: Records, office: Office) -> Consent:
        """Load the consent and decide. Raises what the decision refuses."""

    def consent_in(self, work: Records, office: Office) -> Consent:
        """Raises NotFound for an agency that may not know of the consent."""
        return consent_open_to(self.by, self.consent_id, work, office)


class CircleCommand(ConsentCommand):
    """One that changes what may be known of the participant."""

    def change(self, work: Records, office: Office) -> Consent:
        consent = self.consent_in(work, office)
        self.decide(consent, versions_of(consent.participant_id, work))
        return consent

    @abstractmethod
    def decide(self, consent: Consent, next_version: NextVersion) -> None:
        """Refuses, or records facts. Records nothing when the consent is already as requested."""
