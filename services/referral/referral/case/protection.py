"""Since when a referral is about a person with protected identity, and who has stated it (R-17)."""

from dataclasses import dataclass
from datetime import date

from samplan.contracts.codes import Agency


@dataclass(frozen=True, kw_only=True)
class Protection:
    """`by` is None where the form states it, or another referral of the person."""

    on: date
    by: Agency | None
