"""A mapping is read: by the agencies that mapped freely, by any other as a disclosure (C-11)."""

from collections.abc import Mapping as Fields
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import NotFound
from planning.disclosing.disclosures import PlanDisclosures
from planning.disclosing.log_shown import entry_of
from planning.mapping.command import answers_of, is_own_of, template_of
from planning.mapping.mapping import MAPPING, Mapping
from planning.mapping_templates.template import Template
from planning.office import CirclesToday, Office, plan_in_circle
from planning.office.beside import COORDINATION
from planning.plan import Plan
from samplan.contracts.codes import Agency
from samplan.privacy.circle.may_know import Allowed, Decision, Denied, Rule


@dataclass(frozen=True)
class ReadableMapping:
    """`answers`: None once the participant is erased."""

    mapping: Mapping
    template: Template
    answers: Fields[str, Any] | None


def decision_on(mapping: Mapping, plan: Plan, by: Agency) -> Decision:
    """To another agency, the keeper of the plan too, the circle opens what is completed.

    Each agency that maps, and the one that reads, are named by one consent.
    """
    if plan.entered_in_error_on or not mapping.is_completed:
        return Denied(rule=Rule.NOT_SHARED)
    decisions = [plan.circle.may_see_beside(by, one, plan.kept_by, MAPPING) for one in mapping.agencies]
    return next((one for one in decisions if isinstance(one, Denied)), decisions[0])


def opened_to(mapping: Mapping, by: Agency, work: Records, circles: CirclesToday) -> Allowed:
    """By which rule another agency may read it today. Raises NotFound or StillCatchingUp."""
    plan = plan_in_circle(work.load(Plan, mapping.plan_id), work, circles)
    decision = decision_on(mapping, plan, by)
    if decision.rule is Rule.EMERGENCY_ACCESS:
        work.require_caught_up(*plan.rests_on)
    else:
        work.require_open(*plan.rests_on)
    if not isinstance(decision, Allowed):
        raise NotFound().because_of(decision.rule.value)
    return decision


class MappingQuestion(Command[Office]):
    """Raises NotFound, or logs a disclosure before the answer, unless the mapping is the agency's own."""

    mapping_id: UUID
    by: Agency
    role: str

    def mapping_in(self, work: Records, office: Office) -> Mapping:
        mapping = work.load(Mapping, self.mapping_id)
        if not is_own_of(self.by, mapping, work):
            rule = opened_to(mapping, self.by, work, office.circle_today)
            who = (mapping.participant_id, self.by, self.role)
            PlanDisclosures.log(entry_of(*who, rule, office.today(), COORDINATION, MAPPING), work)
        return mapping


class ShowMapping(MappingQuestion):
    """By whom and by which template; the answers have an answer of their own."""

    def carry_out(self, work: Records, office: Office) -> Mapping:
        return self.mapping_in(work, office)


class ReadAnswers(MappingQuestion):
    def carry_out(self, work: Records, office: Office) -> ReadableMapping:
        mapping = self.mapping_in(work, office)
        return ReadableMapping(mapping, template_of(mapping, office), answers_of(mapping, office))
