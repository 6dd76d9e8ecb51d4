"""Published codes of a plan's items, and those of activity cards."""

from enum import StrEnum


class ItemChangeKind(StrEnum):
    COMPLETION = "completion"
    INTERRUPTION = "interruption"
    DATES = "dates"


class Financing(StrEnum):
    """Who pays for an intervention. A card states it to the keeper of the plan; no event tells it."""

    ORDINARY = "ordinary"
    ACTIVITY_SUPPORT = "activity_support"
    FINSAM = "finsam"
    ESF = "esf"


class CardReason(StrEnum):
    """Why an activity card has not been applied."""

    UNKNOWN_PARTICIPANT = "unknown_participant"
    NO_CONSENT = "no_consent"
    DUPLICATE = "duplicate"
    KEY_MISMATCH = "key_mismatch"
    ILLEGAL_CHANGE = "illegal_change"
    VALIDATION_ERROR = "validation_error"
    TRY_AGAIN = "try_again"
