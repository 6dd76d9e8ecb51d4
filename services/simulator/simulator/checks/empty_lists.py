"""Which lists of a driven demo are empty? Each programme is asked for what it has."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from samplan.contracts.codes import Agency
from simulator.checks.asking import Ask, asking
from simulator.driving.parts import AF_REFERRAL, PLANNING, REFERRAL, Part
from simulator.stories.offices import CITY, STATE
from simulator.stories.programme import FORSTA_STEGET, INTERNATIONELLA_KVINNOR, MALMOKRAFTEN, Programme

AtService = Callable[[Part, Agency], Ask]


@dataclass(frozen=True, kw_only=True)
class HeldList:
    """A list that holds a record of the programme, for the agency that asks."""

    programme: Programme
    part: Part
    agency: Agency
    path: str

    @property
    def name(self) -> str:
        return f"{self.programme.id}, {self.path} of {self.part.name} for {self.agency}"


IN_REFERRAL = ("waiting-referrals", "stale-referrals", "intake-meetings", "intake-rounds", "capacities")
BY_PROGRAMME = ("teams", "obstacles", "employer-time")
"""These take the programme as a parameter."""
UNPAGED = ("few-placements",)
IN_PLANNING: Mapping[Programme, Mapping[Agency, tuple[str, ...]]] = {
    MALMOKRAFTEN: {
        STATE: (
            "to-do",
            "teams",
            "obstacles",
            "employers",
            "employer-time",
            "cv-shares",
            "my-plans",
            "my-activities",
            "overdue-plans",
            "plans-without-activity",
            "long-stays",
            "meetings-ahead",
            "meetings-without-notes",
            "due-follow-ups",
        ),
        CITY: ("to-do", "my-plans"),
        Agency.MALMO_AMA: ("to-do", "unanswered-proposals"),
        Agency.FK: ("to-do", "my-plans", "long-stays"),
        Agency.REGION_SKANE: ("health-requests",),
    },
    FORSTA_STEGET: {
        STATE: ("groups", "obstacles"),
        Agency.KLIPPAN: ("to-do", "groups", "few-placements", "my-plans"),
    },
    INTERNATIONELLA_KVINNOR: {STATE: ("to-do", "obstacles", "due-follow-ups")},
}
LISTS = (
    *(
        HeldList(programme=programme, part=part, agency=part.agency, path=f"/v1/{name}")
        for programme, part in ((FORSTA_STEGET, AF_REFERRAL), (INTERNATIONELLA_KVINNOR, REFERRAL))
        for name in IN_REFERRAL
    ),
    *(
        HeldList(programme=programme, part=PLANNING, agency=agency, path=f"/v1/{name}")
        for programme, wanted in IN_PLANNING.items()
        for agency, names in wanted.items()
        for name in names
    ),
)


def empty_lists(token_of: Callable[[Agency], str]) -> list[str]:
    """One line for each. Raises ViewUnavailable."""
    with ExitStack() as open_clients:

        def at_service(part: Part, agency: Agency) -> Ask:
            return open_clients.enter_context(asking(part.url, token_of(agency)))

        return [f"  {one.name}: is empty" for one in LISTS if not is_held(one, at_service)]


def is_held(one: HeldList, at_service: AtService) -> bool:
    """Teams without a participant are an empty list."""
    asked, keeper = at_service(one.part, one.agency), at_service(PLANNING, STATE)
    held = (line for line in _lines(one, asked) if line.get("participants", 1))
    return any(_programme_of(line, one, keeper) == one.programme.id for line in held)


def _lines(one: HeldList, asked: Ask) -> Iterator[Mapping[str, Any]]:
    name = one.path.rpartition("/")[2]
    asked_for = f"programme={one.programme.id}" if name in BY_PROGRAMME else ""
    page = "" if name in UNPAGED else "limit=500"
    parameters = "&".join(filter(None, (asked_for, page)))
    yield from asked(f"{one.path}?{parameters}" if parameters else one.path)


def _programme_of(line: Mapping[str, Any], one: HeldList, keeper: Ask) -> str:
    """As the line says or its plan, which the keeper sees; else it is of the programme that was asked for."""
    if "programme" in line:
        return str(line["programme"])
    return str(keeper(f"/v1/plans/{line['planId']}")["programme"]) if line.get("planId") else one.programme.id
