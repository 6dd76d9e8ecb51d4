"""A participant has been asked for a consent. Known to the agency that asked, and to no other (C-02)."""

from datetime import date
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, DomainEvent
from samplan.contracts.codes import Agency, ConsentKind, ConsentPurpose


class RequestFact(DomainEvent):
    occurred_on: date


class ConsentRequested(Created, RequestFact, private=True):
    """Never published: a request of the same day that no grant follows would reveal a refusal."""

    TOPIC = "consent.ConsentRequested"
    referral_id: UUID
    programme: str
    agencies: tuple[Agency, ...]
    purpose: ConsentPurpose
    kind: ConsentKind
    recorded_by: Agency


class ConsentRequest(Aggregate):
    """Holds what the form asks for. A grant or a refusal of the referral answers it."""

    TOPIC = "consent.ConsentRequest"
    Event = RequestFact

    def __init__(
        self,
        *,
        referral_id: UUID,
        programme: str,
        agencies: tuple[Agency, ...],
        purpose: ConsentPurpose,
        kind: ConsentKind,
        recorded_by: Agency,
        occurred_on: date,
    ) -> None:
        self.referral_id = referral_id
        self.programme = programme
        self.agencies = agencies
        self.purpose = purpose
        self.kind = kind
        self.recorded_by = recorded_by
        self.requested_on = occurred_on
        self.withdrawn_on: date | None = None


class RequestWithdrawn(RequestFact, private=True):
    """The agency no longer asks: another form is used, or the referral has ended."""

    TOPIC = "consent.RequestWithdrawn"

    def apply(self, request: ConsentRequest) -> None:
        request.withdrawn_on = self.occurred_on
