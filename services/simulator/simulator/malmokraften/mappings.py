"""The joint mapping: work and studies first, health last."""

from collections.abc import Iterator

from simulator.records.mappings import mapping
from simulator.stories.offices import STATE
from simulator.stories.people import Identity
from simulator.stories.plan_step import PlanStep
from simulator.stories.story import Participation


def joint_mapping(stay: Participation, who: Identity) -> Iterator[PlanStep]:
    """By the coordinator, together with the employment service."""
    answers: dict[str, object] = {
        "wanted_work": "In a kitchen or a bakery",
        "work": [{"kind": "employment", "what": "Baking bread", "years": "3"}],
        "driving_licence": "foreign",
        "wanted_studies": "Swedish, then a vocational training",
        "education": [{"what": who.education, "completed": True}],
        "swedish_level": "sfi_c",
        "interpreter": who.needs_interpreter,
        "childcare": "not_needed",
        "health_and_work": "Nothing that has to be considered",
    }
    yield from mapping(stay.coordinator_on, stay.coordinator, answers, {STATE} - {stay.coordinator})
