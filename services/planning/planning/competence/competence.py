"""One agency's record of a participant's competence: what was mapped, validated, drawn up and decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID, uuid5

from chassis.decisions.domain import Aggregate, Created, Refused
from planning.office.beside import ToldFact, told
from planning.plan import Plan
from samplan.contracts.codes import Agency
from samplan.contracts.codes.records import Admission, ValidationRefusal

NAMESPACE = UUID("9a7d3e51-6b0c-4c8f-a2e4-1f5b8d7c6e12")


class NoSuchValidation(Refused):
    code = "no_such_validation"
    status = 422
    title: ClassVar[str] = "The agency has requested no such validation in this plan"


class ValidationIsAnswered(Refused):
    code = "validation_is_answered"
    title: ClassVar[str] = "The validation is completed or refused already: request a new one"


@dataclass(frozen=True, kw_only=True)
class Validation:
    id: UUID
    requested_on: date
    completed_on: date | None = None
    refused_on: date | None = None
    refused_because: ValidationRefusal | None = None

    @property
    def is_open(self) -> bool:
        return self.completed_on is None and self.refused_on is None


class OfOneAgency(ToldFact):
    """In the record of one agency."""

    agency: Agency


class CompetenceFact(OfOneAgency):
    """`sealed`: its words, if it has any."""

    occurred_on: date
    sealed: str | None


class CompetenceOpened(Created, OfOneAgency, private=True):
    """The agency is about to record the first thing."""

    TOPIC = "planning.CompetenceOpened"


class Competence(Aggregate):
    """Of one participant's plan and one agency, which alone sees it."""

    TOPIC = "planning.Competence"
    Event = OfOneAgency

    def __init__(self, *, plan_id: UUID, agency: Agency) -> None:
        self.plan_id = plan_id
        self.agency = agency
        self.validations: Mapping[UUID, Validation] = {}
        self.skills_mapped_on: date | None = None
        self.portfolio_on: date | None = None
        self.study_plan_on: date | None = None
        self.self_assessed_on: date | None = None
        self.admission: tuple[Admission, date] | None = None
        self.words: Mapping[str, str] = {}

    @staticmethod
    def id_of(plan_id: UUID, agency: Agency) -> UUID:
        return uuid5(NAMESPACE, f"{plan_id} {agency}")

    def record(
        self, fact: type[CompetenceFact], plan: Plan, on: date, sealed: str | None = None, **members: Any
    ) -> None:
        """Raises PlanHasEnded or BeforeTheStart."""
        plan.require_open_on(on)
        self.trigger_event(
            fact,
            plan_id=plan.id,
            agency=self.agency,
            sealed=sealed,
            occurred_on=on,
            **told(plan, fact, on),
            **members,
        )

    def open_validation(self, validation_id: UUID) -> Validation:
        """Raises NoSuchValidation or ValidationIsAnswered."""
        found = self.validations.get(validation_id)
        if found is None:
            raise NoSuchValidation
        if not found.is_open:
            raise ValidationIsAnswered
        return found

    def keep(self, fact: CompetenceFact) -> None:
        """The words of the latest fact of each kind."""
        if fact.sealed is not None:
            self.words = {**self.words, type(fact).__name__: fact.sealed}
