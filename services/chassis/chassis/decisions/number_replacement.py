"""A replaced personnummer (C-14): two ids of one person are linked by decision, and come apart by decision.

Consent and referral each record it under topics of their own and keep a table of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.domain import Aggregate, Created, DomainEvent, Refused
from chassis.decisions.listing import Listing
from chassis.decisions.projections import Projection
from samplan.privacy.linked_persons import LinkedPersons, ReplacementReason


class ReplacementUndone(Refused):
    code = "replacement_undone"
    title: ClassVar[str] = "The replacement has been undone"


class IdsLinked(Created, private=True):
    """From that day on `standing` stands for the person, and `replaced` gives way to it."""

    replaced: UUID
    standing: UUID
    reason: ReplacementReason
    occurred_on: date


class LinkUndone(DomainEvent, private=True):
    occurred_on: date

    def apply(self, link: IdLink) -> None:
        link.undone_on = self.occurred_on


class IdLink(Aggregate):
    """What is so between two ids. A service derives its aggregate from it, and its facts from both above."""

    def __init__(
        self, *, replaced: UUID, standing: UUID, reason: ReplacementReason, occurred_on: date
    ) -> None:
        self.replaced = replaced
        self.standing = standing
        self.reason = reason
        self.replaced_on = occurred_on
        self.undone_on: date | None = None

    def undo(self, undone: type[LinkUndone], on: date, *, too_early: type[Refused]) -> None:
        """The ids were linked in error. Raises ReplacementUndone, or `too_early` before the link was made."""
        if self.undone_on is not None:
            raise ReplacementUndone
        if on < self.replaced_on:
            raise too_early
        self.trigger_event(undone, occurred_on=on)


def links_of(kind: type[IdLink], persons: LinkedPersons) -> Projection[IdLink, DomainEvent]:
    """The read model of which ids are linked, in the service's own table."""

    def fold(link: IdLink, _: Sequence[DomainEvent], tables: Records) -> None:
        persons.keep(link, tables)

    return Projection(of=kind, facts=(DomainEvent,), fold=fold)


def replacements_of(links: LinkedPersons) -> Listing:
    """The links with their columns by name, those that are undone too, the last one first."""
    return Listing(
        f"SELECT * FROM {links.table}",  # noqa: S608  # a constant of the service
        keys=("replaced_on", "replacement_id"),
        descending=True,
    )
