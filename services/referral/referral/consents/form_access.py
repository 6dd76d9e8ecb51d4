"""May an agency open the form of a participant, and what is logged of it (R-16)?"""

from dataclasses import dataclass
from uuid import UUID

from referral.office.office import Office
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.may_know import Allowed, Asked, Decision, may_know
from samplan.privacy.disclosure_log import Disclosure

FORM = "referral.form"
"""The resource of the access table."""


@dataclass(frozen=True)
class Opening:
    """Who opens whose form, and what for."""

    participant_id: UUID
    by: Agency
    role: str
    purpose: ConsentPurpose


def access_to_form(circle: Circle, asked: Opening, office: Office) -> Decision:
    """By today's circle. The keeper of the intake owns what was sent to it."""
    return may_know(
        circle,
        Asked(
            what=FORM,
            agency=asked.by,
            purpose=asked.purpose,
            owner=office.keeper,
            on=office.today(),
            at=office.now(),
        ),
    )


def entry_of(asked: Opening, decision: Allowed, office: Office) -> Disclosure:
    """The log's entry of what was allowed."""
    return Disclosure(
        disclosed_on=office.today(),
        participant_id=asked.participant_id,
        agency=asked.by,
        role=asked.role,
        purpose=asked.purpose,
        what=FORM,
        rule=decision.rule.value,
        consent_id=decision.consent_id,
        circle_version=decision.version,
    )
