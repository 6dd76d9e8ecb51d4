"""An obstacle in each of the other programmes, which is not resolved."""

from collections.abc import Iterator
from datetime import date

from samplan.contracts.codes import Agency
from samplan.contracts.codes.obstacles import ObstacleKind
from simulator.driving.desk import at_desk
from simulator.driving.itinerary import Itinerary
from simulator.malmokraften.obstacles import report
from simulator.stories.programme import FORSTA_STEGET, INTERNATIONELLA_KVINNOR

REPORTED_ON = date(2022, 12, 6)
OPEN = (
    (FORSTA_STEGET, Agency.KLIPPAN, ObstacleKind.WAITING_FOR_ADMISSION, Agency.AF),
    (INTERNATIONELLA_KVINNOR, Agency.MALMO_AMA, ObstacleKind.GAP_BETWEEN_AGENCIES, Agency.MALMO_IFO),
)


def open_obstacles() -> Iterator[Itinerary]:
    for programme, by, kind, at in OPEN:
        steps = [report(programme, REPORTED_ON, by, kind, at)]
        yield at_desk(f"{programme.id}/obstacles", lambda services: services.planning, steps)
