"""Who may know what about one participant on a day: each cell as the services decide it (C-12)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from samplan.contracts.access import openings
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.may_know import Asked, Decision, may_know
from samplan.privacy.circle.may_know_beside import may_know_beside

OF_THE_KEEPER = "consent."
"""What the keeper of consents owns; everything else may be any agency's of the circle."""
COMPOSED = "reporting."
"""What is composed of several owners' records: a cell is about the part of one owner."""
OF_A_PLAN = ("planning.", "samplan.planning.")
"""What an agency keeps in, or beside, the plan that one of them keeps."""


@dataclass(frozen=True, kw_only=True)
class Keepers:
    """Who keeps the consents, and who may keep a plan by the programmes of the participant's consents."""

    consents: Agency
    plans: frozenset[Agency]


@dataclass(frozen=True, kw_only=True)
class Cell:
    """May the agency know this of that owner's, for the purpose? For every other purpose it may not."""

    what: str
    purpose: ConsentPurpose
    owner: Agency
    agency: Agency
    decision: Decision


def matrix_of(circle: Circle, keepers: Keepers, on: date, at: datetime | None) -> list[Cell]:
    """A cell for each thing of the access table, purpose that opens it, owner, and agency of the circle."""
    agencies = sorted(agencies_of(circle))
    return [
        Cell(
            what=asked.what,
            purpose=asked.purpose,
            owner=owner,
            agency=asked.agency,
            decision=decided(circle, owner, asked, keepers.plans),
        )
        for owner, asked in _questions(agencies, keepers.consents, on, at)
    ]


def agencies_of(circle: Circle) -> frozenset[Agency]:
    """Those that a consent names, that are blocked, or that have emergency access."""
    named = (one.terms.agencies for one in circle.consents if one.terms)
    return circle.blocked.union(*named, (one.agency for one in circle.emergency))


def told_to(agency: Agency, circle: Circle, keeper: Agency) -> Circle:
    """What an agency sees of the circle: the consents that name it and its own emergency access."""
    if agency == keeper:
        return circle
    return Circle(
        consents=tuple(one for one in circle.consents if one.terms and agency in one.terms.agencies),
        blocked=circle.blocked,
        emergency=tuple(one for one in circle.emergency if one.agency == agency),
        departures=circle.departures,
        deceased_on=circle.deceased_on,
        version=circle.version,
    )


def asked_of(owner: Agency, asked: Asked) -> Asked:
    """The question of a cell about the owner."""
    return asked.about_part_of(owner) if asked.what.startswith(COMPOSED) else asked


def decided(circle: Circle, owner: Agency, asked: Asked, keepers: frozenset[Agency]) -> Decision:
    """What an agency keeps beside another's plan is opened by a consent that names it too (K4)."""
    if asked.what.startswith(OF_A_PLAN) and keepers and owner not in keepers:
        return may_know_beside(circle, asked, min(keepers))
    return may_know(circle, asked)


def _questions(
    agencies: list[Agency], keeper: Agency, on: date, at: datetime | None
) -> Iterator[tuple[Agency, Asked]]:
    for what, opens in sorted(openings().items()):
        owners = [keeper] if what.startswith(OF_THE_KEEPER) else agencies
        for purpose in sorted({one.purpose for one in opens}):
            for owner in owners:
                for agency in agencies:
                    asked = Asked(what=what, agency=agency, purpose=purpose, owner=owner, on=on, at=at)
                    yield owner, asked_of(owner, asked)
