"""What an agency keeps beside another agency's plan: the consent that opens it names both (K4)."""

from __future__ import annotations

from datetime import date

from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.circle import Circle, Consent
from samplan.privacy.circle.may_know import Asked, Decision, Rule, may_know

_PLAN = "planning.plan"


def may_know_beside(circle: Circle, asked: Asked, keeper: Agency) -> Decision:
    """As `may_know`, by the consents alone that name the owner in the keeper's plan."""
    if asked.owner is None:
        return may_know(circle, asked)
    names_it = (_alone(one, circle, asked.owner, keeper, asked.on) for one in circle.consents)
    others = [one.consent_id for one, is_named in zip(circle.consents, names_it, strict=True) if not is_named]
    return may_know(circle.without(others), asked)


def is_named(circle: Circle, agency: Agency, keeper: Agency, on: date) -> bool:
    """Whether a consent in force names the agency in the keeper's plan: what it does there may be told.

    A block, and a grant that waits for its acknowledgement, end what it may know, and not that.
    """
    unblocked = Circle(consents=circle.consents, departures=circle.departures, deceased_on=circle.deceased_on)
    asked = Asked(what=_PLAN, agency=agency, purpose=ConsentPurpose.COORDINATION, owner=keeper, on=on)
    rule = may_know(unblocked, asked).rule
    return rule in (Rule.OWN_RECORD, Rule.CONSENT, Rule.NOT_ACKNOWLEDGED)


def _alone(consent: Consent, circle: Circle, agency: Agency, keeper: Agency, on: date) -> bool:
    alone = Circle(consents=(consent,), departures=circle.departures, deceased_on=circle.deceased_on)
    return is_named(alone, agency, keeper, on)
