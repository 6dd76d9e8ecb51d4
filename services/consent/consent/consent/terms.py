"""What a programme lets a consent say."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from chassis.settings.calendar import months_after
from consent.consent.refusals import AgencyNotInProgramme, EndDateOutOfRange
from samplan.contracts.codes import Agency

ProgrammeId = Annotated[str, "a programme's file, without its ending"]
Language = Annotated[str, "ISO 639"]
VoucherToken = Annotated[str, "signed by the service that keeps the referral"]


class Channel(StrEnum):
    """How the consent was given."""

    PAPER = "paper"
    MEETING = "meeting"
    REMOTE = "remote"


class Capacity(StrEnum):
    """In what capacity somebody signed: the participant, or a representative by a court's decision."""

    PARTICIPANT = "participant"
    GOD_MAN = "god_man"
    FORVALTARE = "forvaltare"


@dataclass(frozen=True, kw_only=True)
class EmergencyRule:
    """How long emergency access lasts, when the participant is told, and whether a block beats it (C-05)."""

    hours: int
    tell_days: int
    block_beats_emergency: bool


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The agencies a consent may name and how many months it may hold (C-01)."""

    agencies: frozenset[Agency]
    max_months: int

    def check(self, agencies: tuple[Agency, ...], granted_on: date, valid_until: date) -> None:
        """Raises AgencyNotInProgramme or EndDateOutOfRange."""
        self.check_agencies(agencies)
        self.check_end(granted_on, granted_on, valid_until)

    def check_agencies(self, agencies: tuple[Agency, ...]) -> None:
        """Raises AgencyNotInProgramme."""
        if not self.agencies.issuperset(agencies):
            raise AgencyNotInProgramme

    def check_end(self, after: date, decided_on: date, valid_until: date) -> None:
        """Later than `after`, and within the programme's months. Raises EndDateOutOfRange."""
        latest = months_after(decided_on, self.max_months)
        if not after < valid_until <= latest:
            raise EndDateOutOfRange(latest=latest.isoformat())
