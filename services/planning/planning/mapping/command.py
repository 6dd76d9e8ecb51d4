"""What all commands on one mapping have in common: the agencies that map change it, and no other."""

from abc import abstractmethod
from collections.abc import Mapping as Fields
from datetime import date
from typing import Any
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import NotFound
from planning.mapping.mapping import MAPPING, Answers, BadAnswers, Mapping, MappingIncomplete
from planning.mapping_templates.answers import faults_of, missing_in
from planning.mapping_templates.template import Template
from planning.office import Office
from planning.office.beside import is_right_for, plan_of_own_record, readers_today
from samplan.contracts.codes import Agency


def is_own_of(agency: Agency, mapping: Mapping, work: Records) -> bool:
    """Whether it maps, and its plan was not entered in error (R-13)."""
    return mapping.is_own_of(agency) and is_right_for(agency, mapping.plan_id, work)


def template_of(mapping: Mapping, office: Office) -> Template:
    """The version that the mapping was begun with."""
    return office.template(mapping.template, mapping.template_version)


def answers_of(mapping: Mapping, office: Office) -> Fields[str, Any] | None:
    """None once the participant is erased."""
    if mapping.sealed is None:
        return {}
    return office.words.open(mapping.sealed, record=mapping.id)


def sealed(answers: Answers, mapping: Mapping, office: Office) -> str:
    """Raises BadAnswers or ParticipantIsErased."""
    if faults := faults_of(answers, template_of(mapping, office)):
        raise BadAnswers(faults)
    return office.words.seal(mapping.participant_id, answers, record=mapping.id)


def readers_of(mapping: Mapping, by: Agency, work: Records, office: Office) -> tuple[Agency, ...] | None:
    """To which agencies that map the answers of one of them are told today. None: it maps alone."""
    if mapping.agencies == (by,):
        return None
    plan = plan_of_own_record(mapping.plan_id, by, work, office.circle_today)
    return readers_today(plan, mapping.agencies, MAPPING, owner=by)


def require_complete(answers: Fields[str, Any] | None, template: Template) -> None:
    """Raises MappingIncomplete."""
    if missing := missing_in(answers or {}, template):
        raise MappingIncomplete(missing=missing)


class MappingCommand(Command[Office]):
    """Of an agency that maps, on a day. An end of the consent takes its own record from none (C-09)."""

    mapping_id: UUID
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> Mapping:
        mapping = work.load(Mapping, self.mapping_id, if_shown=lambda one: is_own_of(self.by, one, work))
        self.decide(mapping, work, office)
        return mapping

    def require_own(self, work: Records) -> None:
        """For an answer that is given again: a mapping stays with its agencies (C-09). Raises NotFound."""
        if self.by not in work.load(Mapping, self.mapping_id).agencies:
            raise NotFound

    @abstractmethod
    def decide(self, mapping: Mapping, work: Records, office: Office) -> None:
        """Refuses, or records facts."""
