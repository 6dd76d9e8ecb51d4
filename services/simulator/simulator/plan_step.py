"""One request of an agency in a participant's plan, or upon a record beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from samplan.contracts.codes import Agency


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
    is_beside: bool = False
    """What it makes is beside the plans: the path is relative to the service, the body names the plan."""
    method: str = "POST"
