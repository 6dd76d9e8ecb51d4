from planning.ending.end_plans_of_deceased import EndPlansOfDeceased
from samplan.contracts.consent import ConsentGranted, ParticipantDeceased
from samplan.contracts.envelope import Envelope
from samplan.contracts.referral import Enrolled


def when_participant_deceased_end_plans(
    event: ParticipantDeceased | Enrolled | ConsentGranted, _: Envelope
) -> list[EndPlansOfDeceased]:
    """Also after what opens a plan: the death may have been received before."""
    return [EndPlansOfDeceased(participant_id=event.participant_id)]
