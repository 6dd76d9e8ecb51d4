from dataclasses import replace
from uuid import UUID

from chassis.decisions.commands import Command, Records
from consent.consent import Consent, Office, SeenConsent
from consent.consent.command import consent_open_to, seen_by
from samplan.contracts.codes import Agency


class ShowConsent(Command[Office]):
    """To the agencies that the consent names and to the keeper of consents."""

    consent_id: UUID
    by: Agency

    def carry_out(self, work: Records, office: Office) -> SeenConsent:
        """Raises NotFound."""
        consent = consent_open_to(self.by, self.consent_id, work, office)
        return replace(seen_by(self.by, consent, work, office), place=_place_of(consent, office))


def _place_of(consent: Consent, office: Office) -> str | None:
    """None where none was stated, and once the participant is erased."""
    words = office.identities.open(consent.sealed, record=consent.id) if consent.sealed else None
    return words["place"] if words else None
