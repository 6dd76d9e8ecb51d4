"""May an owner deliver a fact to the system of an agency? Asked when it is decided, and before it is sent.

It allows no more than `may_know`: a delivery is kept by its recipient, so the consent that allows it also
covers the day of the fact (C-07), and names the agencies that the fact tells of (K4).
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.circle import Circle, Consent
from samplan.privacy.circle.may_know import Asked, Decision, Denied, Rule, may_know


class Delivering(Struct, frozen=True, kw_only=True):
    """A fact of a day, and the system that is to be told.

    `what`: its event type. `makers`: the agencies that it tells of. `owner`: whose service delivers it.
    """

    what: str
    recipient: Agency
    owner: Agency
    makers: frozenset[Agency]
    occurred_on: date
    today: date

    @property
    def question(self) -> Asked:
        return asked_of_record(self.what, self.recipient, self.owner, self.today)


def asked_of_record(what: str, recipient: Agency, owner: Agency, today: date) -> Asked:
    """May the recipient know it today? Without `at`: emergency access is for reading, and leaves nothing."""
    return Asked(what=what, agency=recipient, purpose=ConsentPurpose.COORDINATION, owner=owner, on=today)


def may_deliver(circle: Circle, asked: Delivering) -> Decision:
    """One consent allows it to the recipient, covers its day, and names each agency that it tells of."""
    known = may_know(circle, asked.question)
    if isinstance(known, Denied) or known.rule is Rule.OWN_RECORD:
        return known
    rule = Rule.NOT_IN_FORCE
    for consent in circle.consents:
        alone = circle.without([one.consent_id for one in circle.consents if one is not consent])
        decision = may_know(alone, asked.question)
        if isinstance(decision, Denied) or not _covers(consent, asked.occurred_on):
            continue
        if all(_names(alone, maker, asked) for maker in asked.makers - {asked.owner, asked.recipient}):
            return decision
        rule = Rule.NOT_NAMED
    return Denied(rule=rule)


def _covers(consent: Consent, day: date) -> bool:
    terms = consent.terms
    return terms is not None and (terms.covers_earlier or terms.granted_on <= day)


def _names(alone: Circle, maker: Agency, asked: Delivering) -> bool:
    """A block, or a grant that waits for its acknowledgement, ends what a maker may know, not what it did."""
    rule = may_know(replace(alone, blocked=frozenset()), replace(asked.question, agency=maker)).rule
    return rule in (Rule.CONSENT, Rule.NOT_ACKNOWLEDGED)
