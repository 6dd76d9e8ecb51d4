"""A validation of skills: requested, and completed or refused."""

from dataclasses import field, replace
from uuid import UUID, uuid4

from planning.competence.command import CompetenceCommand, WordedCommand
from planning.competence.competence import Competence, CompetenceFact, Validation
from planning.plan import Plan
from planning.plan.refusals import BeforeTheStart
from samplan.contracts.codes.records import ValidationRefusal


class ValidationFact(CompetenceFact):
    validation_id: UUID


class ValidationRequested(ValidationFact):
    TOPIC = "planning.ValidationRequested"

    def apply(self, competence: Competence) -> None:
        requested = Validation(id=self.validation_id, requested_on=self.occurred_on)
        competence.validations = {**competence.validations, requested.id: requested}
        competence.keep(self)


class ValidationCompleted(ValidationFact):
    TOPIC = "planning.ValidationCompleted"

    def apply(self, competence: Competence) -> None:
        one = competence.validations[self.validation_id]
        done = replace(one, completed_on=self.occurred_on)
        competence.validations = {**competence.validations, one.id: done}
        competence.keep(self)


class ValidationRefused(ValidationFact):
    TOPIC = "planning.ValidationRefused"
    reason: ValidationRefusal

    def apply(self, competence: Competence) -> None:
        one = competence.validations[self.validation_id]
        refused = replace(one, refused_on=self.occurred_on, refused_because=self.reason)
        competence.validations = {**competence.validations, one.id: refused}


class RequestValidation(
    WordedCommand, path="validations", sv="Begär validering", en="Request a validation", versioned=False
):
    """It is the last one in the answer's `validations`. What is to be validated is in words, which stay."""

    validation_id: UUID = field(default_factory=uuid4)

    def decide(self, competence: Competence, plan: Plan, sealed: str | None) -> None:
        competence.record(
            ValidationRequested, plan, self.occurred_on, sealed, validation_id=self.validation_id
        )


class CompleteValidation(
    WordedCommand,
    path="validations/{validationId}/completion",
    sv="Slutför en validering",
    en="Complete a validation",
    versioned=False,
):
    """What it found is in words, which stay."""

    validation_id: UUID

    def decide(self, competence: Competence, plan: Plan, sealed: str | None) -> None:
        if self.occurred_on < competence.open_validation(self.validation_id).requested_on:
            raise BeforeTheStart
        competence.record(
            ValidationCompleted, plan, self.occurred_on, sealed, validation_id=self.validation_id
        )


class RefuseValidation(
    CompetenceCommand,
    path="validations/{validationId}/refusal",
    sv="Avslå en validering",
    en="Refuse a validation",
    versioned=False,
):
    """For a coded reason, such as a lack of capacity."""

    validation_id: UUID
    reason: ValidationRefusal

    def decide(self, competence: Competence, plan: Plan, sealed: str | None) -> None:
        if self.occurred_on < competence.open_validation(self.validation_id).requested_on:
            raise BeforeTheStart
        refused = {"validation_id": self.validation_id, "reason": self.reason}
        competence.record(ValidationRefused, plan, self.occurred_on, sealed, **refused)
