from dataclasses import field
from datetime import date
from uuid import UUID, uuid4

from chassis.decisions.commands import Command, Records
from planning.mapping.mapping import Mapping, MappingBegun
from planning.mapping_templates.template import Template
from planning.office import Office
from planning.office.beside import plan_to_work_in
from planning.plan import Plan
from samplan.contracts.codes import Agency


class BeginMapping(Command[Office], path="", sv="Påbörja kartläggning", en="Begin a mapping", creates=True):
    """By the programme's template on that day. `togetherWith`: who maps too."""

    mapping_id: UUID = field(default_factory=uuid4)
    plan_id: UUID
    together_with: frozenset[Agency] | None = None
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> Mapping:
        """Raises NotFound, SharingHasEnded or NoMappingTemplate."""
        plan = plan_to_work_in(self.plan_id, self.by, work, office)
        return work.add(self.decide(plan, office.mapping_template(plan.programme, self.occurred_on)))

    def decide(self, plan: Plan, template: Template) -> Mapping:
        """Raises PlanHasEnded, BeforeTheStart or AgencyNotInConsent."""
        plan.require_open_on(self.occurred_on)
        others = sorted((self.together_with or frozenset()) - {self.by})
        plan.require_named(*others)
        return Mapping.begin(
            MappingBegun,
            self.mapping_id,
            plan_id=plan.id,
            participant_id=plan.participant_id,
            agencies=(self.by, *others),
            template=template.id,
            template_version=template.version,
            occurred_on=self.occurred_on,
        )
