from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from referral.consents.known_consent import known_consent
from referral.office.office import Office
from referral.register.table import is_ours


class NoteCoverage(Command[Office]):
    """A consent covers another referral of the participant."""

    consent_id: UUID
    participant_id: UUID
    referral_id: UUID
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> None:
        if is_ours(self.referral_id, work):
            consent = known_consent(self.consent_id, self.occurred_on, work)
            consent.note_coverage(self.referral_id, self.participant_id, self.occurred_on)
