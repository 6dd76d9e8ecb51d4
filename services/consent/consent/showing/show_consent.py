from uuid import UUID

from chassis.decisions.commands import Command, Records
from consent.consent import Office, SeenConsent
from consent.consent.command import consent_open_to, seen_by
from samplan.contracts.codes import Agency


class ShowConsent(Command[Office]):
    """To the agencies that the consent names and to the keeper of consents."""

    consent_id: UUID
    by: Agency

    def carry_out(self, work: Records, office: Office) -> SeenConsent:
        """Raises NotFound."""
        return seen_by(self.by, consent_open_to(self.by, self.consent_id, work, office), work, office)
