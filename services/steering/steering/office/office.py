"""The service's rules that a command may use."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from samplan.contracts.codes import Agency
from samplan.contracts.codes.registers import RegisterCode
from samplan.contracts.codes.steering import BodyKind


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What an indicator is: a number or a share, to be reached, stayed under, or (`is_two_sided`) near."""

    is_share: bool
    is_two_sided: bool


class Office(Protocol):
    def require_party(self, programme: str, agency: Agency, programmes: frozenset[str] | None) -> None:
        """`programmes`: those that the caller's token is for. Raises UnknownProgramme or NotYourProgramme."""

    def measure(self, programme: str, indicator: str, on: date) -> Measure:
        """By the definition in force on the day. Raises UnknownIndicator."""

    def target_id_of(self, programme: str, target: str) -> UUID:
        """As every reader of the targets' events derives it."""

    def definition_id_of(self, programme: str, indicator: str) -> UUID:
        """As every reader of the definitions' events derives it."""

    def versions_in_file(self, programme: str, indicator: str) -> int:
        """How many versions of the definition the programme's file states."""

    def last_defined(self, programme: str, indicator: str) -> date | None:
        """The first day of the latest one of them."""

    def body_id_of(self, programme: str, body: BodyKind) -> UUID:
        """As every reader of the bodies' events derives it."""

    def comparison_id_of(
        self, programme: str, register: RegisterCode, last_day: date, occurred_on: date
    ) -> UUID:
        """As every reader of the comparisons' events derives it."""
