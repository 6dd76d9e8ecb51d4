"""The programmes' rules of consent: dated data, never constants."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from chassis.settings.programmes import Programmes, Row
from consent.consent.office import Identities
from consent.consent.refusals import NoConsentRule
from consent.consent.terms import Terms
from samplan.contracts.codes import Agency


class ConsentRule(Row):
    SECTION: ClassVar[str] = "consent"

    max_months: Annotated[int, Field(ge=1, le=12)]
    agencies: frozenset[Agency]


@dataclass(frozen=True, kw_only=True)
class ConsentOffice:
    """The programmes' rules, the identities, and the agency that keeps the consents."""

    programmes: Programmes
    identities: Identities
    keeper: Agency

    def terms_in_force(self, programme: str, on: date) -> Terms:
        """The terms for a consent granted on that day. Raises NoConsentRule."""
        known = self.programmes.get(programme)
        rule = known.in_force(ConsentRule, on) if known else None
        if rule is None:
            raise NoConsentRule
        return Terms(agencies=rule.agencies, max_months=rule.max_months)
