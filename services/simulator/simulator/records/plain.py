"""A record that is made in the plan and answered once, such as a demand; and plain changes of the plan."""

from collections.abc import Mapping
from datetime import date

from samplan.contracts.codes import Agency
from simulator.stories.plan_step import PlanStep


def made(record: str, on: date, by: Agency, path: str, body: Mapping[str, object]) -> PlanStep:
    """`record`: its name for later steps."""
    return PlanStep(on=on, name=record, agency=by, path=path, body=body, makes=record)


def answered(record: str, on: date, by: Agency, path: str, **body: object) -> PlanStep:
    """At most once a day by one agency."""
    return PlanStep(on=on, name=f"{record}{path}/{by}/{on}", agency=by, path=path, body=body, upon=record)


def in_the_plan(name: str, on: date, by: Agency, path: str, **body: object) -> PlanStep:
    """A change of the plan, or of the agency's own record of it."""
    return PlanStep(on=on, name=name, agency=by, path=path, body=body)
