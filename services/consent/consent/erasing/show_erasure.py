from uuid import UUID

from chassis.decisions.commands import Command, Records
from consent.consent import Office
from consent.erasing.erasure import Erasure
from consent.erasing.seen_erasure import SeenErasure
from samplan.contracts.codes import Agency


class ShowErasure(Command[Office]):
    """To the agencies that assess it and to the keeper of consents."""

    erasure_id: UUID
    by: Agency

    def carry_out(self, work: Records, office: Office) -> SeenErasure:
        """Raises NotFound."""
        shown = work.load(
            Erasure,
            self.erasure_id,
            if_shown=lambda one: self.by == office.keeper or one.is_open_to(self.by),
        )
        return SeenErasure(erasure=shown, by=self.by, keeper=office.keeper)
