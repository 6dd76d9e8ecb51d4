from chassis.decisions.commands import Records
from planning.dates.entered import EnteredFact, entered
from planning.mapping.command import MappingCommand, answers_of, require_complete, template_of
from planning.mapping.mapping import ConductorDoesNotMap, Mapping, MappingFact
from planning.office import Office
from planning.office.beside import ToldFact, plan_of_own_record, told
from planning.plan.refusals import BeforeTheStart
from samplan.contracts.codes import Agency


class MappingCompleted(MappingFact, ToldFact, EnteredFact):
    """Published by the agencies, the template's version and the day alone."""

    TOPIC = "planning.MappingCompleted"
    agencies: tuple[Agency, ...]
    template: str
    template_version: int

    def apply(self, mapping: Mapping) -> None:
        mapping.completed_on, mapping.entry = self.occurred_on, self.entry


class CompleteMapping(
    MappingCommand, path="completion", sv="Slutför kartläggningen", en="Complete the mapping"
):
    """409 `mapping_incomplete` names every required field without an answer. Again changes nothing.

    `conductedBy`: the calling agency, unless another one of those that map is stated.
    """

    conducted_by: Agency | None = None

    def decide(self, mapping: Mapping, work: Records, office: Office) -> None:
        """Raises BeforeTheStart, ConductorDoesNotMap or MappingIncomplete."""
        if mapping.is_completed:
            return
        if self.occurred_on < mapping.begun_on:
            raise BeforeTheStart
        if self.conducted_by and self.conducted_by not in mapping.agencies:
            raise ConductorDoesNotMap
        require_complete(answers_of(mapping, office), template_of(mapping, office))
        plan = plan_of_own_record(mapping.plan_id, self.by, work, office.circle_today)
        mapping.trigger_event(
            MappingCompleted,
            plan_id=mapping.plan_id,
            agencies=mapping.agencies,
            template=mapping.template,
            template_version=mapping.template_version,
            occurred_on=self.occurred_on,
            **entered(self.by, office.today(), self.conducted_by),
            **told(plan, MappingCompleted, self.occurred_on),
        )
