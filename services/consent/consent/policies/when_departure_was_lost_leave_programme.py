from consent.parties.join_and_leave import LeaveProgramme
from samplan.contracts.codes import Agency
from samplan.contracts.consent import AgencyLeft
from samplan.contracts.envelope import Envelope


def when_departure_was_lost_leave_programme(event: AgencyLeft, envelope: Envelope) -> list[LeaveProgramme]:
    """No backup may give an agency back the grants that it lost when it left (I20, C-04)."""
    return [
        LeaveProgramme(
            programme=event.programme,
            agency=event.agency,
            by=Agency(envelope.source.split("/")[1]),
            occurred_on=event.occurred_on,
        )
    ]
