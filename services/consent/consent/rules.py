"""The programmes' rules of consent: dated data, never constants."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from chassis.decisions.clock import today
from chassis.decisions.commands import Records
from chassis.settings.plan_keepers import KeeperRow, keepers_on
from chassis.settings.programmes import Programmes, Row
from consent.consent.office import Identities, Vouchers
from consent.consent.refusals import NoConsentRule, ProgrammeNotRunning
from consent.consent.terms import EmergencyRule, Terms
from samplan.contracts.codes import Agency
from samplan.contracts.consent import party_id_of


class ConsentRule(Row):
    SECTION: ClassVar[str] = "consent"

    max_months: Annotated[int, Field(ge=1, le=12)]
    agencies: frozenset[Agency]
    emergency_hours: Annotated[int, Field(ge=1, le=24)]
    emergency_tell_days: Annotated[int, Field(ge=1, le=30)]
    block_beats_emergency: bool


class PlanKeeper(KeeperRow):
    SECTION: ClassVar[str] = "plan_keepers"


@dataclass(frozen=True, kw_only=True)
class ConsentOffice:
    """The programmes' rules, the identities, the vouchers, the blocks, and the keeper of the consents."""

    programmes: Programmes
    identities: Identities
    vouchers: Vouchers
    blocked: Callable[[UUID, Records], frozenset[Agency]]
    keeper: Agency

    def today(self) -> date:
        """The business date."""
        return today()

    def terms_in_force(self, programme: str, on: date) -> Terms:
        """The terms for a consent granted on that day. Raises NoConsentRule or ProgrammeNotRunning."""
        rule = self._rule(programme, on)
        return Terms(agencies=rule.agencies, max_months=rule.max_months)

    def emergency_rule(self, programme: str, on: date) -> EmergencyRule:
        """Raises NoConsentRule or ProgrammeNotRunning."""
        rule = self._rule(programme, on)
        return EmergencyRule(
            hours=rule.emergency_hours,
            tell_days=rule.emergency_tell_days,
            block_beats_emergency=rule.block_beats_emergency,
        )

    def plan_keepers(self, programme: str, on: date) -> frozenset[Agency]:
        known = self.programmes.get(programme)
        return keepers_on(known, PlanKeeper, on) if known else frozenset()

    def party_id_of(self, programme: str, agency: Agency) -> UUID:
        """As every reader of the parties' events derives it."""
        return party_id_of(programme, agency)

    def _rule(self, programme: str, on: date) -> ConsentRule:
        known = self.programmes.get(programme)
        rule = known.in_force(ConsentRule, on) if known else None
        if known is None or rule is None:
            raise NoConsentRule
        if not known.runs_on(on):
            raise ProgrammeNotRunning
        return rule
