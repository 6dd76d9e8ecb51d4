"""The circle of a plan's participant on the business date."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.may_know import Allowed, Asked, Decision, may_know, may_publish
from samplan.privacy.circle.may_know_beside import is_named, may_know_beside

PLAN = "planning.plan"
"""The resource of the access table that every showing of a plan is."""


@dataclass(frozen=True, kw_only=True)
class CircleToday:
    """`subjects`: the aggregates whose parked records may narrow it (I24)."""

    circle: Circle = field(default_factory=Circle)
    on: date = date.min
    at: datetime | None = None
    subjects: frozenset[UUID] = frozenset()

    def may_see(self, agency: Agency, owner: Agency, purpose: ConsentPurpose, what: str = PLAN) -> Decision:
        """May the agency see that resource of the owner now?"""
        asked = Asked(what=what, agency=agency, purpose=purpose, owner=owner, on=self.on, at=self.at)
        return may_know(self.circle, asked)

    def may_tell(self, what: str, owner: Agency, occurred_on: date) -> Decision:
        """May the owner publish a fact of that day now?"""
        return may_publish(self.circle, what, owner=owner, occurred_on=occurred_on, today=self.on)

    def names(self, agency: Agency, owner: Agency) -> bool:
        """Whether a consent in force names the agency in the owner's plan: what it does there may be told.

        A block, and a grant that waits for its acknowledgement, end what it may know, and not that.
        """
        return is_named(self.circle, agency, owner, self.on)

    def may_see_beside(self, agency: Agency, owner: Agency, keeper: Agency, what: str = PLAN) -> Decision:
        """May the agency see what the owner keeps beside the keeper's plan? One consent names both (K4)."""
        asked = Asked(
            what=what,
            agency=agency,
            purpose=ConsentPurpose.COORDINATION,
            owner=owner,
            on=self.on,
            at=self.at,
        )
        return may_know_beside(self.circle, asked, keeper)

    def tells_keeper(self, owner: Agency, keeper: Agency) -> bool:
        """Whether a consent in force lets the keeper of plans know what the agency does there."""
        decision = self.may_see_beside(keeper, owner, keeper)
        return isinstance(decision, Allowed) and self.names(owner, keeper)

    def shared_until(self, owner: Agency) -> date | None:
        """The last day of the longest consent that shares the owner's plan with an agency now."""
        decisions = [self.may_see(one, owner, ConsentPurpose.COORDINATION) for one in Agency]
        sharing = {one.consent_id for one in decisions if isinstance(one, Allowed)}
        ends = [
            one.terms.valid_until for one in self.circle.consents if one.terms and one.consent_id in sharing
        ]
        return max(ends, default=None)


NOT_ASKED = CircleToday()
"""Of a plan that was loaded without its circle: shares nothing."""
