"""A demand as one agency sees it: its words are for the agency that set it."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID

from planning.demands.demand import Demand
from planning.office import Office
from samplan.contracts.codes import Agency


@dataclass(frozen=True)
class SeenDemand:
    """`words`: None in the answer to a command, which is stored."""

    demand: Demand
    words: str | None

    @property
    def id(self) -> UUID:
        return self.demand.id

    @property
    def version(self) -> int:
        return self.demand.version

    @classmethod
    def to(cls, agency: Agency, demand: Demand, office: Office) -> Self:
        if demand.sealed is None or agency != demand.agency:
            return cls(demand, None)
        opened = office.words.open(demand.sealed, record=demand.id)
        return cls(demand, opened["words"] if opened else None)
