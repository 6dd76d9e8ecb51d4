"""The list of obstacles: reported by the agencies, one of them resolved."""

from datetime import date

from samplan.contracts.codes import Agency
from samplan.contracts.codes.obstacles import ObstacleKind
from simulator.driving.desk import at_desk
from simulator.driving.itinerary import Itinerary
from simulator.stories.plan_step import PlanStep
from simulator.stories.programme import MALMOKRAFTEN, Programme

REPORTED = (
    (date(2021, 9, 6), Agency.MALMO_IFO, ObstacleKind.SECRECY_OR_DOUBLE_DOCUMENTATION, Agency.AF),
    (date(2022, 2, 14), Agency.AF, ObstacleKind.WAITING_FOR_ADMISSION, Agency.MALMO_AMA),
    (date(2022, 5, 9), Agency.FK, ObstacleKind.GAP_BETWEEN_AGENCIES, Agency.REGION_SKANE),
)
"""When, by whom, what, and where."""
RESOLVED_ON = date(2022, 10, 3)


def obstacles() -> Itinerary:
    reports = [report(MALMOKRAFTEN, *one) for one in REPORTED]
    _, _, kind, agency = REPORTED[1]
    resolved = PlanStep(
        on=RESOLVED_ON, name=f"{kind}/resolution", agency=agency, path="/resolution", upon=kind
    )
    name = f"{MALMOKRAFTEN.id}/obstacles"
    return at_desk(name, lambda services: services.planning, [*reports, resolved])


def report(programme: Programme, on: date, by: Agency, kind: ObstacleKind, at: Agency) -> PlanStep:
    return PlanStep(
        on=on,
        name=kind,
        agency=by,
        path="/v1/obstacles",
        body={"programme": programme.id, "kind": kind, "agency": at},
        makes=kind,
    )
