"""One mapping of one participant, by one agency or several together."""

from dataclasses import field
from datetime import date
from typing import Annotated, Any, ClassVar
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, DomainEvent, Refused
from planning.dates.entered import Entry
from planning.mapping_templates.answers import Fault
from samplan.contracts.codes import Agency

MAPPING = "planning.mapping"
"""The resource of the access table."""

Answers = Annotated[dict[str, Any], "by the template"]
"""By the name of the template's field."""


class BadAnswers(Refused):
    """Each fault with the `field` of the template that it is in, such as `work/0/kind`."""

    code = "invalid_request"
    status = 422
    title: ClassVar[str] = "The answers are not what the template asks: each fault names its field"

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(
            errors=[{"pointer": "#/answers", "field": one.field, "code": one.code} for one in faults]
        )


class MappingIncomplete(Refused):
    """`missing` names every required field without an answer."""

    code = "mapping_incomplete"
    title: ClassVar[str] = "Required fields have no answer: `missing` names them"


class MappingIsCompleted(Refused):
    code = "mapping_is_completed"
    title: ClassVar[str] = "The mapping is completed: correct it"


class ConductorDoesNotMap(Refused):
    code = "conductor_does_not_map"
    status = 422
    title: ClassVar[str] = "The mapping was conducted by none of the agencies that map: see its agencies"


class MappingNotCompleted(Refused):
    code = "mapping_not_completed"
    title: ClassVar[str] = "The mapping is a draft: save the answers, and complete it"


class MappingFact(DomainEvent):
    occurred_on: date


class MappingBegun(Created, MappingFact, private=True):
    """`agencies`: the one that maps comes first, those that map with it follow."""

    TOPIC = "planning.MappingBegun"
    plan_id: UUID
    participant_id: UUID
    agencies: tuple[Agency, ...]
    template: str
    template_version: int


class AnswersSaved(MappingFact, private=True):
    """Of a draft. `sealed`: all answers so far, under the participant's key.

    `readers`: those of the agencies that map to which they are told; None: to all.
    """

    TOPIC = "planning.MappingAnswersSaved"
    by: Agency
    sealed: str
    readers: tuple[Agency, ...] | None = field(default=None, kw_only=True)

    def apply(self, mapping: "Mapping") -> None:
        mapping.sealed, mapping.readers = self.sealed, self.readers


class MappingCorrected(MappingFact, private=True):
    """After completion. The earlier answers stay in the stream, sealed."""

    TOPIC = "planning.MappingCorrected"
    by: Agency
    sealed: str
    readers: tuple[Agency, ...] | None = field(default=None, kw_only=True)

    def apply(self, mapping: "Mapping") -> None:
        mapping.sealed, mapping.readers = self.sealed, self.readers
        mapping.corrections = (*mapping.corrections, (self.by, self.occurred_on))


class Mapping(Aggregate):
    """`sealed`: the latest answers; None before the first ones."""

    TOPIC = "planning.Mapping"
    Event = MappingFact

    def __init__(
        self,
        *,
        plan_id: UUID,
        participant_id: UUID,
        agencies: tuple[Agency, ...],
        template: str,
        template_version: int,
        occurred_on: date,
    ) -> None:
        self.plan_id = plan_id
        self.participant_id = participant_id
        self.agencies = agencies
        self.template = template
        self.template_version = template_version
        self.begun_on = occurred_on
        self.sealed: str | None = None
        self.readers: tuple[Agency, ...] | None = None
        self.completed_on: date | None = None
        self.entry: Entry | None = None
        self.corrections: tuple[tuple[Agency, date], ...] = ()

    def is_own_of(self, agency: Agency) -> bool:
        """Whether it maps, and has lost no consent before the latest answers were given."""
        return agency in (self.agencies if self.readers is None else self.readers)

    @property
    def is_completed(self) -> bool:
        return self.completed_on is not None
