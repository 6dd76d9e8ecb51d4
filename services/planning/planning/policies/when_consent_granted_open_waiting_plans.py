from planning.opening.open_waiting_plans import OpenWaitingPlans
from samplan.contracts.consent import ConsentGranted
from samplan.contracts.envelope import Envelope


def when_consent_granted_open_waiting_plans(event: ConsentGranted, _: Envelope) -> list[OpenWaitingPlans]:
    return [OpenWaitingPlans(participant_id=event.participant_id)]
