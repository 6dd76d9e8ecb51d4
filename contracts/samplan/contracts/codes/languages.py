"""The languages of what a participant reads: pages, papers and schedules."""

from enum import StrEnum


class ParticipantLanguage(StrEnum):
    """ISO 639."""

    SV = "sv"
    EN = "en"
    AR = "ar"
    SO = "so"
    FA = "fa"
    PRS = "prs"
    TI = "ti"
    CKB = "ckb"
    KMR = "kmr"
