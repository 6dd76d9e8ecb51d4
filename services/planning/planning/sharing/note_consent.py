from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.plan import Office
from planning.sharing.known_consent import known_consent
from planning.sharing.share_plan import apply_to_plans
from samplan.contracts.codes import Agency


class NoteConsent(Command[Office]):
    """A participant has consented to share what is planned with these agencies."""

    consent_id: UUID
    agencies: tuple[Agency, ...]
    valid_until: date
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> None:
        consent = known_consent(self.consent_id, work)
        consent.note_grant(self.agencies, self.valid_until)
        apply_to_plans(consent, self.occurred_on, work)
