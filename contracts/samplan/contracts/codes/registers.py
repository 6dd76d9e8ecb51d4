"""Codes of registers that are compared (T-12): which they are, and why they differ."""

from enum import StrEnum


class RegisterCode(StrEnum):
    SUS = "sus"
    SCB = "scb"
    AIS = "ais"


class DifferenceReason(StrEnum):
    """As the reason classes of `samplan-reconcile`, which are explained in docs/reconcile.md."""

    LATER_MONTHS_NOT_SENT = "later_months_not_sent"
    DEFINITION_VERSION = "definition_version"
    IN_REGISTRATION_MISSING = "in_registration_missing"
    OUT_REGISTRATION_MISSING = "out_registration_missing"
    STATUS_ENDED_ON_ONE_SIDE = "status_ended_on_one_side"
    OUT_DATE_LATE_WITHIN_WINDOW = "out_date_late_within_window"
    OUT_DATE_AT_MONTH_END = "out_date_at_month_end"
    OUT_DATE_DIFFERS = "out_date_differs"
    EXIT_REASON_BLANK = "exit_reason_blank"
    EXIT_REASON_OTHER = "exit_reason_other"
    EXIT_REASON_DIFFERS = "exit_reason_differs"
    IN_DATE_DIFFERS = "in_date_differs"
    COUNTED_PER_PARTICIPATION = "counted_per_participation"
    WRONG_REGISTRATION_COUNTED = "wrong_registration_counted"
    ANONYMOUS_ON_ONE_SIDE = "anonymous_on_one_side"
    ROUNDED = "rounded"
    SUPPRESSED = "suppressed"
    PRINTED_DIFFERS = "printed_differs"
