from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from referral.consents.known_consent import known_consent
from referral.office.office import Office
from referral.register.table import is_ours
from samplan.contracts.codes import Agency


class NoteConsent(Command[Office]):
    """Its terms, for any service's referral: the consent may come to cover one of ours (C-14)."""

    consent_id: UUID
    participant_id: UUID
    referral_id: UUID
    agencies: tuple[Agency, ...]
    valid_until: date
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> None:
        consent = known_consent(self.consent_id, self.occurred_on, work)
        consent.note_grant(self.agencies, self.valid_until, self.occurred_on)
        if is_ours(self.referral_id, work):
            consent.note_coverage(self.referral_id, self.participant_id, self.occurred_on)
