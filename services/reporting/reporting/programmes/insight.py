"""Whose exact figures a caller may see: those of the programmes that their agency takes part in."""

from __future__ import annotations

from chassis.http.auth import Caller
from chassis.http.problems import Problem
from chassis.settings.programmes import Programme, Programmes
from samplan.contracts.codes import Agency

SCOPE = "reporting:internal"


def sees_exactly(caller: Caller | None, programme: Programme, operator: Agency) -> bool:
    """Whether somebody who is or is not signed in sees the exact figures of a programme."""
    return caller is not None and SCOPE in caller.scopes and may_see(caller, programme, operator)


def may_see(caller: Caller, programme: Programme, operator: Agency) -> bool:
    """Agencies of the programme, and the one that runs reporting; a token's `programmes` narrow it."""
    if caller.programmes is not None and programme.id not in caller.programmes:
        return False
    return caller.agency == operator or caller.agency in programme.head.agencies


def require_insight(caller: Caller, programmes: Programmes, programme: str, operator: Agency) -> None:
    """Raises Problem 404 for an unknown programme, 403 for one that the caller may not see exactly."""
    if programme not in programmes:
        raise Problem(404, "not_found")
    if not may_see(caller, programmes[programme], operator):
        raise Problem(403, "not_your_programme")
