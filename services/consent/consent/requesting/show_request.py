from uuid import UUID

from chassis.decisions.commands import Command, Records
from consent.consent import Office
from consent.requesting.consent_request import ConsentRequest
from samplan.contracts.codes import Agency


def request_of(by: Agency, request_id: UUID, work: Records) -> ConsentRequest:
    """Raises NotFound for another agency than the one that asked."""
    return work.load(ConsentRequest, request_id, if_shown=lambda one: one.recorded_by == by)


class ShowRequest(Command[Office]):
    """To the agency that asked alone."""

    request_id: UUID
    by: Agency

    def carry_out(self, work: Records, _: Office) -> ConsentRequest:
        """Raises NotFound."""
        return request_of(self.by, self.request_id, work)
