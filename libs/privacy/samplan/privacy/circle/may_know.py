"""May an agency know a thing about a participant? The decision, and the rule that made it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from samplan.contracts.access import Opening, openings
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.circle import Circle, Consent, Terms


class Rule(StrEnum):
    """What decided. Public and stable: it stands in the participant's log and in the matrix (C-11, C-12)."""

    OWN_RECORD = "own_record"
    CONSENT = "consent"
    EMERGENCY_ACCESS = "emergency_access"
    NOT_SHARED = "not_shared"
    DECEASED = "deceased"
    BLOCKED = "blocked"
    OTHER_PURPOSE = "other_purpose"
    NO_CONSENT = "no_consent"
    NOT_NAMED = "not_named"
    NOT_IN_FORCE = "not_in_force"
    AGENCY_HAS_LEFT = "agency_has_left"
    NOT_ACKNOWLEDGED = "not_acknowledged"


class Allowed(Struct, frozen=True, kw_only=True):
    """`consent_id`: the consent that allows it; None where another rule does. `version`: the circle's."""

    rule: Rule
    version: int
    consent_id: UUID | None = None


class Denied(Struct, frozen=True, kw_only=True):
    rule: Rule


Decision = Allowed | Denied


class Asked(Struct, frozen=True, kw_only=True):
    """Who asks for what, and on which day.

    `what`: an event type or a resource of the access table. `on`: today, by the business clock.
    `at`: the present instant, aware; without one, emergency access opens nothing.
    `owner`: None for what is composed of several owners' records: only a consent opens it. All of them
    (`composed_of`) accept a grant before it serves the agency that recorded it.
    """

    what: str
    agency: Agency
    purpose: ConsentPurpose
    owner: Agency | None
    on: date
    at: datetime | None = None
    composed_of: frozenset[Agency] = frozenset()

    @property
    def owners(self) -> frozenset[Agency]:
        return self.composed_of if self.owner is None else frozenset({self.owner})

    def about_part_of(self, owner: Agency) -> Asked:
        """The same question about one owner's part of what is composed of several owners' records."""
        return replace(self, owner=None, composed_of=frozenset({owner}))


class Resting(Struct, frozen=True, kw_only=True):
    """What is to rest on one of `consents`, which are about the record; it must name all of `needed`."""

    what: str
    consents: frozenset[UUID]
    needed: frozenset[Agency]
    occurred_on: date
    today: date


def may_know(circle: Circle, asked: Asked) -> Decision:
    """An owner always knows its own records (C-09); another agency by emergency access or a consent in force.

    Several consents stand side by side: what one of them allows is allowed (C-03). A block beats all of them,
    and an emergency access unless its programme says otherwise. A death ends both.
    """
    if asked.agency == asked.owner:
        return Allowed(rule=Rule.OWN_RECORD, version=circle.version)
    if asked.what not in openings():
        return Denied(rule=Rule.NOT_SHARED)
    if circle.deceased_on is not None:
        return Denied(rule=Rule.DECEASED)
    if _has_emergency_access(circle, asked):
        return Allowed(rule=Rule.EMERGENCY_ACCESS, version=circle.version)
    if asked.agency in circle.blocked:
        return Denied(rule=Rule.BLOCKED)
    return _by_consent(circle, asked)


def may_publish(circle: Circle, what: str, *, owner: Agency, occurred_on: date, today: date) -> Decision:
    """May a fact of that day be published, for the agencies other than its owner (C-06, C-07)?

    Asks today's circle. A fact dated before its consent is withheld unless the consent covers earlier facts.
    It waits for no acknowledgement of an owner: a topic is for services, which show nothing before that.
    """
    if circle.deceased_on is not None:
        return Denied(rule=Rule.DECEASED)
    for consent, terms in _opening(circle, openings().get(what, frozenset())):
        is_dated_within = terms.covers_earlier or terms.granted_on <= occurred_on
        readers = terms.agencies - circle.blocked - {owner}
        others = {one for one in readers if not _left(circle, terms, one, today)}
        if is_dated_within and others and _is_in_force(consent, terms, today):
            return Allowed(rule=Rule.CONSENT, version=circle.version, consent_id=consent.consent_id)
    return Denied(rule=Rule.NO_CONSENT)


