"""What is known of one participant's consents, blocks and emergency access: a value that events change."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from samplan.contracts.codes import Agency, ConsentKind, ConsentPurpose


class Terms(Struct, frozen=True, kw_only=True):
    """What a consent says. The day of the grant and the last day count."""

    kind: ConsentKind
    purpose: ConsentPurpose
    agencies: frozenset[Agency]
    granted_on: date
    valid_until: date
    programme: str | None = None
    granted_by: Agency | None = None
    covers_earlier: bool = False


class Consent(Struct, frozen=True, kw_only=True):
    """One consent. Without `terms` only what closes it is known, because that may arrive first (I24).

    `narrowed_to`: no other agency is named since a narrowing, whatever the terms say.
    """

    consent_id: UUID
    terms: Terms | None = None
    narrowed_to: frozenset[Agency] | None = None
    acknowledged: frozenset[Agency] = frozenset()
    ended_on: date | None = None
    is_in_error: bool = False


class EmergencyAccess(Struct, frozen=True, kw_only=True):
    """`beats_block`: the programme says that a block on the agency does not close it (C-05)."""

    agency: Agency
    opened_at: datetime
    closes_at: datetime
    opened_on: date = date.min
    programme: str | None = None
    beats_block: bool = False


class Departure(Struct, frozen=True, kw_only=True):
    """The last day of an agency as a party to a programme."""

    programme: str
    agency: Agency
    last_day: date


class Circle(Struct, frozen=True, kw_only=True):
    """Of one participant. `version` counts the changes made by the consent service; 0: none is known."""

    consents: tuple[Consent, ...] = ()
    blocked: frozenset[Agency] = frozenset()
    emergency: tuple[EmergencyAccess, ...] = ()
    departures: frozenset[Departure] = frozenset()
    deceased_on: date | None = None
    version: int = 0

    def consent(self, consent_id: UUID) -> Consent:
        """What is known of the consent, if only its id."""
        found = (one for one in self.consents if one.consent_id == consent_id)
        return next(found, Consent(consent_id=consent_id))

    def without(self, consent_ids: Collection[UUID]) -> Circle:
        """As if these consents were not known."""
        left = tuple(one for one in self.consents if one.consent_id not in consent_ids)
        return replace(self, consents=left)
