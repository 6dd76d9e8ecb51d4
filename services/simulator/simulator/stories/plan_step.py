"""One request of an agency in a participant's plan, or upon a record beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from samplan.contracts.codes import Agency

REFERRAL, CONSENT = "referral", "consent"
"""The records that every participant has before a plan."""


@dataclass(frozen=True, kw_only=True)
class PlanStep:
    on: date
    name: str
    """Unique within one plan."""
    agency: Agency
    path: str
    """Relative to the plan, or to the record that it changes."""
    body: Mapping[str, object] = field(default_factory=dict)
    makes: str | None = None
    """The record that it makes, by a name for later steps."""
    upon: str | None = None
    """The record that it changes, if not the plan."""
    beside: Literal["planId", "planIds"] | None = None
    """What it makes is beside the plans: the path is relative to the service, this member names the plan."""
    method: str = "POST"
    rows: tuple[Mapping[str, object], ...] = ()
    """Sent instead of the body, one a line."""
