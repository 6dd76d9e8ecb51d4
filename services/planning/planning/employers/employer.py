"""One employer that an agency knows: who they are is sealed, and what was agreed with them is coded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, DomainEvent, NotFound, Refused
from planning.plan.refusals import BeforeTheStart, NotTheOwner
from samplan.contracts.codes import Agency


class EmployerOfAnother(NotTheOwner):
    title: ClassVar[str] = "Only the agency that registered the employer may change it"


class EmployerIsRemoved(Refused):
    code = "employer_is_removed"
    title: ClassVar[str] = "Who the employer is has been removed: register it again"


class NoSuchOrder(NotFound):
    """The employer has no such order."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """Places that the employer wants to fill. `is_hidden`: they are advertised nowhere else."""

    id: UUID
    places: int
    is_hidden: bool
    taken_on: date
    sealed: str
    closed_on: date | None = None
    filled: int = 0


class EmployerFact(DomainEvent):
    occurred_on: date


class EmployerRegistered(Created, EmployerFact, private=True):
    """`sealed`: the name and the contact person."""

    TOPIC = "planning.EmployerRegistered"
    programme: str
    agency: Agency
    sealed: str


class Employer(Aggregate):
    """Owned by the agency that registered it. The keeper of the plans sees it too."""

    TOPIC = "planning.Employer"
    Event = EmployerFact

    def __init__(self, *, programme: str, agency: Agency, sealed: str, occurred_on: date) -> None:
        self.programme = programme
        self.owner = agency
        self.sealed = sealed
        self.registered_on = occurred_on
        self.removed_on: date | None = None
        self.contacts = 0
        self.last_contact_on: date | None = None
        self.orders: Mapping[UUID, Order] = {}

    def is_shown_to(self, agency: Agency, keeper: Agency) -> bool:
        return agency in (self.owner, keeper)

    def require_owner(self, agency: Agency) -> None:
        """Raises EmployerOfAnother."""
        if agency != self.owner:
            raise EmployerOfAnother

    def require_not_erased(self) -> None:
        """Raises EmployerIsRemoved."""
        if self.removed_on is not None:
            raise EmployerIsRemoved

    def require_known_on(self, on: date) -> None:
        """Raises BeforeTheStart."""
        if on < self.registered_on:
            raise BeforeTheStart

    def order(self, order_id: UUID) -> Order:
        """Raises NoSuchOrder."""
        if order_id not in self.orders:
            raise NoSuchOrder
        return self.orders[order_id]

    def put(self, order: Order) -> None:
        self.orders = {**self.orders, order.id: order}


@dataclass(frozen=True)
class SeenEmployer:
    """`words`: who it is; `ordered`: each order in words. None and empty in the answer to a command."""

    employer: Employer
    words: Mapping[str, Any] | None = None
    ordered: Mapping[UUID, str] | None = None

    @property
    def id(self) -> UUID:
        return self.employer.id

    @property
    def version(self) -> int:
        return self.employer.version
