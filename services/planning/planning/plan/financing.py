"""Who pays for an intervention. It stays here: no event tells it."""

from enum import StrEnum


class Financing(StrEnum):
    ORDINARY = "ordinary"
    ACTIVITY_SUPPORT = "activity_support"
    FINSAM = "finsam"
    ESF = "esf"
