"""What is an indicator on a day: a number or a share? By the group's definitions, and those of the file."""

from datetime import date

from chassis.decisions.commands import Records
from samplan.contracts.codes.indicators import Direction
from steering.definitions.definition import Definition
from steering.office import Measure, Office


def measure_on(programme: str, indicator: str, on: date, work: Records, office: Office) -> Measure:
    """Raises UnknownIndicator."""
    definition = work.find(Definition, office.definition_id_of(programme, indicator))
    held = [one.content for one in definition.approved if one.content.valid_from <= on] if definition else []
    if not held:
        return office.measure(programme, indicator, on)
    return Measure(
        is_share=held[-1].denominator is not None, is_two_sided=held[-1].direction is Direction.WITHIN
    )
