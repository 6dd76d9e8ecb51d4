"""May the agency that referred know of the plan today?"""

from uuid import UUID

from chassis.decisions.commands import Records
from referral.office.office import Office
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.circles import circle_of, subjects_of
from samplan.privacy.circle.may_know import Asked, Decision, Denied, Rule, may_know

PLAN = "planning.plan"
"""The resource of the access table."""


def access_to_plan(
    participant_id: UUID, by: Agency, owner: Agency, work: Records, office: Office
) -> Decision:
    asked = Asked(
        what=PLAN,
        agency=by,
        purpose=ConsentPurpose.COORDINATION,
        owner=owner,
        on=office.today(),
        at=office.now(),
    )
    return may_know(circle_of(participant_id, work), asked)


def is_over(decision: Decision) -> bool:
    """Whether what was told is to be forgotten: all but a grant that still waits for its owners."""
    return isinstance(decision, Denied) and decision.rule is not Rule.NOT_ACKNOWLEDGED


def may_be_told_now(participant_id: UUID, work: Records) -> bool:
    """Whether no end of a consent can have been missed."""
    return work.is_open(*subjects_of(participant_id, circle_of(participant_id, work)))