def may_rest_on(circle: Circle, asked: Resting) -> Decision:
    """Is there one consent, in force today granted by the day of the fact, that names every agency needed?

    It needs no acknowledgement: an enrolment waits for none (C-15).
    """
    if circle.deceased_on is not None:
        return Denied(rule=Rule.DECEASED)
    if circle.blocked & asked.needed:
        return Denied(rule=Rule.BLOCKED)
    closest = Rule.NO_CONSENT
    for consent, terms in _opening(circle, openings()[asked.what]):
        if consent.consent_id not in asked.consents:
            continue
        rule = _rule_of_resting(circle, asked, consent, terms)
        if rule is Rule.CONSENT:
            return Allowed(rule=rule, version=circle.version, consent_id=consent.consent_id)
        closest = max(closest, rule, key=_CLOSER.index)
    return Denied(rule=closest)


def _rule_of_resting(circle: Circle, asked: Resting, consent: Consent, terms: Terms) -> Rule:
    if asked.needed - terms.agencies:
        return Rule.NOT_NAMED
    is_dated_within = terms.covers_earlier or terms.granted_on <= asked.occurred_on
    if not (is_dated_within and _is_in_force(consent, terms, asked.today)):
        return Rule.NOT_IN_FORCE
    if any(_left(circle, terms, agency, asked.today) for agency in asked.needed):
        return Rule.AGENCY_HAS_LEFT
    return Rule.CONSENT


def _by_consent(circle: Circle, asked: Asked) -> Decision:
    """The first consent that allows it, or the denial that came closest to allowing it."""
    opens = {one for one in openings()[asked.what] if one.purpose is asked.purpose}
    if not opens:
        return Denied(rule=Rule.OTHER_PURPOSE)
    closest = Rule.NO_CONSENT
    for consent, terms in _opening(circle, frozenset(opens)):
        rule = _rule_of(circle, asked, consent, terms)
        if rule is Rule.CONSENT:
            return Allowed(rule=rule, version=circle.version, consent_id=consent.consent_id)
        closest = max(closest, rule, key=_CLOSER.index)
    return Denied(rule=closest)


_CLOSER = (Rule.NO_CONSENT, Rule.NOT_NAMED, Rule.NOT_IN_FORCE, Rule.AGENCY_HAS_LEFT, Rule.NOT_ACKNOWLEDGED)


def _rule_of(circle: Circle, asked: Asked, consent: Consent, terms: Terms) -> Rule:
    if asked.agency not in terms.agencies:
        return Rule.NOT_NAMED
    if not _is_in_force(consent, terms, asked.on):
        return Rule.NOT_IN_FORCE
    if _left(circle, terms, asked.agency, asked.on):
        return Rule.AGENCY_HAS_LEFT
    if asked.agency == terms.granted_by and asked.owners - consent.acknowledged - {asked.agency}:
        return Rule.NOT_ACKNOWLEDGED
    return Rule.CONSENT


def _opening(circle: Circle, opens: frozenset[Opening]) -> Iterator[tuple[Consent, Terms]]:
    for consent in circle.consents:
        terms = consent.terms
        if terms is not None and Opening(terms.kind, terms.purpose) in opens:
            yield consent, terms


def _is_in_force(consent: Consent, terms: Terms, on: date) -> bool:
    """The printed end holds by itself. An ended consent covers nothing, on any day."""
    return consent.ended_on is None and terms.granted_on <= on <= terms.valid_until


def _left(circle: Circle, terms: Terms, agency: Agency, on: date) -> bool:
    """Since the grant: one that names an agency which has joined again serves it (C-04)."""
    return _has_left_since(terms.granted_on, circle, terms.programme, agency, on)


def _has_left_since(since: date, circle: Circle, programme: str | None, agency: Agency, on: date) -> bool:
    return any(
        one.programme == programme and one.agency == agency and since <= one.last_day < on
        for one in circle.departures
    )


def _has_emergency_access(circle: Circle, asked: Asked) -> bool:
    """To an owner's own records alone."""
    if asked.at is None or asked.owner is None:
        return False
    return any(
        one.agency == asked.agency
        and one.opened_at <= asked.at < one.closes_at
        and (one.beats_block or asked.agency not in circle.blocked)
        and not _has_left_since(one.opened_on, circle, one.programme, one.agency, asked.on)
        for one in circle.emergency
    )
