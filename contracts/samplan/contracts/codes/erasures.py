"""Published codes of what becomes of records that were shared: after a revocation, and when erased."""

from enum import StrEnum


class RevocationOutcome(StrEnum):
    STOPPED = "stopped"
    ERASED = "erased"
    RETAINED = "retained"


class ErasureOutcome(StrEnum):
    ERASED = "erased"
    RETAINED = "retained"


class RetentionGround(StrEnum):
    ARCHIVE_DUTY = "archive_duty"
    OPEN_CASE = "open_case"
    LEGAL_CLAIM = "legal_claim"
