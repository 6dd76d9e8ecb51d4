"""An employer wants people: an order is taken, and closed with how many places were filled."""

from dataclasses import field, replace
from typing import Any, ClassVar
from uuid import UUID, uuid4

from chassis.decisions.commands import ShortText
from chassis.decisions.domain import Refused
from planning.employers.command import EmployerCommand
from planning.employers.employer import Employer, EmployerFact, Order
from planning.plan.refusals import BeforeTheStart

MOST_PLACES = 1000


class OrderIsClosed(Refused):
    code = "order_is_closed"
    title: ClassVar[str] = "The order is closed already: take a new one"


class MoreThanOrdered(Refused):
    code = "more_than_ordered"
    status = 422
    title: ClassVar[str] = "More places are filled than the order has"


class OrderTaken(EmployerFact, private=True):
    """Private: an employer's need is theirs. `sealed`: whom they look for."""

    TOPIC = "planning.OrderTaken"
    order_id: UUID
    places: int
    is_hidden: bool
    sealed: str

    def apply(self, employer: Employer) -> None:
        order = Order(
            id=self.order_id,
            places=self.places,
            is_hidden=self.is_hidden,
            taken_on=self.occurred_on,
            sealed=self.sealed,
        )
        employer.put(order)


class OrderClosed(EmployerFact, private=True):
    TOPIC = "planning.OrderClosed"
    order_id: UUID
    filled: int

    def apply(self, employer: Employer) -> None:
        order = employer.orders[self.order_id]
        employer.put(replace(order, closed_on=self.occurred_on, filled=self.filled))


class TakeOrder(EmployerCommand, path="orders", sv="Ta emot en order", en="Take an order", versioned=False):
    """`isHidden`: the places are advertised nowhere else. Whom the employer looks for is sealed."""

    order_id: UUID = field(default_factory=uuid4)
    places: int
    is_hidden: bool
    words: ShortText

    @classmethod
    def check_form(cls, sent: Any) -> None:
        if not 1 <= sent.places <= MOST_PLACES:
            raise ValueError("no_number_of_places")

    def text(self) -> str | None:
        return self.words

    def decide(self, employer: Employer, sealed: str | None) -> None:
        employer.trigger_event(
            OrderTaken,
            order_id=self.order_id,
            places=self.places,
            is_hidden=self.is_hidden,
            sealed=sealed,
            occurred_on=self.occurred_on,
        )


class CloseOrder(
    EmployerCommand, path="orders/{orderId}/closing", sv="Avsluta en order", en="Close an order"
):
    """With the number of its places that participants have filled."""

    order_id: UUID
    filled: int

    @classmethod
    def check_form(cls, sent: Any) -> None:
        if sent.filled < 0:
            raise ValueError("no_number_of_places")

    def decide(self, employer: Employer, sealed: str | None) -> None:
        """Raises NoSuchOrder, OrderIsClosed, BeforeTheStart or MoreThanOrdered."""
        order = employer.order(self.order_id)
        if order.closed_on is not None:
            raise OrderIsClosed
        if self.occurred_on < order.taken_on:
            raise BeforeTheStart
        if self.filled > order.places:
            raise MoreThanOrdered
        employer.trigger_event(
            OrderClosed, order_id=order.id, filled=self.filled, occurred_on=self.occurred_on
        )
