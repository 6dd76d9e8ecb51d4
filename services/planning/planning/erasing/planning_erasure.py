"""Which erasures has this service to carry out, and what has it done (C-09)?"""

from chassis.decisions import erasures


class ErasureNoted(erasures.ErasureNoted):
    TOPIC = "planning.ErasureNoted"


class ErasureAcknowledged(erasures.ErasureAcknowledged, private=True):
    """Private: the consent service waits for the services that hold forms with a name alone (decision 47)."""

    TOPIC = "planning.ErasureAcknowledged"


class PlanningErasure(erasures.OwnErasure):
    TOPIC = "planning.Erasure"
    NOTED = ErasureNoted
    ACKNOWLEDGED = ErasureAcknowledged


DUE_ERASURES = erasures.due_erasures_of(PlanningErasure)
