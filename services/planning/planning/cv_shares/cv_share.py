"""One CV that a participant lets an agency share with one employer, until a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, DomainEvent, Refused
from planning.plan.refusals import NotTheOwner
from samplan.contracts.codes import Agency

CV = "planning.cv"
"""The resource of the access table."""


class CvShareOfAnother(NotTheOwner):
    title: ClassVar[str] = "Only the agency that the participant lets share the CV may do it"


class CvShareNotInForce(Refused):
    """`now`: the status of the consent to share it."""

    code = "cv_share_not_in_force"
    title: ClassVar[str] = "The participant's consent to share the CV is not in force on that day"


class CvShareStatus(StrEnum):
    GRANTED = "granted"
    REVOKED = "revoked"
    EXPIRED = "expired"


class CvShareFact(DomainEvent, private=True):
    """Private: with which employers a participant seeks work is told to no agency."""

    occurred_on: date


class CvShareGranted(Created, CvShareFact, private=True):
    """`sealed`: the CV, under the participant's key."""

    TOPIC = "planning.CvShareGranted"
    plan_id: UUID
    agency: Agency
    employer_id: UUID
    valid_until: date
    sealed: str


class CvShare(Aggregate):
    """Of one agency and one employer. The keeper of the plans sees that there is one."""

    TOPIC = "planning.CvShare"
    Event = CvShareFact

    def __init__(
        self,
        *,
        plan_id: UUID,
        agency: Agency,
        employer_id: UUID,
        valid_until: date,
        sealed: str,
        occurred_on: date,
    ) -> None:
        self.plan_id = plan_id
        self.owner = agency
        self.employer_id = employer_id
        self.granted_on = occurred_on
        self.valid_until = valid_until
        self.sealed = sealed
        self.status = CvShareStatus.GRANTED
        self.revoked_on: date | None = None
        self.used_on: tuple[date, ...] = ()

    def is_shown_to(self, agency: Agency, keeper: Agency) -> bool:
        return agency in (self.owner, keeper)

    def is_in_force_on(self, on: date) -> bool:
        """From the day of the grant through its last day; not on the day of a revocation."""
        ended_on = self.revoked_on or date.max
        return self.granted_on <= on <= self.valid_until and on < ended_on

    def require_in_force_on(self, on: date) -> None:
        """Raises CvShareNotInForce."""
        if not self.is_in_force_on(on):
            raise CvShareNotInForce(now=self.status.value)

    def require_owner(self, agency: Agency) -> None:
        """Raises CvShareOfAnother."""
        if agency != self.owner:
            raise CvShareOfAnother


@dataclass(frozen=True)
class SeenCvShare:
    """`cv`: None unless it may be shared now, and in the answer to a command, which is stored."""

    share: CvShare
    cv: str | None = None

    @property
    def id(self) -> UUID:
        return self.share.id

    @property
    def version(self) -> int:
        return self.share.version


def text_of(words: Mapping[str, Any] | None) -> str | None:
    return words["cv"] if words else None
