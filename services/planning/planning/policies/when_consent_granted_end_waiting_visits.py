from planning.study_visits.end_study_visit import EndWaitingVisits
from samplan.contracts.consent import ConsentGranted
from samplan.contracts.envelope import Envelope


def when_consent_granted_end_waiting_visits(_event: ConsentGranted, _: Envelope) -> list[EndWaitingVisits]:
    """After the plans that waited have opened: a visit may have ended before."""
    return [EndWaitingVisits()]
