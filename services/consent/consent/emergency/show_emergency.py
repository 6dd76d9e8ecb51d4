from uuid import UUID

from chassis.decisions.commands import Command, Records
from consent.consent import Office
from consent.emergency.emergency import Emergency
from samplan.contracts.codes import Agency


def emergency_shown_to(by: Agency, access_id: UUID, work: Records, office: Office) -> Emergency:
    """Raises NotFound for another agency than the one that it is for and the keeper of consents."""
    return work.load(Emergency, access_id, if_shown=lambda one: by in (one.agency, office.keeper))


class ShowEmergency(Command[Office]):
    """To the agency that it is for and to the keeper of consents."""

    access_id: UUID
    by: Agency

    def carry_out(self, work: Records, office: Office) -> Emergency:
        """Raises NotFound."""
        return emergency_shown_to(self.by, self.access_id, work, office)
