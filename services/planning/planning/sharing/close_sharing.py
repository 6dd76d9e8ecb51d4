from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.plan import Office
from planning.sharing.known_consent import ConsentEnd, known_consent
from planning.sharing.share_plan import apply_to_plans


class CloseSharing(Command[Office]):
    """A consent has ended: later facts are not published under it."""

    consent_id: UUID
    reason: ConsentEnd
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> None:
        consent = known_consent(self.consent_id, work)
        consent.note_end(self.reason, self.occurred_on)
        apply_to_plans(consent, self.occurred_on, work)
