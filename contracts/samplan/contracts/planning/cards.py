"""Activity cards: what an agency's own system states about its activities, and the answer to a bad card.

A card is written to `<agency>.cards.v1` and addressed to the keeper of the plan. Only bad cards are answered.
"""

from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID, uuid5

from msgspec import Meta

from samplan.contracts.codes import ActivityKind, Agency, InterruptionReason
from samplan.contracts.codes.items import CardReason, Financing
from samplan.contracts.event import Code, ContractEvent, Count

NAMESPACE_CARDS = UUID("c1b7a1f4-60d3-4d0b-8f6e-2b9f3a1d7e55")


def plan_activity_id_of(agency: Agency, plan_id: UUID, activity_id: UUID) -> UUID:
    """The id in the plan of an activity that an agency's cards name by an id of its own.

    Derived from all three: no agency's card can name an activity of another agency, or of another plan.
    """
    return uuid5(NAMESPACE_CARDS, f"{agency} {plan_id} {activity_id}")


class ActivityCard(ContractEvent, frozen=True, kw_only=True, omit_defaults=True):
    """`keeper`: the agency whose planning service keeps the plan; the other services do not read the card."""

    SUBJECT: ClassVar[str] = "activity_id"

    keeper: Agency
    plan_id: UUID
    activity_id: UUID


class OwnActivityPlanned(ActivityCard, frozen=True, kw_only=True, omit_defaults=True):
    """The sender plans an activity of its own ahead."""

    TYPE: ClassVar[str] = "samplan.cards.OwnActivityPlanned.v1"
    SWEDISH: ClassVar[str] = "aktivitetskort: egen aktivitet planerad"

    kind: ActivityKind
    planned_from: date
    planned_to: date


class OwnActivityStarted(ActivityCard, frozen=True, kw_only=True, omit_defaults=True):
    """The sender has started an activity of its own that it has not planned here before."""

    TYPE: ClassVar[str] = "samplan.cards.OwnActivityStarted.v1"
    SWEDISH: ClassVar[str] = "aktivitetskort: egen aktivitet påbörjad"

    kind: ActivityKind
    financing: Financing = Financing.ORDINARY


class PlannedActivityStarted(ActivityCard, frozen=True, kw_only=True, omit_defaults=True):
    """The sender has started an activity that an earlier card planned."""

    TYPE: ClassVar[str] = "samplan.cards.PlannedActivityStarted.v1"
    SWEDISH: ClassVar[str] = "aktivitetskort: planerad aktivitet påbörjad"

    financing: Financing = Financing.ORDINARY


class OwnActivityReplanned(ActivityCard, frozen=True, kw_only=True, omit_defaults=True):
    """The sender has changed the planned days of its activity."""

    TYPE: ClassVar[str] = "samplan.cards.OwnActivityReplanned.v1"
    SWEDISH: ClassVar[str] = "aktivitetskort: egen aktivitet omplanerad"

    planned_from: date
    planned_to: date


class OwnActivityCompleted(ActivityCard, frozen=True, kw_only=True, omit_defaults=True):
    """The sender's activity is completed."""

    TYPE: ClassVar[str] = "samplan.cards.OwnActivityCompleted.v1"
    SWEDISH: ClassVar[str] = "aktivitetskort: egen aktivitet slutförd"


class OwnActivityInterrupted(ActivityCard, frozen=True, kw_only=True, omit_defaults=True):
    """The sender's activity has ended before its goal, for a coded reason."""

    TYPE: ClassVar[str] = "samplan.cards.OwnActivityInterrupted.v1"
    SWEDISH: ClassVar[str] = "aktivitetskort: egen aktivitet avbruten"

    reason: InterruptionReason


class CardRejected(ContractEvent, frozen=True, kw_only=True, omit_defaults=True):
    """A card of this agency has not been applied. The header `ce_causationid` has the card's `ce_id`, if it
    could be read; partition and offset are the card's place in the sender's topic.

    `unknown_participant` says the same of a plan that does not exist and of one that the agency may not know.
    """

    TYPE: ClassVar[str] = "samplan.planning.CardRejected.v1"
    SWEDISH: ClassVar[str] = "aktivitetskort avvisat"
    SUBJECT: ClassVar[str] = "rejection_id"
    CHANNEL: ClassVar[str | None] = "card-rejections"
    TO: ClassVar[str | None] = "agency"

    rejection_id: UUID
    agency: Agency
    reason: CardReason
    partition: Count
    offset: Annotated[int, Meta(ge=0)]
    activity_id: UUID | None = None
    rule: Code | None = None
