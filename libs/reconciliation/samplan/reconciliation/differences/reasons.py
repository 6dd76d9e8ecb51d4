"""The reason classes: why two registers differ, and what the register that is wrong does about it."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """From the most to the least specific: of two about one column, the first counts."""

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


NO_TASK = {
    Reason.DEFINITION_VERSION,
    Reason.COUNTED_PER_PARTICIPATION,
    Reason.ANONYMOUS_ON_ONE_SIDE,
    Reason.ROUNDED,
    Reason.SUPPRESSED,
}
"""No error: explained and counted."""

TASKS = {
    Reason.LATER_MONTHS_NOT_SENT: "Skicka om alla månader efter den rättade.",
    Reason.IN_REGISTRATION_MISSING: "Registrera deltagaren, eller meddela den andra parten felet.",
    Reason.OUT_REGISTRATION_MISSING: "Kontrollera om deltagaren har slutat: registrera utdatum och orsak.",
    Reason.STATUS_ENDED_ON_ONE_SIDE: "Kontrollera om deltagaren är kvar: registren har olika status.",
    Reason.OUT_DATE_LATE_WITHIN_WINDOW: "Kontrollera utdatum: den andra parten har ett något tidigare.",
    Reason.OUT_DATE_AT_MONTH_END: "Kontrollera utdatum: sista dagen i månaden står i stället för dagen.",
    Reason.OUT_DATE_DIFFERS: "Kontrollera utdatum: den andra parten har ett annat.",
    Reason.EXIT_REASON_BLANK: "Ange avslutsorsak: den andra parten har en.",
    Reason.EXIT_REASON_OTHER: "Precisera avslutsorsak: den andra parten har en närmare.",
    Reason.EXIT_REASON_DIFFERS: "Kontrollera avslutsorsak: den andra parten har en annan.",
    Reason.IN_DATE_DIFFERS: "Kontrollera indatum: den andra parten har ett annat.",
    Reason.WRONG_REGISTRATION_COUNTED: "Räkna inte raden: den är avslutad som felregistrering.",
    Reason.PRINTED_DIFFERS: "Rätta den tryckta siffran, eller förklara den.",
}
