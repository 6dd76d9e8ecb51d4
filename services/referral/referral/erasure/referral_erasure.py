"""Which erasures has this service to carry out, and what has it said of them (C-09)?"""

from chassis.decisions import erasures


class ErasureNoted(erasures.ErasureNoted):
    TOPIC = "referral.ErasureNoted"


class ErasureAcknowledged(erasures.ErasureAcknowledged):
    TOPIC = "referral.ErasureAcknowledged"


class ReferralErasure(erasures.OwnErasure):
    TOPIC = "referral.Erasure"
    NOTED = ErasureNoted
    ACKNOWLEDGED = ErasureAcknowledged


DUE_ERASURES = erasures.due_erasures_of(ReferralErasure)
