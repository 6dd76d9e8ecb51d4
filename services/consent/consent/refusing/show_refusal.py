from uuid import UUID

from chassis.decisions.commands import Command, Records
from consent.consent import Office
from consent.refusing.refuse_consent import RefusedConsent
from samplan.contracts.codes import Agency


class ShowRefusal(Command[Office]):
    """To the agency that recorded it alone."""

    consent_id: UUID
    by: Agency

    def carry_out(self, work: Records, _: Office) -> RefusedConsent:
        """Raises NotFound."""
        return work.load(RefusedConsent, self.consent_id, if_shown=lambda one: one.recorded_by == self.by)
