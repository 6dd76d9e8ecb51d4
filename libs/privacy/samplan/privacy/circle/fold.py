"""How consent events change a circle. Events of different consents may arrive in any order."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from samplan.contracts.codes import Agency, RevocationReason
from samplan.contracts.consent import (
    AgencyLeft,
    BlockLifted,
    BlockSet,
    ConsentEvent,
    ConsentExpired,
    ConsentGranted,
    ConsentNarrowed,
    ConsentRenewed,
    ConsentRevoked,
    EmergencyAccessClosed,
    EmergencyAccessOpened,
    GrantAcknowledged,
    ParticipantDeceased,
)
from samplan.contracts.event import ContractEvent
from samplan.privacy.circle.circle import Circle, Consent, Departure, EmergencyAccess, Terms


def circle_after(circle: Circle, event: ContractEvent) -> Circle:
    """The circle after an event about its participant or a party; the same circle after any other event."""
    changed = _consent_changed(circle, event) if isinstance(event, ConsentEvent) else _changed(circle, event)
    return _numbered(changed, event)


def departure_of(event: AgencyLeft) -> Departure:
    return Departure(programme=event.programme, agency=event.agency, last_day=event.occurred_on)


def _changed(circle: Circle, event: ContractEvent) -> Circle:
    match event:
        case BlockSet(agency=agency):
            return replace(circle, blocked=circle.blocked | {agency})
        case BlockLifted(agency=agency):
            return replace(circle, blocked=circle.blocked - {agency})
        case EmergencyAccessOpened():
            return replace(
                circle, emergency=tuple({**dict.fromkeys(circle.emergency), _access_of(event): None})
            )
        case EmergencyAccessClosed(agency=agency):
            return replace(circle, emergency=tuple(one for one in circle.emergency if one.agency != agency))
        case ParticipantDeceased(occurred_on=on):
            return replace(circle, deceased_on=on)
        case AgencyLeft():
            return replace(circle, departures=circle.departures | {departure_of(event)})
        case _:
            return circle


def _consent_changed(circle: Circle, event: ConsentEvent) -> Circle:
    before = circle.consent(event.consent_id)
    after = _after(before, event)
    if after == before:
        return circle
    others = (one for one in circle.consents if one.consent_id != event.consent_id)
    return replace(circle, consents=tuple(sorted((*others, after), key=_granted)))


def _after(consent: Consent, event: ConsentEvent) -> Consent:
    match event:
        case ConsentGranted() if consent.terms is None:  # read again, it must not undo a later narrowing
            return _narrowed(replace(consent, terms=_terms_of(event)), consent.narrowed_to)
        case GrantAcknowledged(owner=owner):
            return replace(consent, acknowledged=consent.acknowledged | {owner})
        case ConsentRenewed(valid_until=until) if consent.terms:
            return replace(consent, terms=replace(consent.terms, valid_until=until))
        case ConsentNarrowed(agencies=agencies):
            return _narrowed(consent, frozenset(agencies))
        case ConsentRevoked(occurred_on=on, reason=reason):
            return _ended(consent, on, is_in_error=reason is RevocationReason.ENTERED_IN_ERROR)
        case ConsentExpired(occurred_on=on):
            return _ended(consent, on)
        case _:
            return consent


def _narrowed(consent: Consent, to: frozenset[Agency] | None) -> Consent:
    """Narrowings never widen each other, in any order."""
    if to is None:
        return consent
    left = to if consent.narrowed_to is None else to & consent.narrowed_to
    terms = consent.terms and replace(consent.terms, agencies=consent.terms.agencies & left)
    return replace(consent, narrowed_to=left, terms=terms)


def _ended(consent: Consent, on: date, *, is_in_error: bool = False) -> Consent:
    """The first end counts."""
    return consent if consent.ended_on else replace(consent, ended_on=on, is_in_error=is_in_error)


def _terms_of(event: ConsentGranted) -> Terms:
    return Terms(
        kind=event.kind,
        purpose=event.purpose,
        agencies=frozenset(event.agencies),
        granted_on=event.occurred_on,
        valid_until=event.valid_until,
        programme=event.programme,
        granted_by=event.granted_by,
        covers_earlier=event.covers_earlier,
    )


def _access_of(event: EmergencyAccessOpened) -> EmergencyAccess:
    return EmergencyAccess(
        agency=event.agency,
        opened_at=event.opened_at,
        closes_at=event.closes_at,
        opened_on=event.occurred_on,
        programme=event.programme,
        beats_block=event.beats_block,
    )


def _granted(consent: Consent) -> tuple[date, str]:
    return (consent.terms.granted_on if consent.terms else date.max), str(consent.consent_id)


def _numbered(circle: Circle, event: ContractEvent) -> Circle:
    """With the event's version. A writer of version 0.1.0 states none."""
    version = getattr(event, "circle_version", None)
    if version is None:
        return circle
    return replace(circle, version=max(circle.version, version))
