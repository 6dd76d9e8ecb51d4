"""An agency's own competence record of a plan, over HTTP."""

from datetime import date
from typing import Self
from uuid import UUID

from fastapi import Response
from pydantic import ConfigDict

from chassis.http.commands import view_response
from chassis.http.fields import View
from chassis.http.verbs import Resource
from planning.competence.command import CompetenceCommand, OpenCompetence
from planning.competence.competence import Validation
from planning.competence.show_competence import ShowCompetence
from planning.showing.access import Answering, AnyReader, PlanId, RecordWriter
from samplan.contracts.codes.records import Admission, ValidationRefusal


class ValidationView(View):
    validation_id: UUID
    requested_on: date
    completed_on: date | None
    refused_on: date | None
    refused_because: ValidationRefusal | None

    @classmethod
    def of(cls, one: Validation) -> Self:
        return cls(
            validation_id=one.id,
            requested_on=one.requested_on,
            completed_on=one.completed_on,
            refused_on=one.refused_on,
            refused_because=one.refused_because,
        )


class AdmissionView(View):
    decision: Admission
    on: date


class CompetenceView(View):
    """What the calling agency has recorded.

    `words`: the latest of each kind, by the kind's name. They are empty in the answer to a command.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "planId": "5f1d3c52-6a0b-5c1e-8f53-0f6a2f3c7b11",
                    "skillsMappedOn": "2022-03-14",
                    "portfolioOn": None,
                    "studyPlanOn": "2022-03-21",
                    "selfAssessedOn": None,
                    "validations": [],
                    "admission": {"decision": "admitted", "on": "2022-05-02"},
                    "words": {"SkillsMapped": "Sju år i storkök"},
                }
            ]
        }
    )

    plan_id: UUID
    skills_mapped_on: date | None
    portfolio_on: date | None
    study_plan_on: date | None
    self_assessed_on: date | None
    validations: list[ValidationView]
    admission: AdmissionView | None
    words: dict[str, str]

    @classmethod
    def of(cls, shown: OpenCompetence) -> Self:
        one = shown.competence
        return cls(
            plan_id=one.plan_id,
            skills_mapped_on=one.skills_mapped_on,
            portfolio_on=one.portfolio_on,
            study_plan_on=one.study_plan_on,
            self_assessed_on=one.self_assessed_on,
            validations=[ValidationView.of(each) for each in one.validations.values()],
            admission=one.admission and AdmissionView(decision=one.admission[0], on=one.admission[1]),
            words=dict(shown.words),
        )


COMPETENCE = Resource(
    commands=CompetenceCommand,
    path="/v1/plans/{planId}/competence",
    tag="competence",
    writer=RecordWriter,
    view=CompetenceView,
    answer="The calling agency's record after the change",
    version="The record's version",
)


def show_competence(plan_id: PlanId, caller: AnyReader, answering: Answering) -> Response:
    """What the calling agency has recorded itself; others' records are not shown."""
    return view_response(answering(ShowCompetence(plan_id=plan_id, by=caller.agency)), CompetenceView.of)
