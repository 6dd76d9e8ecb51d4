from datetime import date
from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import PlannedDate, Records
from chassis.decisions.domain import Refused
from samplan.contracts.codes.indicators import DefinitionReason, Direction, What
from steering.definitions.definition import Content, Definition, DefinitionPrepared, DefinitionRecorded
from steering.definitions.part import Part, require_share
from steering.office import CodeText, Office, ProgrammeId, Signature, SteeringCommand
from steering.office.refusals import NotAfterTheLast

EXITS_BY_CLASS = ("to_work", "to_studies")
"""They group the exits of every figure."""
BOTH = "to_work_or_studies"


class DefinitionExists(Refused):
    code = "definition_exists"
    title: ClassVar[str] = "The group has defined the indicator: prepare a new version of it"


class FollowsFromOthers(Refused):
    code = "follows_from_others"
    status = 422
    title: ClassVar[str] = "The indicator follows from to work and to studies: define one of those"


class ExitsByClass(Refused):
    code = "exits_by_class"
    status = 422
    title: ClassVar[str] = "The indicator counts exits by their class alone: leave out every other filter"


def require_countable(indicator: str, content: Content) -> None:
    """Raises FollowsFromOthers, ExitsByClass, NoFilterOfThis, KindsWithStay or AnotherUnit."""
    if indicator == BOTH:
        raise FollowsFromOthers
    counted = content.numerator
    if indicator in EXITS_BY_CLASS and (counted.counts is not What.EXITS or counted.filters != {"exits"}):
        raise ExitsByClass
    require_share(content.numerator, content.denominator)


def prepare(
    definition: Definition, content: Content, signature: Signature, after: date | None, on: date
) -> None:
    """Let the content wait for a second person. `after`: the first day of the version before it, if any."""
    require_countable(definition.indicator, content)
    days = [one.content.valid_from for one in definition.approved] + ([after] if after else [])
    if days and content.valid_from <= max(days):
        raise NotAfterTheLast
    definition.trigger_event(
        DefinitionPrepared,
        **vars(content),
        **signature.stored,
        prepared_by=signature.role,
        occurred_on=on,
    )


class ContentCommand(SteeringCommand):
    numerator: Part
    denominator: Part | None = None
    direction: Direction = Direction.AT_LEAST
    valid_from: PlannedDate
    reason: DefinitionReason

    @property
    def content(self) -> Content:
        return Content(
            numerator=self.numerator,
            denominator=self.denominator,
            direction=self.direction,
            valid_from=self.valid_from,
            reason=self.reason,
        )


class PrepareDefinition(
    ContentCommand, path="", sv="Bered en definition", en="Prepare a definition", creates=True
):
    """Of a new indicator, or of one in the programme's file, whose versions keep what happened before.

    By a person with a token of their own. It counts once another person has approved it.
    """

    programme: ProgrammeId
    indicator: CodeText

    def carry_out(self, work: Records, office: Office) -> Definition:
        signature = self.signature(self.programme, office)
        definition_id = office.definition_id_of(self.programme, self.indicator)
        if work.find(Definition, definition_id) is not None:
            raise DefinitionExists
        definition = Definition.begin(
            DefinitionRecorded,
            definition_id,
            programme=self.programme,
            indicator=self.indicator,
            occurred_on=self.occurred_on,
        )
        after = office.last_defined(self.programme, self.indicator)
        prepare(definition, self.content, signature, after, self.occurred_on)
        return work.add(definition)


class PrepareVersion(
    ContentCommand, path="version", sv="Bered en ny version", en="Prepare a new version of the definition"
):
    """In place of what waits. The versions before it keep what happened before its first day."""

    definition_id: UUID

    def carry_out(self, work: Records, office: Office) -> Definition:
        definition = work.load(Definition, self.definition_id)
        signature = self.signature(definition.programme, office)
        self.decide(definition, signature, office.last_defined(definition.programme, definition.indicator))
        return definition

    def decide(self, definition: Definition, signature: Signature, after: date | None) -> None:
        prepare(definition, self.content, signature, after, self.occurred_on)
