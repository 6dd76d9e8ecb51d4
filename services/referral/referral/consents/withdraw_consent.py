from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from referral.consents.known_consent import ConsentEnd, known_consent
from referral.office.office import Office


class WithdrawConsent(Command[Office]):
    """A consent has ended: nothing rests on it from now on."""

    consent_id: UUID
    reason: ConsentEnd
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> None:
        consent = known_consent(self.consent_id, self.occurred_on, work)
        consent.note_end(self.reason, self.occurred_on)
