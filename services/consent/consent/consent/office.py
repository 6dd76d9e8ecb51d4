"""The service's rules, identities and settings that a command may use."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.voucher import Voucher
from consent.consent.terms import EmergencyRule, Terms
from samplan.contracts.codes import Agency
from samplan.privacy.personnummer import Personnummer


class Identities(Protocol):
    """Who is who: the one place where a personnummer meets a participant id."""

    def find(self, personnummer: Personnummer, work: Records) -> UUID | None:
        """The participant id that stands for the person, or None for a person who has never given consent."""

    def find_or_register(self, personnummer: Personnummer, on: date, work: Records) -> UUID:
        """The participant id that stands for the person; a new, random one at the first consent."""

    def seal(self, participant_id: UUID, words: Mapping[str, str], *, record: UUID) -> str:
        """Text that only this service can open, until the participant is erased."""

    def open(self, sealed: str, *, record: UUID) -> Mapping[str, str] | None:
        """What `seal` was given; None once the participant is erased."""

    def erase(self, participant_id: UUID, sealed: str, work: Records) -> None:
        """Destroy the participant's key and forget their number. Raises unless the key is destroyed."""


class Vouchers(Protocol):
    """Reads what the services that keep referrals have signed."""

    def read(self, token: str, /) -> Voucher:
        """Raises NotAVoucher."""


class Office(Protocol):
    @property
    def keeper(self) -> Agency:
        """The agency that runs the service and keeps the consents."""

    @property
    def identities(self) -> Identities: ...

    @property
    def vouchers(self) -> Vouchers: ...

    def blocked(self, participant_id: UUID, work: Records, /) -> frozenset[Agency]:
        """The agencies that are blocked for the person, under any of their ids."""

    def today(self) -> date:
        """The business date."""

    def terms_in_force(self, programme: str, on: date) -> Terms:
        """The terms for a consent granted on that day. Raises NoConsentRule or ProgrammeNotRunning."""

    def emergency_rule(self, programme: str, on: date) -> EmergencyRule:
        """Raises NoConsentRule or ProgrammeNotRunning."""

    def plan_keepers(self, programme: str, on: date) -> frozenset[Agency]:
        """The agencies that keep a plan of a participant who is enrolled on that day, if any are named."""

    def party_id_of(self, programme: str, agency: Agency) -> UUID:
        """The id of an agency as a party to a programme."""
