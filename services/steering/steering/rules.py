"""The programmes' rules that steering reads: their agencies, and what they measure."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from pydantic import ConfigDict

from chassis.settings.programmes import Programmes, Row
from samplan.contracts.codes import Agency
from samplan.contracts.codes.registers import RegisterCode
from samplan.contracts.codes.steering import BodyKind
from samplan.contracts.steering.bodies import body_id_of
from samplan.contracts.steering.comparisons import comparison_id_of
from samplan.contracts.steering.definitions import definition_id_of
from samplan.contracts.steering.targets import target_id_of
from steering.office import Measure
from steering.office.refusals import NotYourProgramme, UnknownIndicator, UnknownProgramme


class IndicatorRow(Row):
    """A row of reporting, which checks the members that are not read here."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)
    SECTION: ClassVar[str] = "indicators"

    direction: str = "at_least"
    denominator: dict[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class SteeringOffice:
    """The programmes, and the agency that runs the service."""

    programmes: Programmes
    keeper: Agency

    def require_party(self, programme: str, agency: Agency, programmes: frozenset[str] | None) -> None:
        """Raises UnknownProgramme, or NotYourProgramme: as reporting shows exact figures."""
        known = self.programmes.get(programme)
        if known is None:
            raise UnknownProgramme
        is_party = agency == self.keeper or agency in known.head.agencies
        if not is_party or (programmes is not None and programme not in programmes):
            raise NotYourProgramme

    def measure(self, programme: str, indicator: str, on: date) -> Measure:
        row = self.programmes[programme].in_force(IndicatorRow, on, of=indicator)
        if row is None:
            raise UnknownIndicator
        return Measure(is_share=row.denominator is not None, is_two_sided=row.direction == "within")

    def target_id_of(self, programme: str, target: str) -> UUID:
        return target_id_of(programme, target)

    def definition_id_of(self, programme: str, indicator: str) -> UUID:
        return definition_id_of(programme, indicator)

    def versions_in_file(self, programme: str, indicator: str) -> int:
        return len(self.programmes[programme].history(IndicatorRow, of=indicator))

    def last_defined(self, programme: str, indicator: str) -> date | None:
        rows = self.programmes[programme].history(IndicatorRow, of=indicator)
        return rows[-1].valid_from if rows else None

    def body_id_of(self, programme: str, body: BodyKind) -> UUID:
        return body_id_of(programme, body)

    def comparison_id_of(
        self, programme: str, register: RegisterCode, last_day: date, occurred_on: date
    ) -> UUID:
        return comparison_id_of(programme, register, last_day, occurred_on)
