"""A mapping by the programme's template: begun, answered and completed on one day."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from samplan.contracts.codes import Agency
from simulator.stories.plan_step import PlanStep


def mapping(
    on: date, by: Agency, answers: Mapping[str, object], together_with: Collection[Agency] = ()
) -> Iterator[PlanStep]:
    record = f"mapping-{by}"
    yield PlanStep(
        on=on,
        name=record,
        agency=by,
        path="/v1/mappings",
        body={"togetherWith": sorted(together_with)} if together_with else {},
        makes=record,
        beside="planId",
    )
    steps: tuple[tuple[str, str, dict[str, object]], ...] = (
        ("answers", "PUT", {"answers": answers}),
        ("completion", "POST", {}),
    )
    for path, method, body in steps:
        yield PlanStep(
            on=on,
            name=f"{record}/{path}",
            agency=by,
            path=f"/{path}",
            body=body,
            upon=record,
            method=method,
        )
