"""What agencies are shown of a mapping. The answers to a command hold no words."""

from datetime import date
from typing import Any, Self
from uuid import UUID

from pydantic import ConfigDict

from chassis.http.fields import View
from planning.mapping.mapping import Mapping
from planning.mapping.read_mapping import ReadableMapping
from planning.mapping_templates.template import Section
from planning.showing.entry_view import EXAMPLE_ENTRY, EntryView, entry_members
from samplan.contracts.codes import Agency

MADE: dict[str, Any] = {
    "mappingId": "2f6c1d9e-7b3a-4c58-9d21-5e8f0a1b2c01",
    "planId": "5f1d3c52-6a0b-5c1e-8f53-0f6a2f3c7b11",
    "agencies": ["malmo-ifo"],
    "template": "arendeblankett",
    "templateVersion": 1,
    "begunOn": "2022-02-07",
    "completedOn": "2022-02-21",
    "corrections": [{"by": "malmo-ifo", "on": "2022-03-14"}],
    **EXAMPLE_ENTRY,
}


class CorrectionView(View):
    by: Agency
    on: date


class MappingView(EntryView):
    model_config = ConfigDict(json_schema_extra={"examples": [MADE]})

    mapping_id: UUID
    plan_id: UUID
    agencies: list[Agency]
    template: str
    template_version: int
    begun_on: date
    completed_on: date | None
    corrections: list[CorrectionView]

    @classmethod
    def of(cls, mapping: Mapping) -> Self:
        return cls(
            mapping_id=mapping.id,
            plan_id=mapping.plan_id,
            agencies=list(mapping.agencies),
            template=mapping.template,
            template_version=mapping.template_version,
            begun_on=mapping.begun_on,
            completed_on=mapping.completed_on,
            **entry_members(mapping.entry),
            corrections=[CorrectionView(by=by, on=on) for by, on in mapping.corrections],
        )


class SectionView(View):
    """`asked`: the fields of the section, whether answered or not."""

    section: str
    sv: str
    en: str
    asked: list[str]
    answers: dict[str, Any]


class AnswersView(View):
    """In the template's order. `sections` is null once the participant is erased."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "mappingId": MADE["mappingId"],
                    "sections": [
                        {
                            "section": "goals",
                            "sv": "Mål och planering",
                            "en": "Goals and planning",
                            "asked": ["long_term_goal", "short_term_goal"],
                            "answers": {"long_term_goal": "Undersköterska"},
                        }
                    ],
                }
            ]
        }
    )

    mapping_id: UUID
    sections: list[SectionView] | None

    @classmethod
    def of(cls, read: ReadableMapping) -> Self:
        if read.answers is None:
            return cls(mapping_id=read.mapping.id, sections=None)
        sections = [_section(one, dict(read.answers)) for one in read.template.sections]
        return cls(mapping_id=read.mapping.id, sections=sections)


def _section(section: Section, answers: dict[str, Any]) -> SectionView:
    asked = [field.name for field in section.fields]
    given = {name: answers[name] for name in asked if name in answers}
    return SectionView(section=section.name, sv=section.sv, en=section.en, asked=asked, answers=given)
