"""What an agency's desk does in nobody's plan: obstacles, free places, a round of referrals."""

from collections.abc import AsyncGenerator, Callable, Sequence
from datetime import date

from simulator.clients.agency_client import AgencyClient, Record
from simulator.clients.keyed import Keyed
from simulator.driving.clock import Clock
from simulator.driving.errands import Services
from simulator.driving.itinerary import Itinerary
from simulator.stories.plan_step import PlanStep


def at_desk(name: str, url_of: Callable[[Services], str], steps: Sequence[PlanStep]) -> Itinerary:
    """`url_of`: the service's base URL; the paths of what is made are relative to it."""
    if len({step.name for step in steps}) != len(steps):
        raise ValueError(f"{name}: a step without a name of its own would not be carried out")
    in_order = sorted(steps, key=lambda step: step.on)

    def carried_out(client: AgencyClient, services: Services, _: Clock) -> AsyncGenerator[date]:
        return _carried_out(in_order, Keyed(client, name), url_of(services))

    return Itinerary(name=name, starts_on=in_order[0].on, steps=carried_out)


async def _carried_out(steps: Sequence[PlanStep], keyed: Keyed, url: str) -> AsyncGenerator[date]:
    made: dict[str, Record] = {}
    for step in steps:
        yield step.on
        if step.makes is not None:
            form = {"occurredOn": f"{step.on}", **step.body}
            made[step.makes] = await keyed.make(step.name, step.agency, f"{url}{step.path}", form, step.rows)
        else:
            record = made[step.upon] if step.upon else Record(url, '"0"', {})
            await keyed.change(record, step.name, step.agency, step.path, on=step.on, body=step.body)
