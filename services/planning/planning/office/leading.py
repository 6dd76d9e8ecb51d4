"""Who decides over the whole plan: its keeper, and the agency that coordinates it (P-01, K21).

Every other agency decides over its own items.
"""

from typing import ClassVar

from chassis.decisions.commands import Records
from chassis.decisions.domain import Refused
from planning.office.command import ByPlanAlone, CirclesToday, WholePlanDecision
from planning.plan.plan import Plan
from samplan.contracts.codes import Agency

LEADING_ROLES = frozenset({"system", "coordinator"})
"""Of a token, in `chassis/http/roles.toml`: an agency's system, or its person who coordinates."""


class NotTheCoordinator(Refused):
    """An agency may change only its own items: the plan as a whole is led by its keeper and coordinator.

    The coordinator alone, and not the keeper, says who coordinates there and what the participant agrees to.
    """

    code = "not_the_coordinator"
    status = 403
    title: ClassVar[str] = (
        "Only the agency that coordinates the plan, or for most decisions its keeper, may decide this"
    )


class RoleMayNotLead(Refused):
    code = "role_may_not_lead"
    status = 403
    title: ClassVar[str] = "Only a coordinator of the agency, or its system, may decide this"


def leads(plan: Plan, agency: Agency) -> bool:
    return agency in (plan.kept_by, plan.coordinator)


def may_lead(plan: Plan, agency: Agency) -> bool:
    """Whether it leads the plan, and today's circle lets it decide there."""
    return leads(plan, agency) and plan.may_be_changed_by(agency)


def require_leads(plan: Plan, agency: Agency, role: str) -> None:
    """Raises NotTheCoordinator or RoleMayNotLead."""
    if not leads(plan, agency):
        raise NotTheCoordinator
    require_leading_role(role)


def require_coordinates(plan: Plan, agency: Agency) -> None:
    """Raises NotTheCoordinator, for the keeper too (P-01, P-06)."""
    if agency != plan.coordinator:
        raise NotTheCoordinator


def require_leading_role(role: str) -> None:
    """Raises RoleMayNotLead."""
    if role not in LEADING_ROLES:
        raise RoleMayNotLead


class LeadingDecision(WholePlanDecision):
    """One of who leads the plan."""

    def plan_in(self, work: Records, circles: CirclesToday) -> Plan:
        plan = super().plan_in(work, circles)
        require_leads(plan, self.by, self.role)
        return plan


class LeadingCommand(ByPlanAlone, LeadingDecision):
    """One that needs nothing but the plan."""
