"""The programmes' rules of consent: dated data, never constants."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from chassis.settings.programmes import Programmes, Row
from consent.domain.refusals import NoConsentRule
from consent.domain.terms import Terms
from samplan.contracts.codes import Agency


class ConsentRule(Row):
    SECTION: ClassVar[str] = "consent"

    max_months: Annotated[int, Field(ge=1, le=12)]
    agencies: frozenset[Agency]


def terms_in_force(programmes: Programmes, programme: str, on: date) -> Terms:
    """What a consent given that day may say. Raises NoConsentRule."""
    known = programmes.get(programme)
    rule = known.in_force(ConsentRule, on) if known else None
    if rule is None:
        raise NoConsentRule
    return Terms(agencies=rule.agencies, max_months=rule.max_months)
